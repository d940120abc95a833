namespace Neuromorphic.Core.Neurons.SigmaDelta;

/// <summary>The parameters of a population of sigma-delta neurons, in the units of their state.</summary>
public sealed record SigmaDeltaParameters
{
    /// <summary>A change is sent where its magnitude is at least this; at least 0. One value, or one per neuron.</summary>
    public required IReadOnlyList<int> Threshold { get; init; }

    /// <summary>Added to the decoded input: one value, or one per neuron.</summary>
    public IReadOnlyList<int> Bias { get; init; } = [0];

    /// <summary>Negative activations become 0; else the activation is the decoded input itself.</summary>
    public bool Rectifies { get; init; }

    /// <summary>The threshold is compared with the sum of all changes since the last spike, not with the last change.</summary>
    public bool CumulativeError { get; init; }

    /// <summary>Fraction bits of the state: a payload is the change shifted right by this, toward −∞; 0 to 31.</summary>
    public int StateExponent { get; init; }
}
