using Neuromorphic.Core.Kernels;

namespace Neuromorphic.Core.Neurons;

/// <summary>
/// How one timestep changes a neuron that keeps more than one potential: current, counters, an adaptive threshold. Written
/// once over the lanes; the scalar reference and every vector width are the same definition.
/// </summary>
/// <remarks>
/// The model is a small immutable struct with the parameters that all neurons share. <typeparamref name="TState"/> is a
/// struct of addresses, one per state or parameter array. The model loads the elements at an index, stores what
/// changed, and says who fired; loop and spike packing are the kernel's business. What the lanes of the padding compute
/// does not matter: the owner of the arrays clears their bits.
/// </remarks>
/// <typeparam name="TState">Addresses of the arrays.</typeparam>
public interface IMultiStateModel<TState>
    where TState : unmanaged
{
    /// <summary>Name as shown to users.</summary>
    string Name { get; }

    /// <summary>One timestep of the neurons from <paramref name="index"/> on, as many as the lanes hold.</summary>
    /// <param name="state">Addresses of the arrays.</param>
    /// <param name="index">First neuron; a multiple of the lanes' count.</param>
    /// <returns>Who fired, and who was driven.</returns>
    SpikeBits Advance<TLanes>(TState state, int index)
        where TLanes : unmanaged, ILanes<TLanes>;
}
