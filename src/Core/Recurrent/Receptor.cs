namespace Neuromorphic.Core.Recurrent;

/// <summary>What a spike acts on at its target.</summary>
public enum Receptor
{
    /// <summary>The excitatory current, in pA. A neuron with a single synaptic time constant takes all its synapses here.</summary>
    Excitatory,

    /// <summary>The inhibitory current, in pA; inhibitory weights are negative.</summary>
    Inhibitory,

    /// <summary>The potential itself, in mV (delta synapses).</summary>
    Potential,
}
