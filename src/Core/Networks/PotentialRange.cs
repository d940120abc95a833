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
    public bool Fits => Minimum >= int.MinValue && Math.Max(Maximum, TotalMaximum) <= int.MaxValue;

    /// <summary>
    /// Proves the range of every neuron and accumulator of a network that runs for a number of timesteps.
    /// </summary>
    /// <remarks>
    /// Let all partial sums of a neuron's current in a step lie in [L, U], L ≤ 0 ≤ U: the sum of the negative and of the
    /// positive parts of bias and weights times what one spike can carry, whatever the order of arrival. And let all that it
    /// has received lie in [A, Z], A ≤ 0 ≤ Z, at any time: T biases, and weights times what the net count of a source can
    /// be, which the source never leaves.
    /// <para>
    /// With soft reset the potential after a spike is at least 0, so none falls below min(v₀ + D·L, (D−1)·L), D being the
    /// timesteps of the population. After a reset it is at most max(v₀, Θ−1), plus max(0, U−Θ) for each step; so before a
    /// reset at most that of D−1 steps plus U, and never above v₀ + D·U. A leak toward zero only narrows the range. The twin's
    /// sums are at most v₀ + Z.
    /// </para>
    /// <para>
    /// A read-out and neurons with levels keep v₀ + what they received: v₀ + [A, Z]. Neurons that take spikes back keep
    /// v₀ + received − S·Θ with 0 ≤ S ≤ Smax; S rises only where v ≥ Θ, so S·Θ ≤ max(0, v₀ + Z) too. Their steps and
    /// currents are covered by [L, U] as well.
    /// </para>
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
        var bounds = CurrentBounds.Of(population, parameters.Bias, timesteps);
        int steps = RunLength.MostSteps(population, timesteps);
        long minimum = 0;
        long maximum = 0;
        long totalMaximum = 0;
        for (int i = 0; i < population.Count; i++)
        {
            (long low, long high) = bounds.Step(i);
            (long received, long most) = bounds.Received(i);
            long v0 = parameters.InitialPotential[i];
            long theta = parameters.Threshold[i];
            long bottom;
            long top;
            if (population is ConversionPopulation neurons)
            {
                bool resets = neurons.Levels is null && theta != NeuronParameters.NeverFires;
                long taken = resets ? Math.Min(neurons.HighestCount * theta, Math.Max(0, v0 + most)) : 0;
                bottom = Math.Min(low, Math.Min(0, v0 + received - taken));
                top = Math.Max(high, Math.Max(v0 + most, resets ? theta - 1 : 0));
            }
            else if (population is ReadoutPopulation)
            {
                bottom = Math.Min(low, v0 + received);
                top = Math.Max(high, v0 + most);
            }
            else
            {
                bottom = Math.Min(v0 + (steps * low), (steps - 1) * low);
                top = Math.Min(v0 + (steps * high), Math.Max(v0, theta - 1) + ((steps - 1) * Math.Max(0, high - theta)) + high);
            }

            minimum = Math.Min(minimum, Math.Min(bottom, v0 + received));
            maximum = Math.Max(maximum, top);
            totalMaximum = Math.Max(totalMaximum, v0 + most);
        }

        return new PotentialRange(population, minimum, maximum, totalMaximum);
    }
}
