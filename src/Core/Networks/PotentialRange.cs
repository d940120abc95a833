using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Core.Networks;

/// <summary>The proven range of the membrane potentials of a population, for every possible input.</summary>
/// <param name="Population">The population.</param>
/// <param name="Minimum">No potential, current or partial sum is ever below.</param>
/// <param name="Maximum">None is ever above, before the reset included.</param>
/// <param name="TotalMaximum">The quantised twin's sums are never above (they share the minimum).</param>
public sealed record PotentialRange(Population Population, long Minimum, long Maximum, long TotalMaximum)
{
    /// <summary>Bits of the two's complement integer that holds the potentials.</summary>
    public int Bits
    {
        get
        {
            int bits = 1;
            while (Minimum < -(1L << (bits - 1)) || Maximum > (1L << (bits - 1)) - 1)
            {
                bits++;
            }

            return bits;
        }
    }

    /// <summary>Whether 32 bits hold the potentials and the twin's sums.</summary>
    public bool Fits => Minimum >= int.MinValue && TotalMaximum <= int.MaxValue;

    /// <summary>
    /// Proves the range of every neuron and accumulator of a network that runs for a number of timesteps.
    /// </summary>
    /// <remarks>
    /// Let all partial sums of a neuron's current in a step lie in [L, U], L ≤ 0 ≤ U: the sum of the negative and of the
    /// positive parts of bias and weights, whatever the order of arrival. With soft reset the potential after a spike is
    /// at least 0, so none falls below min(v₀ + T·L, (T−1)·L). After a reset it is at most max(v₀, Θ−1), plus
    /// max(0, U−Θ) for each step; so before a reset at most that of T−1 steps plus U, and never above v₀ + T·U, which is
    /// also the bound of the twin's sums. A leak toward zero only narrows the range.
    /// </remarks>
    public static IReadOnlyList<PotentialRange> Prove(SpikingNetwork network, int timesteps)
    {
        var ranges = new List<PotentialRange>();
        foreach (Population population in network.Populations)
        {
            NeuronParameters? parameters = population switch
            {
                NeuronPopulation neurons => neurons.Parameters,
                ReadoutPopulation readout => readout.Parameters,
                _ => null,
            };
            if (parameters is not null)
            {
                ranges.Add(Prove(population, parameters, timesteps));
            }
        }

        return ranges;
    }

    static PotentialRange Prove(Population population, NeuronParameters parameters, int timesteps)
    {
        long[] lower = new long[population.Count];
        long[] upper = new long[population.Count];
        foreach (Projection projection in population.Projections)
        {
            var input = projection.Source as InputPopulation;
            AddCurrents(projection.Synapses, input?.Minimum ?? 0, input?.Maximum ?? 1, lower, upper);
        }

        long minimum = 0;
        long maximum = 0;
        long totalMaximum = 0;
        for (int i = 0; i < population.Count; i++)
        {
            long v0 = parameters.InitialPotential[i];
            long theta = parameters.Threshold[i];

            long low = Math.Min(0, lower[i]) + Math.Min(0, parameters.Bias[i]);
            long high = Math.Max(0, upper[i]) + Math.Max(0, parameters.Bias[i]);
            long total = v0 + (timesteps * high);
            minimum = Math.Min(minimum, Math.Min(v0 + (timesteps * low), (timesteps - 1) * low));
            maximum = Math.Max(maximum, Math.Min(total, Math.Max(v0, theta - 1) + ((timesteps - 1) * Math.Max(0, high - theta)) + high));
            totalMaximum = Math.Max(totalMaximum, total);
        }

        return new PotentialRange(population, minimum, maximum, totalMaximum);
    }

    static void AddCurrents(SynapseGroup synapses, int minimum, int maximum, long[] lower, long[] upper)
    {
        int[] targets = new int[synapses.MaxFanOut];
        sbyte[] weights = new sbyte[synapses.MaxFanOut];
        for (int j = 0; j < synapses.Source.Count; j++)
        {
            int count = synapses.CopySynapses(j, targets, weights);
            for (int k = 0; k < count; k++)
            {
                long atMinimum = (long)weights[k] * minimum;
                long atMaximum = (long)weights[k] * maximum;
                lower[targets[k]] += Math.Min(0, Math.Min(atMinimum, atMaximum));
                upper[targets[k]] += Math.Max(0, Math.Max(atMinimum, atMaximum));
            }
        }
    }
}
