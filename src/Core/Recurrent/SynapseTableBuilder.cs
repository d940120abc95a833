using Neuromorphic.Core.Memory;

namespace Neuromorphic.Core.Recurrent;

/// <summary>
/// Builds the tables of a shard. Projections from one population to one receptor share a table: those of one weight and
/// one delay as bits where they are dense and as plain targets elsewhere, all others as weighted rows.
/// </summary>
sealed unsafe class SynapseTableBuilder(ShardLayout layout, int shard, bool allowBits, InputBound bound)
{
    /// <summary>
    /// Share of connected pairs from which on a row of bits is taken: below it takes more memory traffic than a row of
    /// targets saves work.
    /// </summary>
    const double BitDensity = 1.0 / 32;

    const int MostPerRow = ushort.MaxValue;

    readonly TargetSynapses _drawn = new();

    /// <summary>The tables of one source population and receptor.</summary>
    /// <param name="plans">Projections between them.</param>
    public List<SynapseTable> Build(IReadOnlyList<ProjectionPlan> plans)
    {
        var tables = new List<SynapseTable>();
        foreach (IGrouping<(int Weight, int Delay), ProjectionPlan> group in plans.Where(p => p.IsUniform).GroupBy(p => (p.Weight(0), p.Delay(0))))
        {
            tables.Add(BuildUniform([.. group], group.Key.Weight, group.Key.Delay));
        }

        foreach (ProjectionPlan plastic in plans.Where(p => p.Plasticity is not null))
        {
            tables.Add(BuildPlastic(plastic, plastic.Plasticity!));
        }

        ProjectionPlan[] weighted = [.. plans.Where(p => p.IsWeighted)];
        if (weighted.Length > 0)
        {
            tables.Add(BuildWeighted(weighted));
        }

        return tables;
    }

    SynapseTable BuildUniform(ProjectionPlan[] plans, int weight, int delay)
    {
        int sources = layout.Sizes[plans[0].Source];
        int[] perSource = new int[sources];
        Visit(plans, (plan, target, drawn) =>
        {
            bound.Add(plan.Receptor, target, drawn.Count * Math.Abs((long)weight));
            foreach (int source in drawn.Sources)
            {
                perSource[source]++;
            }
        });
        int first = plans.Min(plan => layout.LocalFirst(shard, plan.Target)) * SpikeMask.BitsPerWord;
        int end = plans.Max(plan => layout.LocalFirst(shard, plan.Target + 1)) * SpikeMask.BitsPerWord;
        double density = perSource.Sum(n => (double)n) / ((double)sources * Math.Max(end - first, 1));
        return allowBits && density >= BitDensity
            ? BuildBits(plans, weight, delay, first, end)
            : BuildRows(plans, weight, delay, perSource, (_, _) => true);
    }

    BitRows BuildBits(ProjectionPlan[] plans, int weight, int delay, int first, int end)
    {
        int sources = layout.Sizes[plans[0].Source];
        int chunks = (end - first + BitRows.ChunkTargets - 1) / BitRows.ChunkTargets;
        int words = chunks * (BitRows.ChunkTargets / 32);
        var bits = new AlignedBuffer<uint>(checked(sources * words));
        uint* rows = bits.Address;
        int[] once = new int[sources];
        int[] more = new int[sources];
        Visit(plans, (plan, target, drawn) =>
        {
            foreach (int source in drawn.Sources)
            {
                (Set(source, target) ? once : more)[source]++;
            }
        });
        bits.Span.Clear();
        UniformRows repeated = BuildRows(plans, weight, delay, more, (source, target) => !Set(source, target));
        return new BitRows(bits, chunks, first, repeated, once, delay, weight) { SourcePopulation = plans[0].Source, Receptor = plans[0].Receptor };

        bool Set(int source, int target)
        {
            uint* word = rows + ((nint)source * words) + ((target - first) / 32);
            uint bit = 1u << ((target - first) % 32);
            bool isNew = (*word & bit) == 0;
            *word |= bit;
            return isNew;
        }
    }

    UniformRows BuildRows(ProjectionPlan[] plans, int weight, int delay, int[] perSource, Func<int, int, bool> keep)
    {
        int sources = perSource.Length;
        var start = new AlignedBuffer<uint>(sources + 1);
        uint* next = start.Address;
        long total = perSource.Sum(n => (long)n);
        var targets = new AlignedBuffer<ushort>(checked((int)total));
        ushort* rows = targets.Address;

        // While filling, entry s + 1 is where the row of s goes on; at the end it is where it ends.
        for (int s = 1; s < sources; s++)
        {
            next[s + 1] = next[s] + (uint)perSource[s - 1];
        }

        Visit(plans, (plan, target, drawn) =>
        {
            foreach (int source in drawn.Sources)
            {
                if (keep(source, target))
                {
                    rows[next[source + 1]++] = (ushort)target;
                }
            }
        });
        return new UniformRows(start, targets, total, delay, weight) { SourcePopulation = plans[0].Source, Receptor = plans[0].Receptor };
    }

