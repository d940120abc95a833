namespace Neuromorphic.Tools.Results;

/// <summary>The figures that NeuroBench defines, by its definitions.</summary>
public sealed record NeurobenchFacts
{
    /// <summary>Bytes of weights and state.</summary>
    public required long FootprintBytes { get; init; }

    /// <summary>Fraction of weights that are zero.</summary>
    public required double ConnectionSparsity { get; init; }

    /// <summary>Fraction of activations that are zero.</summary>
    public required double ActivationSparsity { get; init; }

    /// <summary>Multiply-accumulates with neither factor zero, per inference.</summary>
    public required double EffectiveMacs { get; init; }

    /// <summary>Accumulates with neither factor zero, per inference.</summary>
    public required double EffectiveAcs { get; init; }

    /// <summary>All operations, zeros included, per inference.</summary>
    public required double Dense { get; init; }

    /// <summary>Membrane updates per inference.</summary>
    public required double MembraneUpdates { get; init; }
}
