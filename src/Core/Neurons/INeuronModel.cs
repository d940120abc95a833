using Neuromorphic.Core.Kernels;

namespace Neuromorphic.Core.Neurons;

/// <summary>
/// How one timestep changes a neuron: integrate, then fire where the membrane potential reached the threshold, then
/// reset. Written once; the scalar reference and every vector width are the same definition over other lanes.
/// </summary>
/// <remarks>
/// Loop, tail, spike packing and the reload of the bias are the kernel's business, not the model's. A model is a small
/// immutable struct whose fields are the parameters that all neurons of a population share; what differs per neuron
/// (threshold, bias) is passed in.
/// </remarks>
public interface INeuronModel
{
    /// <summary>Name as shown to users.</summary>
    string Name { get; }

    /// <summary>The potential after leak and integration of the input current, before the threshold test.</summary>
    TLanes Integrate<TLanes>(TLanes potential, TLanes current)
        where TLanes : unmanaged, ILanes<TLanes>;

    /// <summary>The potential after the reset of those lanes that are at least their threshold.</summary>
    TLanes Reset<TLanes>(TLanes potential, TLanes threshold)
        where TLanes : unmanaged, ILanes<TLanes>;
}
