namespace Neuromorphic.Import.Layers;

/// <summary>
/// The mean of each window, per channel: AveragePool, GlobalAveragePool, or ReduceMean over rows and columns.
/// </summary>
public sealed record AveragePoolLayer : Layer
{
    /// <summary>Window size.</summary>
    public required Extent Kernel { get; init; }

    /// <summary>Strides.</summary>
    public required Extent Strides { get; init; }

    /// <summary>Zeros around the input.</summary>
    public required Padding Pads { get; init; }

    /// <summary>Whether a window that only partly lies in the padded input counts (already in the output shape).</summary>
    public required bool CeilMode { get; init; }

    /// <summary>
    /// Whether zeros of the padding count in the mean's divisor. What a window of ceil mode covers beyond the padding
    /// never counts.
    /// </summary>
    public required bool CountIncludePad { get; init; }
}
