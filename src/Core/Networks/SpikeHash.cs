using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Randomness;

namespace Neuromorphic.Core.Networks;

/// <summary>Spikes of a feed-forward network as one number: equal where the same neurons send the same in the same timesteps.</summary>
/// <remarks>A sum over the spikes of mixed bits, so neither the order of samples nor that of neurons matters.</remarks>
public static class SpikeHash
{
    /// <summary>The hash of the sample that a simulator ran last; those of several samples add up.</summary>
    /// <param name="network">The network.</param>
    /// <param name="simulator">Its simulator.</param>
    /// <param name="sample">Number of the sample.</param>
    public static ulong Of(SpikingNetwork network, NetworkSimulator simulator, int sample)
    {
        ulong sum = 0;
        for (int p = 0; p < network.Populations.Count; p++)
        {
            Population population = network.Populations[p];
            if (!population.Spikes)
            {
                continue;
            }

            ulong key = CounterHash.Mix(((ulong)(uint)sample << 32) | (uint)p);
            for (int t = 0; t < simulator.Steps(population); t++)
            {
                ulong step = CounterHash.Mix(unchecked(key + (uint)t));
                ReadOnlySpan<short> payload = population.Code.HasPayload ? simulator.Payload(population, t) : default;
                foreach (int unit in SpikeMask.NeuronsOf(simulator.Spikes(population, t)))
                {
                    ulong sent = payload.IsEmpty ? 1UL : (ushort)payload[unit];
                    sum = unchecked(sum + CounterHash.Mix(step ^ ((ulong)(uint)unit << 16) ^ sent));
                }
            }
        }

        return sum;
    }
}
