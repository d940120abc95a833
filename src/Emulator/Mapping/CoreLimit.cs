namespace Neuromorphic.Emulator.Mapping;

/// <summary>The limits of a core that decide how a population is cut.</summary>
public enum CoreLimit
{
    /// <summary>Neurons.</summary>
    Neurons,

    /// <summary>Distinct lists of synapses that spikes reach.</summary>
    InputAxons,

    /// <summary>Pairs of a neuron and a core that it sends to.</summary>
    OutputAxons,

    /// <summary>Memory for synapses, in bits.</summary>
    SynapseMemory,

    /// <summary>Synapses that spikes reach a single neuron by.</summary>
    FanIn,

    /// <summary>Timesteps from a spike to its synapses.</summary>
    Delay,

    /// <summary>Bits of a stored weight.</summary>
    WeightBits,
}
