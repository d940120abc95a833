namespace Neuromorphic.Import.Verification;

/// <summary>How far the lowered network is from ONNX Runtime at one layer.</summary>
/// <param name="Node">The node's name.</param>
/// <param name="Value">The name of the value compared.</param>
/// <param name="MaxAbsoluteError">Largest difference of an element over all samples.</param>
/// <param name="RelativeError">
/// That difference divided by the largest magnitude of the value in ONNX Runtime; the difference itself where that is 0.
/// </param>
public sealed record NodeError(string Node, string Value, double MaxAbsoluteError, double RelativeError);
