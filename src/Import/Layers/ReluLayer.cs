namespace Neuromorphic.Import.Layers;

/// <summary>y = max(x, 0) per element.</summary>
public sealed record ReluLayer : Layer;
