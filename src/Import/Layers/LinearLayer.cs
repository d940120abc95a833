namespace Neuromorphic.Import.Layers;

/// <summary>
/// Any fixed weighted sum, synapse by synapse: output i = Bias[i] + Σ Weights[k] × input[Sources[k]] over k from
/// RowStarts[i] up to RowStarts[i + 1]. ConvTranspose, convolutions and means over three axes, MatMul at every
/// position, linear Resize, factors per element.
/// </summary>
public sealed record LinearLayer : Layer
{
    /// <summary>Where the synapses of each output element (C,H,W order) begin; one more entry than elements.</summary>
    public required int[] RowStarts { get; init; }

    /// <summary>The input element (C,H,W order) of each synapse; none twice within an output element.</summary>
    public required int[] Sources { get; init; }

    /// <summary>The finite weight of each synapse.</summary>
    public required float[] Weights { get; init; }

    /// <summary>Finite summand per output element; null where there is none.</summary>
    public float[]? Bias { get; init; }

    /// <inheritdoc/>
    public override long Macs => Products;

    /// <inheritdoc/>
    public override long Parameters => StoredParameters;

    // Of the node: Conv and MatMul count products, Resize and means do not.
    internal long Products { get; init; }

    internal long StoredParameters { get; init; }
}
