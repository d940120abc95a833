namespace Neuromorphic.Import.Onnx;

/// <summary>The graph's input.</summary>
/// <param name="Name">Its value name.</param>
/// <param name="FixedBatch">The batch size that the graph fixes, or null where any batch size will do.</param>
/// <param name="SampleDims">
/// The dimensions of one sample, batch removed: (features), or (channels) with one to three spatial axes.
/// </param>
public sealed record OnnxInput(string Name, int? FixedBatch, IReadOnlyList<int> SampleDims);