    WeightedRows BuildWeighted(ProjectionPlan[] plans)
    {
        int sources = layout.Sizes[plans[0].Source];
        int firstDelay = plans.Min(plan => plan.ShortestDelay);
        int delays = plans.Max(plan => plan.LongestDelay) - firstDelay + 1;
        int shift = Math.Max(0, 32 - System.Numerics.BitOperations.LeadingZeroCount((uint)plans.Max(plan => plan.LargestWeight)) - (WeightedRows.WeightBits - 1));
        using var counts = new AlignedBuffer<uint>(checked(sources * delays));
        uint* next = counts.Address;
        Visit(plans, (plan, target, drawn) =>
        {
            ReadOnlySpan<int> from = drawn.Sources;
            ReadOnlySpan<uint> draws = drawn.Draws;
            for (int k = 0; k < from.Length; k++)
            {
                next[((nint)from[k] * delays) + plan.Delay(draws[k]) - firstDelay]++;
            }
        });

        var start = new AlignedBuffer<uint>(sources);
        var offsets = new AlignedBuffer<ushort>(checked(sources * (delays + 1)));
        long total = 0;
        for (int source = 0; source < sources; source++)
        {
            start.Address[source] = checked((uint)total);
            ushort* row = offsets.Address + ((nint)source * (delays + 1));
            uint* cursor = next + ((nint)source * delays);
            uint length = 0;
            for (int d = 0; d < delays; d++)
            {
                uint count = cursor[d];
                row[d] = (ushort)length;
                cursor[d] = (uint)total + length;
                length += count;
            }

            row[delays] = length <= MostPerRow
                ? (ushort)length
                : throw new NotSupportedException($"a neuron has {length:N0} synapses in one shard, {MostPerRow:N0} are held: use more threads");
            total += length;
        }

        var synapses = new AlignedBuffer<uint>(checked((int)total));
        uint* rows = synapses.Address;
        int half = (1 << shift) / 2;
        Visit(plans, (plan, target, drawn) =>
        {
            ReadOnlySpan<int> from = drawn.Sources;
            ReadOnlySpan<uint> draws = drawn.Draws;
            long magnitude = 0;
            for (int k = 0; k < from.Length; k++)
            {
                uint draw = draws[k];
                int weight = Math.Min((plan.Weight(draw) + half) >> shift, WeightedRows.LargestWeight);
                uint* cursor = next + ((nint)from[k] * delays) + plan.Delay(draw) - firstDelay;
                magnitude += Math.Abs(weight);
                rows[(*cursor)++] = WeightedRows.Pack(target, weight);
            }

            bound.Add(plan.Receptor, target, magnitude << shift);
        });
        return new WeightedRows(start, offsets, synapses, total, firstDelay, delays, shift)
        {
            SourcePopulation = plans[0].Source,
            Receptor = plans[0].Receptor,
        };
    }

    PlasticRows BuildPlastic(ProjectionPlan plan, PlasticityPlan rule)
    {
        int sources = layout.Sizes[plan.Source];
        int first = layout.LocalFirst(shard, plan.Target) * SpikeMask.BitsPerWord;
        var start = new AlignedBuffer<uint>(sources + 1);
        uint* next = start.Address;
        long total = 0;
        Visit([plan], (_, _, drawn) =>
        {
            foreach (int source in drawn.Sources)
            {
                next[source + 1]++;
            }

            total += drawn.Count;
        });
        var synapses = new AlignedBuffer<uint>(checked((int)total));
        uint* rows = synapses.Address;

        // While filling, entry s + 1 is where the row of s goes on; at the end it is where it ends.
        uint before = 0;
        for (int s = 0; s < sources; s++)
        {
            (next[s + 1], before) = (before, before + next[s + 1]);
        }

        Visit([plan], (_, target, drawn) =>
        {
            ReadOnlySpan<int> from = drawn.Sources;
            ReadOnlySpan<uint> draws = drawn.Draws;
            bound.Add(plan.Receptor, target, from.Length * ((long)rule.Largest << rule.Shift));
            for (int k = 0; k < from.Length; k++)
            {
                rows[next[from[k] + 1]++] = ((uint)(target - first) << 16) | (uint)rule.Weight(plan.Weight(draws[k]));
            }
        });
        return new PlasticRows(rule, start, synapses, total, plan.ShortestDelay, plan.Target, layout, shard)
        {
            SourcePopulation = plan.Source,
            Receptor = plan.Receptor,
            Projection = plan.Number,
        };
    }

    /// <summary>Draws the synapses of all the shard's targets, which are numbered as in the shard.</summary>
    void Visit(ProjectionPlan[] plans, Action<ProjectionPlan, int, TargetSynapses> visit)
    {
        foreach (ProjectionPlan plan in plans)
        {
            int local = layout.LocalFirst(shard, plan.Target);
            int end = local + layout.LocalBlocks(shard, plan.Target);
            for (; local < end; local++)
            {
                int first = (layout.GlobalBlock(shard, local) - layout.FirstBlock(plan.Target)) * SpikeMask.BitsPerWord;
                int count = Math.Min(SpikeMask.BitsPerWord, layout.Sizes[plan.Target] - first);
                for (int i = 0; i < count; i++)
                {
                    _drawn.Clear();
                    plan.Wiring.Draw(first + i, _drawn);
                    visit(plan, (local * SpikeMask.BitsPerWord) + i, _drawn);
                }
            }
        }
    }
}
