using System.Runtime.CompilerServices;

namespace Neuromorphic.Core.Randomness;

/// <summary>
/// Random bits by counter, for what is set up once: the number that belongs to a key and a counter, whatever was drawn
/// before. It is SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014) with
/// its state set instead of stepped.
/// </summary>
public static class CounterHash
{
    const ulong Golden = 0x9E3779B97F4A7C15;

    /// <summary>A key for an independent stream of numbers.</summary>
    /// <param name="seed">The user's seed.</param>
    /// <param name="stream">What the numbers are for: different streams have nothing in common.</param>
    public static ulong Key(ulong seed, ulong stream) => Mix(Mix(seed + Golden) ^ (stream * 0xD1342543DE82EF95));

    /// <summary>The 64 bits that belong to a counter under a key.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong At(ulong key, ulong counter) => Mix(key + (counter * Golden));

    /// <summary>A whole number below <paramref name="bound"/> from the high 32 of 64 bits; its bias is below bound / 2³².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Below(ulong bits, int bound) => (int)(((bits >> 32) * (uint)bound) >> 32);

    /// <summary>A number in (0, 1) from 64 bits, never 0 or 1.</summary>
    public static double Unit(ulong bits) => ((bits >> 12) + 0.5) * (1.0 / (1L << 52));

    /// <summary>The finaliser alone: a fixed mixing of 64 bits in which every bit depends on every other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
