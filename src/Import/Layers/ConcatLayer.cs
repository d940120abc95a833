namespace Neuromorphic.Import.Layers;

/// <summary>
/// Several values side by side: element k of input i becomes element <see cref="Targets"/>[i][k] of the output. Every
/// element of the output comes from exactly one element of an input.
/// </summary>
public sealed record ConcatLayer : Layer
{
    /// <summary>Shapes of the inputs.</summary>
    public required IReadOnlyList<TensorShape> InputShapes { get; init; }

    /// <summary>Per input and element (C,H,W order) where it stands in the output (C,H,W order).</summary>
    public required int[][] Targets { get; init; }
}
