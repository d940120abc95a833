namespace Neuromorphic.Import.Layers;

/// <summary>
/// A fully connected layer: Gemm, or MatMul with a constant right side and the Add of a constant behind it.
/// </summary>
public sealed record DenseLayer : Layer
{
    /// <summary>Weights [output][input], all finite; Gemm's alpha is multiplied in.</summary>
    public required float[] Weights { get; init; }

    /// <summary>Bias per output, finite, Gemm's beta multiplied in; null where there is none.</summary>
    public required float[]? Bias { get; init; }

    /// <inheritdoc/>
    public override long Macs => Weights.Length;

    /// <inheritdoc/>
    public override long Parameters => Weights.Length + (StoredBias ?? Bias?.Length ?? 0);

    // Gemm's C may be one number for all outputs.
    internal int? StoredBias { get; init; }
}
