using System.Runtime.CompilerServices;
using Neuromorphic.Core.Kernels;

namespace Neuromorphic.Core.Neurons.Conversion;

/// <summary>
/// The neuron that settles on a level of any scalar function: z ← z + I, all that was ever received; the target is
/// L' = level(z); it sends L' − L at once (graded), or its sign (one step per timestep), and L ← L + sent.
/// </summary>
/// <remarks>
/// Left running until nothing arrives and nothing is sent, L = level(ΣI + v₀), whatever the order of arrival. Levels may be
/// negative. At the start L = 0, so a function whose level at the start value is not 0 sends even without input.
/// </remarks>
/// <param name="graded">Whether it sends the whole difference.</param>
public readonly struct Settling(bool graded) : IConversionModel
{
    /// <inheritdoc/>
    public string Name => graded ? "settling, graded spikes" : "settling, signed spikes";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe TLanes Step<TLanes>(in ConversionState state, nint index, TLanes current)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes z = TLanes.Load(state.Potential + index) + current;
        z.Store(state.Potential + index);
        TLanes level = TLanes.Load(state.Count + index);
        TLanes sent = state.Levels.Of(index, z) - level;
        if (!graded)
        {
            sent = TLanes.Max(TLanes.Min(sent, TLanes.Create(1)), TLanes.Create(-1));
        }

        (level + sent).Store(state.Count + index);
        return sent;
    }
}
