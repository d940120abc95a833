using Neuromorphic.Core.Randomness;

namespace Neuromorphic.Emulator.Mapping;

/// <summary>Steele, Lea and Flood's SplitMix64: the same numbers for a seed on every machine.</summary>
struct SplitMix64(ulong seed)
{
    ulong _state = seed;

    /// <summary>The next 64 bits.</summary>
    public ulong Next() => CounterHash.Mix(_state += 0x9E3779B97F4A7C15);

    /// <summary>A number below <paramref name="bound"/>; the bias of 2⁻³² does not matter here.</summary>
    public int Below(int bound) => (int)(((Next() >> 32) * (ulong)bound) >> 32);

    /// <summary>A number from 0 (inclusive) to 1 (exclusive).</summary>
    public double Fraction() => (Next() >> 11) * (1.0 / (1UL << 53));
}
