namespace Neuromorphic.Import.Onnx;

/// <summary>A node of the graph as the file has it.</summary>
/// <param name="Name">Its name, unique in the graph; made from operator and position (Conv_3) where the file has none.</param>
/// <param name="Operator">The operator's type, as in "Conv".</param>
/// <param name="Domain">The operator's domain; empty for ONNX's own.</param>
/// <param name="Attributes">The attributes by name.</param>
/// <param name="Inputs">The names of the values it reads; an omitted optional one is empty.</param>
/// <param name="Outputs">The names of the values it makes; an omitted optional one is empty.</param>
public sealed record OnnxNode(
    string Name,
    string Operator,
    string Domain,
    IReadOnlyDictionary<string, OnnxAttribute> Attributes,
    IReadOnlyList<string> Inputs,
    IReadOnlyList<string> Outputs);
