using System.Runtime.CompilerServices;
using Neuromorphic.Core.Kernels;

namespace Neuromorphic.Core.Neurons;

/// <summary>
/// A leaky integrate-and-fire neuron in 16 bits, for networks whose potentials are known to fit: half the memory and twice
/// the neurons per vector of <see cref="LeakyIntegrateAndFire"/>. v ← v − ⌊v·d / 4096⌋ + I, saturated at 16 bits; spike
/// where v ≥ Θ; v ← reset where it spiked. Θ and reset are shared by the population.
/// </summary>
/// <remarks>The decay rounds down, not toward zero: a negative potential ends at 0, a small positive one stays.</remarks>
public readonly struct ShortLeakyIntegrateAndFire
{
    /// <summary>The largest decay: below a half, so that its 16-bit multiplier is positive.</summary>
    public const int LargestDecay = 2047;

    const int DecayBits = 12;

    readonly short _multiplier;
    readonly short _threshold;
    readonly short _reset;

    /// <summary>A neuron.</summary>
    /// <param name="decay">Fraction of the potential lost per step in 1/4096, 0 to <see cref="LargestDecay"/>.</param>
    /// <param name="threshold">The threshold Θ.</param>
    /// <param name="reset">The potential after a spike.</param>
    /// <exception cref="ArgumentOutOfRangeException">The decay is out of range.</exception>
    public ShortLeakyIntegrateAndFire(int decay, short threshold, short reset)
    {
        if (decay is < 0 or > LargestDecay)
        {
            throw new ArgumentOutOfRangeException(nameof(decay), decay, $"the decay is 0 to {LargestDecay}");
        }

        _multiplier = (short)(decay << (16 - DecayBits));
        _threshold = threshold;
        _reset = reset;
    }

    /// <summary>Fraction of the potential lost per step, in 1/4096.</summary>
    public int Decay => _multiplier >> (16 - DecayBits);

    /// <summary>The threshold Θ.</summary>
    public short Threshold => _threshold;

    /// <summary>The potential after a spike, before the next step's leak.</summary>
    public short ResetPotential => _reset;

    /// <summary>The potential after leak and integration of the input current, before the threshold test.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal TLanes Integrate<TLanes>(TLanes potential, TLanes current)
        where TLanes : unmanaged, IShortLanes<TLanes> =>
        TLanes.AddSaturated(potential - TLanes.MultiplyHigh(potential, TLanes.Create(_multiplier)), current);

    /// <summary>The potential after the reset.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal TLanes Reset<TLanes>(TLanes potential)
        where TLanes : unmanaged, IShortLanes<TLanes> =>
        TLanes.ReplaceWhereAtLeast(potential, TLanes.Create(_threshold), TLanes.Create(_reset));

    /// <summary>The spikes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ulong Spikes<TLanes>(TLanes potential)
        where TLanes : unmanaged, IShortLanes<TLanes> => TLanes.MaskAtLeast(potential, TLanes.Create(_threshold));
}
