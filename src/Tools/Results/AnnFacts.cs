namespace Neuromorphic.Tools.Results;

/// <summary>The network as trained.</summary>
/// <param name="Accuracy">Fraction of samples classified rightly; null without labels.</param>
/// <param name="MaxNodeError">Largest difference between the imported graph and ONNX Runtime at any node, relative to that node's largest value.</param>
public sealed record AnnFacts(double? Accuracy, double? MaxNodeError);
