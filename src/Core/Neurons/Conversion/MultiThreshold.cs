using System.Runtime.CompilerServices;
using Neuromorphic.Core.Kernels;

namespace Neuromorphic.Core.Neurons.Conversion;

/// <summary>
/// The neuron with n thresholds λ·2^(n−1), …, 2λ, λ that sends how many λ it holds: v ← v + I, then from the largest power
/// of two down to 1: where v ≥ λ·2^i and S + 2^i ≤ Smax it adds 2^i to what it sends; where v &lt; −λ·(2^i − 1) and S ≥ 2^i it
/// takes 2^i off. Each time v and S follow at once: v ← v ∓ λ·2^i, S ← S ± 2^i.
/// </summary>
/// <remarks>
/// It sends min(⌊v/λ⌋, 2ⁿ − 1, Smax − S) where v ≥ 0 and −min(⌈−v/λ⌉, 2ⁿ − 1, S) where v &lt; 0, by comparing and
/// subtracting alone. n = 1 is <see cref="SignedIntegrateAndFire"/>. (H-MT thresholds, with the net count of ST-BIF.)
/// </remarks>
public readonly struct MultiThreshold : IConversionModel
{
    /// <summary>The most bits of a payload.</summary>
    public const int MostBits = 8;

    /// <summary>A neuron with so many thresholds.</summary>
    /// <param name="bits">n, 2 to <see cref="MostBits"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is out of range.</exception>
    public MultiThreshold(int bits)
    {
        if (bits is < 2 or > MostBits)
        {
            throw new ArgumentOutOfRangeException(nameof(bits), bits, $"a neuron has 2 to {MostBits} thresholds");
        }

        Bits = bits;
    }

    /// <summary>Thresholds, and bits of the payload besides its sign.</summary>
    public int Bits { get; }

    /// <inheritdoc/>
    public string Name => $"multi-threshold, {Bits} bits";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe TLanes Step<TLanes>(in ConversionState state, nint index, TLanes current)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes zero = TLanes.Create(0);
        TLanes v = TLanes.Load(state.Potential + index) + current;
        TLanes before = TLanes.Load(state.Count + index);
        TLanes lambda = TLanes.Load(state.Threshold + index);
        TLanes limit = TLanes.Load(state.Limit + index);
        TLanes count = before;
        for (int i = Bits - 1; i >= 0; i--)
        {
            // λ·2^i overflows only for neurons that never fire, whose limit is 0.
            TLanes weight = TLanes.Create(1 << i);
            TLanes theta = lambda << i;
            TLanes rise = TLanes.SelectWhereAtLeast(limit, count + weight, weight, zero);
            TLanes fall = TLanes.SelectWhereAtLeast(count, weight, weight, zero);
            rise = TLanes.SelectWhereAtLeast(v, theta, rise, zero);
            fall = TLanes.SelectWhereGreater(lambda - theta, v, fall, zero);
            TLanes sent = rise - fall;
            v -= TLanes.WithSignOf(TLanes.SelectWhereGreater(rise + fall, zero, theta, zero), sent);
            count += sent;
        }

        v.Store(state.Potential + index);
        count.Store(state.Count + index);
        return count - before;
    }
}
