namespace Neuromorphic.Import.Layers;

/// <summary>Softmax or its logarithm over the classes; only ever the last layer, and over a flat value.</summary>
public sealed record SoftmaxLayer : Layer
{
    /// <summary>Whether the logarithm is taken (LogSoftmax).</summary>
    public required bool Logarithm { get; init; }
}
