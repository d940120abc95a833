using Neuromorphic.Core.Kernels;

namespace Neuromorphic.Core.Neurons.Conversion;

/// <summary>
/// How one timestep changes a neuron of a converted network that keeps a potential and the net count of what it has sent.
/// Written once over the lanes; the scalar reference and every vector width are the same definition.
/// </summary>
/// <remarks>
/// A model is a small immutable struct whose fields are what all neurons of a population share. It loads and stores its
/// own state; the loop, the packing of spikes and payloads and the reload of the bias are the kernel's business. Whatever
/// is 0 is no spike.
/// </remarks>
public interface IConversionModel
{
    /// <summary>Name as shown to users.</summary>
    string Name { get; }

    /// <summary>One timestep of the neurons from <paramref name="index"/> on, as many as the lanes hold.</summary>
    /// <param name="state">Addresses of the state and the parameters.</param>
    /// <param name="index">First neuron; a multiple of the lanes' count.</param>
    /// <param name="current">The input of this step.</param>
    /// <returns>What each neuron sends, 0 for nothing; fits 16 bits with sign.</returns>
    TLanes Step<TLanes>(in ConversionState state, nint index, TLanes current)
        where TLanes : unmanaged, ILanes<TLanes>;
}
