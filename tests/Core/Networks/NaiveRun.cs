using Neuromorphic.Core.Networks;
using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Core.Tests.Networks;

/// <summary>A run written down from the definitions: all populations step by step, 64-bit integers, no vectors, no masks.</summary>
sealed class NaiveRun
{
    public Dictionary<Population, bool[,]> Spikes { get; } = [];

    public Dictionary<Population, long> Smallest { get; } = [];

    public Dictionary<Population, long> Largest { get; } = [];

    public List<int[]> Readout { get; } = [];

    public static NaiveRun Of(SpikingNetwork network, int[] input, int timesteps)
    {
        var run = new NaiveRun();
        var potential = new Dictionary<Population, long[]>();
        var counters = new Dictionary<Population, int[]>();
        foreach (Population population in network.Populations)
        {
            run.Spikes[population] = new bool[timesteps, population.Count];
            run.Smallest[population] = 0;
            run.Largest[population] = 0;
            counters[population] = new int[population.Count];
            NeuronParameters? parameters = Parameters(population);
            potential[population] = parameters is null ? [] : [.. parameters.InitialPotential.ToArray()];
        }

        for (int t = 0; t < timesteps; t++)
        {
            foreach (Population population in network.Populations.Skip(1))
            {
                if (population is MaxPoolPopulation pool)
                {
                    run.StepPool(pool, counters, t);
                    continue;
                }

                NeuronParameters parameters = Parameters(population)!;
                int step = t;
                long[] current = SumCurrents(
                    population, source => source is InputPopulation ? input : run.SpikesAt(source, step));
                for (int i = 0; i < population.Count; i++)
                {
                    long v = potential[population][i] + current[i] + parameters.Bias[i];
                    run.Smallest[population] = Math.Min(run.Smallest[population], v);
                    run.Largest[population] = Math.Max(run.Largest[population], v);
                    if (population is NeuronPopulation && v >= parameters.Threshold[i])
                    {
                        run.Spikes[population][t, i] = true;
                        v -= parameters.Threshold[i];
                    }

                    potential[population][i] = v;
                }
            }

            run.Readout.Add([.. potential[network.Readout].Select(v => (int)v)]);
        }

        return run;
    }

    /// <summary>All current that reached each unit over T steps, for given activations of the sources.</summary>
    public static long[] TotalCurrent(Population population, Func<Population, int[]> activations, int timesteps)
    {
        long[] bias = [.. Parameters(population)!.Bias.ToArray()];
        long[] input = SumCurrents(population, source => source is InputPopulation ? activations(source) : new int[source.Count]);
        long[] spikes = SumCurrents(population, source => source is InputPopulation ? new int[source.Count] : activations(source));
        return [.. Enumerable.Range(0, population.Count).Select(i => (timesteps * (bias[i] + input[i])) + spikes[i])];
    }

    static long[] SumCurrents(Population population, Func<Population, int[]> activations)
    {
        long[] sum = new long[population.Count];
        foreach (Projection projection in population.Projections)
        {
            SynapseGroup synapses = projection.Synapses;
            int[] values = activations(projection.Source);
            int[] targets = new int[synapses.MaxFanOut];
            sbyte[] weights = new sbyte[synapses.MaxFanOut];
            for (int j = 0; j < values.Length; j++)
            {
                int count = synapses.CopySynapses(j, targets, weights);
                for (int k = 0; k < count; k++)
                {
                    sum[targets[k]] += (long)values[j] * weights[k];
                }
            }
        }

        return sum;
    }

    static NeuronParameters? Parameters(Population population) => population switch
    {
        NeuronPopulation neurons => neurons.Parameters,
        ReadoutPopulation readout => readout.Parameters,
        _ => null,
    };

    int[] SpikesAt(Population population, int t) =>
        [.. Enumerable.Range(0, population.Count).Select(i => Spikes[population][t, i] ? 1 : 0)];

    void StepPool(MaxPoolPopulation pool, Dictionary<Population, int[]> counters, int t)
    {
        Population source = pool.Projections[0].Source;
        int[] before = [.. counters[pool]];
        int[] spikes = SpikesAt(source, t);
        int[] targets = new int[pool.Windows.MaxFanOut];
        sbyte[] weights = new sbyte[pool.Windows.MaxFanOut];
        for (int j = 0; j < spikes.Length; j++)
        {
            int total = 0;
            for (int s = 0; s <= t; s++)
            {
                total += Spikes[source][s, j] ? 1 : 0;
            }

            int count = pool.Windows.CopySynapses(j, targets, weights);
            for (int k = 0; k < count; k++)
            {
                counters[pool][targets[k]] = Math.Max(counters[pool][targets[k]], total);
            }
        }

        for (int i = 0; i < pool.Count; i++)
        {
            Spikes[pool][t, i] = counters[pool][i] > before[i];
        }
    }
}
