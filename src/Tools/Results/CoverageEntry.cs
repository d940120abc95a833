namespace Neuromorphic.Tools.Results;

/// <summary>What became of one node of the imported graph, and why.</summary>
/// <param name="Node">The node's name.</param>
/// <param name="Operator">Its ONNX operator.</param>
/// <param name="Treatment">What became of it.</param>
/// <param name="Reason">Why, in a few words.</param>
public sealed record CoverageEntry(string Node, string Operator, Treatment Treatment, string Reason);
