using Neuromorphic.Core.Randomness;

namespace Neuromorphic.Emulator.Sanafe.Engine;

/// <summary>
/// Random numbers by seed, neuron and timestep (Philox): the same ones in any order and on any machine. SANA-FE draws from a generator per
/// unit instead, so single spikes of random inputs differ from its; their statistics do not.
/// </summary>
sealed class RandomSpikes(ulong seed)
{
    const uint Input = 0;
    const uint Threshold = 1;

    /// <summary>A number from 0 (inclusive) to 1 (exclusive) that decides on a random input's spike.</summary>
    public double Fraction(int neuron, int timestep)
    {
        (uint a, uint b, _, _) = Philox.Next(((uint)neuron, (uint)timestep, 0, Input), seed);
        return ((((ulong)a << 32) | b) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>31 random bits that are added to a TrueNorth neuron's potential before it is compared.</summary>
    public int Bits(int neuron, int timestep) =>
        (int)(Philox.Next(((uint)neuron, (uint)timestep, 0, Threshold), seed).A >> 1);
}
