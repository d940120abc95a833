using System.Runtime.CompilerServices;
using Neuromorphic.Core.Kernels;

namespace Neuromorphic.Core.Neurons.Conversion;

/// <summary>
/// The neuron that counts first and speaks once: z ← z + I in every step of its input; in the last of them it sends
/// level(z) as one graded spike. This is that last step; the others only accumulate.
/// </summary>
public readonly struct CountCoded : IConversionModel
{
    /// <inheritdoc/>
    public string Name => "count-coded";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe TLanes Step<TLanes>(in ConversionState state, nint index, TLanes current)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes z = TLanes.Load(state.Potential + index) + current;
        z.Store(state.Potential + index);
        TLanes level = state.Levels.Of(index, z);
        level.Store(state.Count + index);
        return level;
    }
}
