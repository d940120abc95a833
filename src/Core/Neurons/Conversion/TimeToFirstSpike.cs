using System.Runtime.CompilerServices;
using Neuromorphic.Core.Kernels;

namespace Neuromorphic.Core.Neurons.Conversion;

/// <summary>
/// The neuron that says its level by when it fires: after its input has ended, a window of W steps begins; with
/// n = level(z), 0 ≤ n ≤ W, it fires once, when n steps are left, this one counted: at step W − n, counted from 0. At n = 0
/// it stays silent. This is one step of the window; before it, the neuron only accumulates.
/// </summary>
/// <remarks>
/// A threshold on the level that falls by one per step. The net count becomes n, so a second spike is ruled out. A receiver
/// keeps the current of the spike until the window ends, and so gets n times the weight.
/// </remarks>
public readonly struct TimeToFirstSpike : IConversionModel
{
    /// <inheritdoc/>
    public string Name => "time to first spike";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe TLanes Step<TLanes>(in ConversionState state, nint index, TLanes current)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes zero = TLanes.Create(0);
        TLanes remaining = TLanes.Create(state.Remaining);
        TLanes z = TLanes.Load(state.Potential + index) + current;
        z.Store(state.Potential + index);
        TLanes count = TLanes.Load(state.Count + index);
        TLanes due = TLanes.SelectWhereAtLeast(state.Levels.Of(index, z), remaining, TLanes.Create(1), zero);
        TLanes sent = TLanes.SelectWhereGreater(count, zero, zero, due);
        TLanes.SelectWhereGreater(sent, zero, remaining, count).Store(state.Count + index);
        return sent;
    }
}
