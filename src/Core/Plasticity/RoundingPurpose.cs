namespace Neuromorphic.Core.Plasticity;

/// <summary>What a number is drawn for.</summary>
public enum RoundingPurpose
{
    /// <summary>Rounding a presynaptic trace after its decay.</summary>
    PreDecay,

    /// <summary>Rounding the impulse of a presynaptic spike.</summary>
    PreImpulse,

    /// <summary>Rounding a postsynaptic trace after its decay.</summary>
    PostDecay,

    /// <summary>Rounding the impulse of a postsynaptic spike.</summary>
    PostImpulse,

    /// <summary>Rounding the synapses of a presynaptic neuron; exclusive-ored with the postsynaptic neuron's draw.</summary>
    SynapseRow,

    /// <summary>Rounding the synapses of a postsynaptic neuron; exclusive-ored with the presynaptic neuron's draw.</summary>
    SynapseColumn,

    /// <summary>Rounding one synapse by itself.</summary>
    Synapse,
}
