using Neuromorphic.Core.Neurons.ExponentialSynapses;

namespace Neuromorphic.Core.Recurrent;

/// <summary>Neurons of one kind.</summary>
public sealed record PopulationDescription
{
    /// <summary>Name, different from all others.</summary>
    public required string Name { get; init; }

    /// <summary>Number of neurons, at least 1.</summary>
    public required int Size { get; init; }

    /// <summary>The neuron in physical units; its timestep is set to the network's.</summary>
    public required PhysicalNeuron Neuron { get; init; }

    /// <summary>Membrane potentials at the start, in mV; the resting potential where nothing is given.</summary>
    public Distribution? InitialPotential { get; init; }

    /// <summary>Random spikes from outside, if any.</summary>
    public PoissonDrive? Drive { get; init; }
}
