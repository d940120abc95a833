using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Lowering;

/// <summary>What a rule makes of a node.</summary>
/// <param name="Treatment">What becomes of the node.</param>
/// <param name="Reason">Why.</param>
/// <param name="Dims">Dimensions of the output's sample; null where unknown.</param>
/// <param name="Layer">The layer it becomes; null when it disappears.</param>
/// <param name="ReplacesProducer">Whether the layer takes the place of the one that made the input.</param>
sealed record Outcome(
    Treatment Treatment, string Reason, int[]? Dims, Layer? Layer = null, bool ReplacesProducer = false)
{
    public static Outcome Converted(Layer layer, int[] dims, string reason) =>
        new(Treatment.Converted, reason, dims, layer);

    public static Outcome Folded(Layer layer, int[] dims, string reason) => new(Treatment.Folded, reason, dims, layer);

    /// <summary>The node does nothing: its output is its input.</summary>
    public static Outcome Vanishes(int[] dims, string reason) => new(Treatment.Folded, reason, dims);

    public static Outcome Refused(string reason, int[]? dims = null) => new(Treatment.Refused, reason, dims);
}
