namespace Neuromorphic.Import.Verification;

/// <summary>The comparison of a lowered network with ONNX Runtime.</summary>
/// <param name="Samples">Number of samples compared.</param>
/// <param name="Nodes">The error of each layer, in order.</param>
public sealed record LoweringReport(int Samples, IReadOnlyList<NodeError> Nodes)
{
    /// <summary>The layer of the largest relative error; the first of them.</summary>
    public NodeError Worst => Nodes.MaxBy(node => node.RelativeError)!;
}
