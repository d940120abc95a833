namespace Neuromorphic.Import.Layers;

/// <summary>y = f(x) per element: where the neurons are.</summary>
public sealed record ActivationLayer : Layer
{
    /// <summary>The function.</summary>
    public required ActivationFunction Function { get; init; }
}
