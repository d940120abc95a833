namespace Neuromorphic.Import.Layers;

/// <summary>
/// y = Σ Factors[k] × x_k over inputs of one shape: Add, Sub, Sum and Mean of activations, as in a residual connection.
/// </summary>
public sealed record SumLayer : Layer
{
    /// <summary>Finite factor of each input, as many as <see cref="Layer.Inputs"/>.</summary>
    public required float[] Factors { get; init; }
}
