using Neuromorphic.Import.Layers;
using Neuromorphic.Import.Onnx;

namespace Neuromorphic.Import.Lowering;

/// <summary>What a rule makes of a node.</summary>
/// <param name="Treatment">What becomes of the node.</param>
/// <param name="Reason">Why.</param>
/// <param name="Dims">Dimensions of the first output's sample; null where unknown.</param>
sealed record Outcome(Treatment Treatment, string Reason, int[]? Dims)
{
    /// <summary>The layers it becomes, in order; none when it disappears.</summary>
    public IReadOnlyList<Layer> Layers { get; init; } = [];

    /// <summary>Dimensions of the outputs behind the first, for nodes with several.</summary>
    public IReadOnlyList<int[]> FurtherDims { get; init; } = [];

    /// <summary>The values of the layers whose functions its own takes in.</summary>
    public IReadOnlyList<string> Absorbed { get; init; } = [];

    /// <summary>The value of the layer that its own replaces; that layer's node stays the one that was converted.</summary>
    public string? Replaced { get; init; }

    /// <summary>The values that a function of several nodes computes by itself; their layers go if nothing else reads them.</summary>
    public IReadOnlyList<string> Fused { get; init; } = [];

    /// <summary>The element type of the outputs; null for that of the first activation.</summary>
    public OnnxElementType? Type { get; init; }

    public static Outcome Converted(Layer layer, int[] dims, string reason) =>
        new(Treatment.Converted, reason, dims) { Layers = [layer] };

    public static Outcome Folded(Layer layer, int[] dims, string reason) =>
        new(Treatment.Folded, reason, dims) { Layers = [layer] };

    /// <summary>The node does nothing: its output is its input.</summary>
    public static Outcome Vanishes(int[] dims, string reason) => new(Treatment.Folded, reason, dims);

    public static Outcome Refused(string reason, int[]? dims = null) => new(Treatment.Refused, reason, dims);
}
