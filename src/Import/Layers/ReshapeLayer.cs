namespace Neuromorphic.Import.Layers;

/// <summary>The same elements in the same order under another shape: Flatten, Reshape, Squeeze, Unsqueeze.</summary>
public sealed record ReshapeLayer : Layer;
