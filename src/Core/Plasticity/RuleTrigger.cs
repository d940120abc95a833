namespace Neuromorphic.Core.Plasticity;

/// <summary>What makes a product of a learning rule count at the end of an epoch, and when its traces are read.</summary>
public enum RuleTrigger
{
    /// <summary>x0: the presynaptic neuron fired; traces are read at its last spike of the epoch.</summary>
    Pre,

    /// <summary>y0: the postsynaptic neuron fired; traces are read at its last spike of the epoch.</summary>
    Post,

    /// <summary>u_k: every 2^k-th epoch, spikes or not; traces are read at the end of the epoch.</summary>
    Epoch,
}
