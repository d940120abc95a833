using Neuromorphic.Core.Networks;
using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Core.Tests.Networks.Conversion;

/// <summary>
/// A run of a network of conversion neurons written down from the definitions: neuron by neuron, 64-bit integers, synapses
/// from their list, no vectors, no masks.
/// </summary>
sealed class ConversionOracle
{
    readonly ConversionNetworks _made;
    readonly int[] _input;

    ConversionOracle(ConversionNetworks made, int[] input)
    {
        _made = made;
        _input = input;
    }

    /// <summary>Per population what each unit sent in each step.</summary>
    public Dictionary<Population, List<long[]>> Sent { get; } = [];

    /// <summary>Per population who had work to do in each step.</summary>
    public Dictionary<Population, List<bool[]>> Driven { get; } = [];

    /// <summary>Smallest and largest potential, current or partial sum.</summary>
    public Dictionary<Population, (long Smallest, long Largest)> Range { get; } = [];

    public List<long[]> Readout { get; } = [];

    public static ConversionOracle Run(ConversionNetworks made, int[] input)
    {
        var oracle = new ConversionOracle(made, input);
        foreach (Population population in made.Network.Populations.Skip(1))
        {
            oracle.Sent[population] = [];
            oracle.Driven[population] = [];
            oracle.Range[population] = (0, 0);
            if (population is MaxPoolPopulation pool)
            {
                oracle.Pool(pool);
            }
            else
            {
                oracle.RunUnits(population);
            }
        }

        return oracle;
    }

    /// <summary>What the quantised network computes, from the rules alone.</summary>
    public static Dictionary<Population, long[]> Quantised(ConversionNetworks made, int[] input)
    {
        var values = new Dictionary<Population, long[]> { [made.Network.Input] = [.. input.Select(x => (long)x)] };
        foreach (Population population in made.Network.Populations.Skip(1))
        {
            long[] result = new long[population.Count];
            if (population is MaxPoolPopulation pool)
            {
                for (int i = 0; i < result.Length; i++)
                {
                    result[i] = Sources(pool.Projections[0], i).Select(s => values[pool.Projections[0].Source][s.Source]).DefaultIfEmpty(0).Max();
                }
            }
            else
            {
                NeuronParameters parameters = Parameters(population);
                for (int i = 0; i < result.Length; i++)
                {
                    long z = parameters.InitialPotential[i] + ((long)made.Timesteps * parameters.Bias[i]);
                    foreach (Projection projection in population.Projections)
                    {
                        long times = projection.Source.Spikes ? 1 : made.Timesteps;
                        z += Sources(projection, i).Sum(s => times * s.Weight * values[projection.Source][s.Source]);
                    }

                    result[i] = made.Rules.TryGetValue(population, out NeuronRule[]? rules) ? rules[i].Level(z) : z;
                }
            }

            values[population] = result;
        }

        return values;
    }

    /// <summary>What all a unit sent adds up to for a receiver.</summary>
    public long Total(Population population, int unit)
    {
        List<long[]> sent = Sent[population];
        return Enumerable.Range(0, sent.Count).Sum(t => population.Code.Kind == SpikeKind.Timed
            ? (sent[t][unit] != 0 ? sent.Count - t : 0)
            : sent[t][unit]);
    }

    static readonly System.Runtime.CompilerServices.ConditionalWeakTable<SynapseGroup, List<(int Source, long Weight)>[]> Lists = [];

    static List<(int Source, long Weight)> Sources(Projection projection, int target) => Lists.GetValue(
        projection.Synapses,
        synapses =>
        {
            var lists = new List<(int, long)>[synapses.Target.Count];
            for (int i = 0; i < lists.Length; i++)
            {
                lists[i] = [];
            }

            int[] targets = new int[synapses.MaxFanOut];
            sbyte[] weights = new sbyte[synapses.MaxFanOut];
            for (int j = 0; j < synapses.Source.Count; j++)
            {
                int count = synapses.CopySynapses(j, targets, weights);
                for (int k = 0; k < count; k++)
                {
                    lists[targets[k]].Add((j, weights[k]));
                }
            }

            return lists;
        })[target];

    static NeuronParameters Parameters(Population population) => population is NeuronPopulation neurons
        ? neurons.Parameters
        : ((ReadoutPopulation)population).Parameters;

