namespace Neuromorphic.Core.Plasticity;

/// <summary>What a factor of a learning rule may read, named as in the rule's text.</summary>
public enum RuleVariable
{
    /// <summary>x0: whether the presynaptic neuron fired in this epoch, 0 or 1.</summary>
    X0,

    /// <summary>y0: whether the postsynaptic neuron fired in this epoch, 0 or 1.</summary>
    Y0,

    /// <summary>x1: the first presynaptic trace.</summary>
    X1,

    /// <summary>x2: the second presynaptic trace.</summary>
    X2,

    /// <summary>y1: the first postsynaptic trace, or a modulatory input.</summary>
    Y1,

    /// <summary>y2: the second postsynaptic trace, or a modulatory input (a reward).</summary>
    Y2,

    /// <summary>y3: the third postsynaptic trace, or a modulatory input.</summary>
    Y3,

    /// <summary>w: the synapse's weight.</summary>
    W,

    /// <summary>d: the synapse's delay.</summary>
    D,

    /// <summary>t: the synapse's tag, an eligibility.</summary>
    T,
}
