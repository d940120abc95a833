using Neuromorphic.Import.Onnx;

namespace Neuromorphic.Import.Lowering;

/// <summary>A value that depends on the sample.</summary>
/// <param name="Name">The name of the value it equals: of the layer's output, not of a node that disappeared.</param>
/// <param name="Dims">The dimensions of one sample, batch removed; null where unknown.</param>
/// <param name="Type">The element type; integers of quantised models are numbers like any other to the layers.</param>
/// <param name="Blocker">The refused node behind which the dimensions are unknown.</param>
sealed record Activation(string Name, int[]? Dims, OnnxElementType Type, string? Blocker = null);
