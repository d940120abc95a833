using Neuromorphic.Core.Networks;
using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Emulator.Faults;

/// <summary>
/// Inverts bits of a network's stored weights, and inverts them again when disposed. A weight that a core shares over
/// positions is one word of memory; the same word is hit in every core that holds a copy.
/// </summary>
sealed class FlippedWeights : IDisposable
{
    readonly SpikingNetwork _network;
    readonly FaultRates _rates;
    readonly int _bits;

    /// <summary>Inverts bits.</summary>
    /// <param name="network">The network; nobody else may use it until this is disposed.</param>
    /// <param name="rates">How many bits are hit.</param>
    /// <param name="weightBits">Bits of a stored weight in two's complement, 1 to 8.</param>
    /// <param name="timesteps">T, for the proof that no potential overflows with the new weights.</param>
    /// <exception cref="FaultException">A potential could overflow.</exception>
    public FlippedWeights(SpikingNetwork network, FaultRates rates, int weightBits, int timesteps)
    {
        _network = network;
        _rates = rates;
        _bits = Math.Min(weightBits, 8);
        Flipped = Flip();
        if (Flipped > 0 && PotentialRange.Prove(network, timesteps).FirstOrDefault(range => !range.Fits) is { } range)
        {
            Flip();
            throw new FaultException(
                $"with these weights the potentials of '{range.Population.Name}' could leave 32 bits in {timesteps} timesteps; use fewer timesteps, fewer weight bits or a lower rate.");
        }
    }

    /// <summary>Bits that are inverted.</summary>
    public long Flipped { get; }

    /// <inheritdoc/>
    public void Dispose() => Flip();

    /// <summary>A weight with some of its stored bits inverted. Its sign is the highest stored bit.</summary>
    internal static sbyte Flip(sbyte weight, int mask, int bits)
    {
        int spare = 32 - bits;
        return (sbyte)(((weight ^ mask) << spare) >> spare);
    }

    long Flip()
    {
        long flipped = 0;
        ulong group = 0;
        foreach (SynapseGroup synapses in _network.Populations.SelectMany(population => population.Projections).Select(projection => projection.Synapses))
        {
            ulong number = group++;
            synapses.ChangeWeights((place, weight) =>
            {
                int mask = 0;
                for (int bit = 0; bit < _bits; bit++)
                {
                    mask |= _rates.Hits(FaultKind.FlippedBits, number, ((ulong)place * 8) + (uint)bit) ? 1 << bit : 0;
                }

                flipped += int.PopCount(mask);
                return Flip(weight, mask, _bits);
            });
        }

        return flipped;
    }
}
