namespace Neuromorphic.Import.Layers;

/// <summary>Zeros around each channel's map.</summary>
public sealed record PadLayer : Layer
{
    /// <summary>Rows and columns of zeros; at least one of them is positive.</summary>
    public required Padding Pads { get; init; }
}
