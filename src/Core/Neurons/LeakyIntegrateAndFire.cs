using System.Runtime.CompilerServices;
using Neuromorphic.Core.Kernels;

namespace Neuromorphic.Core.Neurons;

/// <summary>
/// The leaky integrate-and-fire neuron with a 12-bit decay:
/// v ← sign(v) · ⌊|v| · (4096 − d) / 4096⌋ + I; spike where v ≥ Θ; then either v ← v − Θ (soft) or v ← reset (hard).
/// </summary>
/// <remarks>
/// The decay rounds toward zero, as the published emulations of Loihi do (nengo-loihi, <c>decay_int</c>), so a potential
/// below one unit of decay dies out instead of sticking at −1. d = 0 is the integrate-and-fire neuron, d = 4096 forgets
/// everything between steps.
/// </remarks>
public readonly struct LeakyIntegrateAndFire : INeuronModel
{
    /// <summary>The decay that forgets the whole potential in one step.</summary>
    public const int FullDecay = TwelveBitDecay.One;

    readonly int _keep;
    readonly bool _hard;
    readonly int _reset;

    LeakyIntegrateAndFire(int decay, bool hard, int reset)
    {
        if (decay is < 0 or > FullDecay)
        {
            throw new ArgumentOutOfRangeException(nameof(decay), decay, $"the decay is 0 to {FullDecay}");
        }

        _keep = FullDecay - decay;
        _hard = hard;
        _reset = reset;
    }

    /// <inheritdoc/>
    public string Name => _hard ? "leaky integrate-and-fire, hard reset" : "leaky integrate-and-fire, soft reset";

    /// <summary>Fraction of the potential lost per step, in 1/4096.</summary>
    public int Decay => FullDecay - _keep;

    /// <summary>The potential after a spike; null where the threshold is subtracted.</summary>
    public int? HardResetPotential => _hard ? _reset : null;

    /// <summary>A neuron that subtracts its threshold when it fires.</summary>
    /// <param name="decay">Fraction of the potential lost per step in 1/4096, 0 to 4096.</param>
    /// <exception cref="ArgumentOutOfRangeException">The decay is out of range.</exception>
    public static LeakyIntegrateAndFire SoftReset(int decay) => new(decay, hard: false, reset: 0);

    /// <summary>A neuron that returns to a fixed potential when it fires.</summary>
    /// <param name="decay">Fraction of the potential lost per step in 1/4096, 0 to 4096.</param>
    /// <param name="reset">The potential after a spike.</param>
    /// <exception cref="ArgumentOutOfRangeException">The decay is out of range.</exception>
    public static LeakyIntegrateAndFire HardReset(int decay, int reset) => new(decay, hard: true, reset);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Integrate<TLanes>(TLanes potential, TLanes current)
        where TLanes : unmanaged, ILanes<TLanes> => TwelveBitDecay.TowardZero(potential, _keep) + current;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Reset<TLanes>(TLanes potential, TLanes threshold)
        where TLanes : unmanaged, ILanes<TLanes> => _hard
            ? TLanes.ReplaceWhereAtLeast(potential, threshold, TLanes.Create(_reset))
            : TLanes.SubtractWhereAtLeast(potential, threshold);
}
