using System.Runtime.CompilerServices;
using Neuromorphic.Core.Kernels;

namespace Neuromorphic.Core.Neurons;

/// <summary>
/// A factor from 0 to below 8 as a 16-bit integer times a power of two, K · 2^−S, and its product with an integer rounded
/// to the nearest: ⌊(x·K + 2^(S−1)) / 2^S⌋, exact for |x| ≤ 2²⁶ in 32-bit lanes.
/// </summary>
/// <remarks>
/// x·K has up to 42 bits and is never formed. With x = 4096·h + l, 0 ≤ l &lt; 4096:
/// (x·K + 2^(S−1)) / 2^S = (h·K + ⌊l·K / 4096⌋ + 2^(S−13) + r) / 2^(S−12) with 0 ≤ r &lt; 1, and r does not reach the next
/// integer. |h·K| ≤ 2¹⁴·2¹⁶ = 2³⁰, l·K &lt; 2²⁸, so nothing leaves 32 bits.
/// </remarks>
public readonly record struct RoundedFactor
{
    /// <summary>The largest magnitude of an integer that may be multiplied: 2²⁶.</summary>
    public const int LargestOperand = 1 << 26;

    /// <summary>Factors from here on are not held: 8.</summary>
    public const int Limit = 8;

    /// <summary>Mask of the <see cref="LowBits"/>.</summary>
    internal const int LowMask = (1 << LowBits) - 1;

    /// <summary>Bits of l.</summary>
    internal const int LowBits = 12;

    internal const int LeastShift = 13;

    const int MantissaBits = 16;
    const int LargestMantissa = (1 << MantissaBits) - 1;
    const int MostShift = 31;

    RoundedFactor(int mantissa, int shift)
    {
        Mantissa = mantissa;
        Shift = shift;
    }

    /// <summary>K, 0 to 65 535.</summary>
    public int Mantissa { get; }

    /// <summary>S, 13 to 31; as large as K's 16 bits allow.</summary>
    public int Shift { get; }

    /// <summary>K · 2^−S.</summary>
    public double Value => Math.ScaleB(Mantissa, -Shift);

    /// <summary>The largest rounding error of a product: a half; 0 where the factor is whole.</summary>
    public double ProductError => Value == Math.Floor(Value) ? 0 : 0.5;

    /// <summary>The factor nearest to a real number.</summary>
    /// <param name="value">0 to below <see cref="Limit"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, not a number, or too large.</exception>
    public static RoundedFactor Nearest(double value)
    {
        if (value >= 0)
        {
            for (int shift = MostShift; shift >= LeastShift; shift--)
            {
                double mantissa = Math.Round(Math.ScaleB(value, shift), MidpointRounding.ToEven);
                if (mantissa <= LargestMantissa)
                {
                    return new((int)mantissa, shift);
                }
            }
        }

        throw new ArgumentOutOfRangeException(nameof(value), value, $"a factor is 0 to below {Limit}");
    }

    /// <summary>
    /// The factor nearest to an integer times 2⁻³¹ that 16 bits hold; of what is not below <see cref="Limit"/>, the largest factor.
    /// </summary>
    /// <param name="units">The integer, not negative.</param>
    internal static RoundedFactor NearestBinary(long units)
    {
        int excess = Math.Max(64 - System.Numerics.BitOperations.LeadingZeroCount((ulong)units) - MantissaBits, 0);
        long mantissa = (units + ((1L << excess) >> 1)) >> excess;
        if (mantissa > LargestMantissa)
        {
            mantissa >>= 1;
            excess++;
        }

        return MostShift - excess < LeastShift ? new(LargestMantissa, LeastShift) : new((int)mantissa, MostShift - excess);
    }

    /// <summary>The product, rounded to the nearest integer, halves up.</summary>
    /// <param name="x">Integers of a magnitude of at most <see cref="LargestOperand"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Apply<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        // The default value has no shift; its product is 0 like that of every factor 0.
        int shift = Math.Max(Shift, LeastShift);
        TLanes factor = TLanes.Create(Mantissa);
        TLanes low = ((x & TLanes.Create(LowMask)) * factor) >>> LowBits;
        TLanes half = TLanes.Create(1 << (shift - LowBits - 1));
        return (((x >> LowBits) * factor) + low + half) >> (shift - LowBits);
    }
}
