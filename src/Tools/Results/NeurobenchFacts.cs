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

    /// <summary>What NeuroBench's own code would say where it differs; null if not computed.</summary>
    public NeurobenchByCode? ByCode { get; init; }
}

/// <summary>NeuroBench's figures as its code computes them, where it differs from its definitions.</summary>
/// <param name="FootprintBytes">Four bytes per number, quantised or not.</param>
/// <param name="ConnectionSparsity">Rounded to four decimals.</param>
/// <param name="EffectiveMacs">The constant input's products in every timestep.</param>
/// <param name="Dense">The same for all operations.</param>
/// <param name="MembraneUpdates">With every neuron in its first step.</param>
public sealed record NeurobenchByCode(
    long FootprintBytes, double ConnectionSparsity, double EffectiveMacs, double Dense, double MembraneUpdates);
