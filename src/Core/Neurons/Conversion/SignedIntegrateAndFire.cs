using System.Runtime.CompilerServices;
using Neuromorphic.Core.Kernels;

namespace Neuromorphic.Core.Neurons.Conversion;

/// <summary>
/// The integrate-and-fire neuron that takes spikes back: v ← v + I; where v ≥ Θ and S &lt; Smax it sends +1, where
/// v &lt; 0 and S &gt; 0 it sends −1; v ← v − sent · Θ; S ← S + sent.
/// </summary>
/// <remarks>
/// ST-BIF. Left running until nothing arrives and nothing is sent, S = clip(⌊(ΣI + v₀) / Θ⌋, 0, Smax) whatever the order of
/// arrival: v is then below Θ or S = Smax, and at least 0 or S = 0, and S·Θ = ΣI + v₀ − v throughout.
/// </remarks>
public readonly struct SignedIntegrateAndFire : IConversionModel
{
    /// <inheritdoc/>
    public string Name => "integrate-and-fire, signed spikes";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe TLanes Step<TLanes>(in ConversionState state, nint index, TLanes current)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes zero = TLanes.Create(0);
        TLanes one = TLanes.Create(1);
        TLanes v = TLanes.Load(state.Potential + index) + current;
        TLanes count = TLanes.Load(state.Count + index);
        TLanes theta = TLanes.Load(state.Threshold + index);
        TLanes mayRise = TLanes.SelectWhereGreater(TLanes.Load(state.Limit + index), count, one, zero);
        TLanes mayFall = TLanes.SelectWhereGreater(count, zero, one, zero);
        TLanes sent = TLanes.SelectWhereAtLeast(v, theta, mayRise, zero) - TLanes.SelectWhereGreater(zero, v, mayFall, zero);
        (v - (sent * theta)).Store(state.Potential + index);
        (count + sent).Store(state.Count + index);
        return sent;
    }
}