    long Current(Population population, int unit, int t)
    {
        long sum = t < _made.Timesteps ? Parameters(population).Bias[unit] : 0;
        foreach (Projection projection in population.Projections)
        {
            foreach ((int source, long weight) in Sources(projection, unit))
            {
                sum += weight * Arriving(projection.Source, source, t);
            }
        }

        return sum;
    }

    long Arriving(Population source, int unit, int t)
    {
        if (source is InputPopulation)
        {
            return t < _made.Timesteps ? _input[unit] : 0;
        }

        List<long[]> sent = Sent[source];
        if (t >= sent.Count)
        {
            return 0;
        }

        return source.Code.Kind == SpikeKind.Timed ? sent.Take(t + 1).Sum(step => step[unit]) : sent[t][unit];
    }

    void RunUnits(Population population)
    {
        int input = population.Projections.Where(p => p.Source.Spikes).Select(p => Sent[p.Source].Count).Append(_made.Timesteps).Max();
        NeuronRule[]? rules = _made.Rules.GetValueOrDefault(population);
        bool quiet = (population as ConversionPopulation)?.Emission == Emission.UntilQuiet;
        int window = rules?[0] is LevelRule { Timing: LevelTiming.Timed } ? rules.Cast<LevelRule>().Max(r => r.Levels.Max()) : 0;
        window = window > 0 ? ((ConversionPopulation)population).HighestCount : 0;
        long[] v = [.. Parameters(population).InitialPotential.ToArray().Select(x => (long)x)];
        long[] counts = new long[v.Length];
        for (int t = 0; t < 100_000; t++)
        {
            if (!quiet && t >= input + window)
            {
                return;
            }

            long[] sent = new long[v.Length];
            bool[] driven = new bool[v.Length];
            for (int i = 0; i < v.Length; i++)
            {
                long current = Current(population, i, t);
                v[i] += current;
                Note(population, current);
                Note(population, v[i]);
                sent[i] = rules is null ? 0 : Sends(rules[i], v[i], counts[i], t, input, window);
                v[i] -= rules?[i] switch { PlainRule plain => sent[i] * plain.Theta, TakingBackRule back => sent[i] * back.Theta, _ => 0 };
                Note(population, v[i]);
                counts[i] += sent[i];
                driven[i] = current != 0 || (sent[i] != 0 && rules![i] is not PlainRule);
            }

            if (quiet && t >= input && sent.All(s => s == 0))
            {
                return;
            }

            Sent[population].Add(sent);
            Driven[population].Add(driven);
            if (population is ReadoutPopulation)
            {
                Readout.Add([.. v]);
            }

            if (quiet && t == input - 1 && sent.All(s => s == 0))
            {
                return;
            }
        }

        Assert.Fail("the population never became quiet");
    }

    static long Sends(NeuronRule rule, long v, long count, int t, int input, int window) => rule switch
    {
        PlainRule plain => v >= plain.Theta ? 1 : 0,
        TakingBackRule back => back.Sends(v, count),
        LevelRule { Timing: LevelTiming.StepByStep } => Math.Sign(rule.Level(v) - count),
        LevelRule { Timing: LevelTiming.AtOnce } => rule.Level(v) - count,
        LevelRule { Timing: LevelTiming.Last } => t == input - 1 ? rule.Level(v) : 0,
        _ => t >= input && rule.Level(v) > 0 && t - input == window - rule.Level(v) ? 1 : 0,
    };

    void Note(Population population, long value)
    {
        (long smallest, long largest) = Range[population];
        Range[population] = (Math.Min(smallest, value), Math.Max(largest, value));
    }

    void Pool(MaxPoolPopulation pool)
    {
        Population source = pool.Projections[0].Source;
        long[] before = new long[pool.Count];
        long[] totals = new long[source.Count];
        foreach (long[] step in Sent[source])
        {
            for (int j = 0; j < totals.Length; j++)
            {
                totals[j] += step[j];
            }

            long[] now = [.. Enumerable.Range(0, pool.Count).Select(i => Sources(pool.Projections[0], i).Select(s => totals[s.Source]).DefaultIfEmpty(0).Max())];
            Sent[pool].Add([.. now.Zip(before, (a, b) => a - b)]);
            Driven[pool].Add([.. Enumerable.Range(0, pool.Count).Select(i => Sources(pool.Projections[0], i).Any(s => step[s.Source] != 0))]);
            before = now;
        }
    }
}
