namespace Neuromorphic.Import.Lowering;

/// <summary>What becomes of one node, and why.</summary>
/// <param name="Node">The node's name.</param>
/// <param name="Operator">The node's operator, with its domain where that is not ONNX's own.</param>
/// <param name="Treatment">What becomes of it.</param>
/// <param name="Reason">Why, in a phrase; for a refused node also what would be needed.</param>
public sealed record CoverageEntry(string Node, string Operator, Treatment Treatment, string Reason);
