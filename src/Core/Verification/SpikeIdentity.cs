using Neuromorphic.Core.Networks;

namespace Neuromorphic.Core.Verification;

/// <summary>
/// n·Θ = ΣI + v₀ − v for every neuron with soft reset, n being its net count; ΣI + v₀ = v for neurons with levels and
/// read-outs, which keep all that they receive.
/// </summary>
public static class SpikeIdentity
{
    /// <summary>Checks a recorded sample.</summary>
    /// <param name="network">The network that was run.</param>
    /// <param name="record">The record.</param>
    /// <returns>Cases are neurons; the worst is the largest |n·Θ − (ΣI + v₀ − v(T))|, the bound 0.</returns>
    public static CheckOutcome Check(SpikingNetwork network, NetworkRecord record)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(record);
        long cases = 0;
        long worst = 0;
        string where = "";
        for (int p = 1; p < network.Populations.Count; p++)
        {
            if (PopulationReplay.ParametersOf(network.Populations[p]) is null)
            {
                continue;
            }

            PopulationReplay replay = new(network, p, record);
            bool resets = NeuronDefinition.Resets(network.Populations[p]);
            long[] rest = new long[network.Populations[p].Count];
            for (int t = 0; t < replay.Timesteps; t++)
            {
                replay.Step(t);
                for (int i = 0; i < rest.Length; i++)
                {
                    rest[i] += replay.Current[i] - (resets ? (long)replay.Sent(i, t) * replay.Parameters.Threshold[i] : 0);
                }
            }

            for (int i = 0; i < rest.Length; i++)
            {
                long difference = Math.Abs(rest[i] + replay.Parameters.InitialPotential[i] - record.Potentials(p)[i]);
                cases++;
                if (difference > worst)
                {
                    worst = difference;
                    where = $"neuron {i} of '{network.Populations[p].Name}'";
                }
            }
        }

        return CheckOutcome.OfBound(cases, worst, 0, where);
    }
}
