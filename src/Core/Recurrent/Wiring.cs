using Neuromorphic.Core.Randomness;

namespace Neuromorphic.Core.Recurrent;

/// <summary>
/// Draws a projection's synapses, one target at a time, from random bits that belong to the target and the synapse's number:
/// the same for a seed on any number of threads and in any order.
/// </summary>
sealed class Wiring
{
    readonly ConnectionRule _rule;
    readonly int _sources;
    readonly bool _skipSelf;
    readonly ulong _sourceKey;
    readonly ulong _drawKey;
    readonly int[]? _inDegree;
    readonly int[]? _pairStart;
    readonly int[]? _pairSources;

    /// <summary>Prepares a projection.</summary>
    /// <param name="projection">The projection, valid.</param>
    /// <param name="sources">Neurons of the source population.</param>
    /// <param name="targets">Neurons of the target population.</param>
    /// <param name="seed">The user's seed.</param>
    /// <param name="stream">The projection's number in the network.</param>
    public Wiring(ProjectionDescription projection, int sources, int targets, ulong seed, int stream)
    {
        _rule = projection.Rule;
        _sources = sources;
        _skipSelf = !projection.Autapses && projection.Source == projection.Target;
        _sourceKey = CounterHash.Key(seed, (3 * (ulong)stream) + 1);
        _drawKey = CounterHash.Key(seed, (3 * (ulong)stream) + 2);
        switch (_rule)
        {
            case FixedTotalNumber total:
                _inDegree = CountTargets(total.Synapses, targets, CounterHash.Key(seed, (3 * (ulong)stream) + 3));
                break;
            case ExplicitPairs pairs:
                (_pairStart, _pairSources) = ByTarget(pairs.Pairs, targets);
                break;
        }
    }

    /// <summary>Appends the synapses of a target.</summary>
    /// <param name="target">Number of the target in its population.</param>
    /// <param name="result">Receives them.</param>
    public void Draw(int target, TargetSynapses result)
    {
        ulong first = (ulong)target << 32;
        int self = _skipSelf ? target : int.MaxValue;
        switch (_rule)
        {
            case FixedInDegree { Multapses: true } degree:
                DrawEach(degree.Synapses, first, self, result);
                break;
            case FixedInDegree degree:
                DrawDifferent(degree.Synapses, first, self, result);
                break;
            case FixedTotalNumber:
                DrawEach(_inDegree![target], first, self, result);
                break;
            case FixedProbability fixedProbability:
                DrawByGaps(fixedProbability.Probability, first, self, result);
                break;
            case AllToAll:
                for (int source = 0; source < _sources; source++)
                {
                    if (source != self)
                    {
                        result.Add(source, (uint)CounterHash.At(_drawKey, first + (uint)source));
                    }
                }

                break;
            case OneToOne:
                if (target != self)
                {
                    result.Add(target, (uint)CounterHash.At(_drawKey, first));
                }

                break;
            case ExplicitPairs:
                for (int k = _pairStart![target]; k < _pairStart[target + 1]; k++)
                {
                    if (_pairSources![k] != self)
                    {
                        result.Add(_pairSources[k], (uint)CounterHash.At(_drawKey, (ulong)k));
                    }
                }

                break;
            default:
                throw new NotSupportedException($"no wiring for {_rule.GetType().Name}");
        }
    }

    /// <summary>A source for each synapse on its own; one hash gives source, weight and delay.</summary>
    void DrawEach(int count, ulong first, int self, TargetSynapses result)
    {
        int choices = self == int.MaxValue ? _sources : _sources - 1;
        for (int k = 0; k < count; k++)
        {
            ulong bits = CounterHash.At(_sourceKey, first + (uint)k);
            int source = CounterHash.Below(bits, choices);
            result.Add(source >= self ? source + 1 : source, (uint)bits);
        }
    }

    /// <summary>Different sources: draws until there are enough, of the chosen or of the left out, whichever are fewer.</summary>
    void DrawDifferent(int count, ulong first, int self, TargetSynapses result)
    {
        int choices = self == int.MaxValue ? _sources : _sources - 1;
        count = Math.Min(count, choices);
        bool exclude = count > choices / 2;
        var drawn = new HashSet<int>();
        for (uint k = 0; drawn.Count < (exclude ? choices - count : count); k++)
        {
            ulong bits = CounterHash.At(_sourceKey, first + k);
            int source = CounterHash.Below(bits, choices);
            if (drawn.Add(source) && !exclude)
            {
                result.Add(source >= self ? source + 1 : source, (uint)bits);
            }
        }

        for (int source = 0; exclude && source < choices; source++)
        {
            if (!drawn.Contains(source))
            {
                result.Add(source >= self ? source + 1 : source, (uint)CounterHash.At(_drawKey, first + (uint)source));
            }
        }
    }

    /// <summary>The gaps between the sources of a target are geometrically distributed.</summary>
    void DrawByGaps(double probability, ulong first, int self, TargetSynapses result)
    {
        if (probability <= 0)
        {
            return;
        }

        double scale = probability < 1 ? 1 / Math.Log(1 - probability) : 0;
        double position = -1;
        for (uint k = 0; ; k++)
        {
            position += 1 + Math.Floor(Math.Log(CounterHash.Unit(CounterHash.At(_sourceKey, first + k))) * scale);
            if (position >= _sources)
            {
                return;
            }

            if ((int)position != self)
            {
                result.Add((int)position, (uint)CounterHash.At(_drawKey, first + k));
            }
        }
    }

    /// <summary>How often each target is drawn.</summary>
    static int[] CountTargets(long synapses, int targets, ulong key)
    {
        const long Chunk = 1 << 20;
        int[] counts = new int[targets];
        Parallel.For(
            0L,
            (synapses + Chunk - 1) / Chunk,
            () => new int[targets],
            (chunk, _, mine) =>
            {
                long end = Math.Min((chunk + 1) * Chunk, synapses);
                for (long k = chunk * Chunk; k < end; k++)
                {
                    mine[CounterHash.Below(CounterHash.At(key, (ulong)k), targets)]++;
                }

                return mine;
            },
            mine =>
            {
                lock (counts)
                {
                    for (int i = 0; i < counts.Length; i++)
                    {
                        counts[i] += mine[i];
                    }
                }
            });
        return counts;
    }

    static (int[] Start, int[] Sources) ByTarget(IReadOnlyList<(int Source, int Target)> pairs, int targets)
    {
        int[] start = new int[targets + 1];
        foreach ((_, int target) in pairs)
        {
            start[target + 1]++;
        }

        for (int i = 0; i < targets; i++)
        {
            start[i + 1] += start[i];
        }

        int[] next = start[..targets];
        int[] sources = new int[pairs.Count];
        foreach ((int source, int target) in pairs)
        {
            sources[next[target]++] = source;
        }

        return (start, sources);
    }
}
