namespace Neuromorphic.Import.Layers;

/// <summary>The largest element of each window, per channel. Padding never wins.</summary>
public sealed record MaxPoolLayer : Layer
{
    /// <summary>Window size.</summary>
    public required Extent Kernel { get; init; }

    /// <summary>Strides.</summary>
    public required Extent Strides { get; init; }

    /// <summary>Distance between neighbouring taps; 1 without dilation.</summary>
    public required Extent Dilations { get; init; }

    /// <summary>Padding around the input.</summary>
    public required Padding Pads { get; init; }

    /// <summary>Whether a window that only partly lies in the padded input counts (already in the output shape).</summary>
    public required bool CeilMode { get; init; }
}
