using System.Runtime.CompilerServices;
using Neuromorphic.Core.Kernels;

namespace Neuromorphic.Core.Neurons;

/// <summary>
/// The integrate-and-fire neuron of conversion, with soft reset:
/// v ← v + I; spike where v ≥ Θ; v ← v − Θ where it spiked. All values are 32-bit integers.
/// </summary>
/// <remarks>
/// The overshoot v − Θ is kept, so the identity n·Θ = ΣI + v₀ − v(T) holds exactly for every input
/// (Rueckauer et al. 2017, "reset by subtraction").
/// </remarks>
public readonly struct IntegrateAndFire : INeuronModel
{
    /// <inheritdoc/>
    public string Name => "integrate-and-fire, soft reset";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Integrate<TLanes>(TLanes potential, TLanes current)
        where TLanes : unmanaged, ILanes<TLanes> => potential + current;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Reset<TLanes>(TLanes potential, TLanes threshold)
        where TLanes : unmanaged, ILanes<TLanes> => TLanes.SubtractWhereAtLeast(potential, threshold);
}
