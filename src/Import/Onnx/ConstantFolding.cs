namespace Neuromorphic.Import.Onnx;

/// <summary>
/// Computes nodes that depend on constants only: weights that are stored in pieces or quantised, and the arithmetic of
/// shapes. What is not known here stays a node; a budget bounds what a file of few bytes may blow up.
/// </summary>
sealed class ConstantFolding(int opset, Dictionary<string, OnnxTensor> constants)
{
    /// <summary>Elements that all folded constants of a model may have together.</summary>
    public const long MostElements = 1L << 26;

    long _elements;

    /// <summary>Every constant by value name; folded ones are added.</summary>
    public IReadOnlyDictionary<string, OnnxTensor> Constants => constants;

    /// <summary>Adds what the nodes make of constants.</summary>
    /// <param name="sorted">The nodes in topological order.</param>
    public void Fold(IReadOnlyList<OnnxNode> sorted)
    {
        foreach (OnnxNode node in sorted)
        {
            Fold(node);
        }
    }

    /// <summary>Adds a constant that the caller computed.</summary>
    public void Add(string name, OnnxTensor value) => constants[name] = value;

    /// <summary>Adds what a node makes of constants; nothing where it cannot be folded.</summary>
    public void Fold(OnnxNode node)
    {
        if (node.Domain.Length > 0 || node.Outputs.Count == 0 || node.Outputs.All(output => output.Length == 0)
            || constants.ContainsKey(node.Outputs[0]))
        {
            return;
        }

        OnnxTensor?[] inputs = new OnnxTensor?[node.Inputs.Count];
        for (int index = 0; index < inputs.Length; index++)
        {
            if (node.Inputs[index].Length > 0 && !constants.TryGetValue(node.Inputs[index], out inputs[index]))
            {
                return;
            }
        }

        ConstantNode context = new(node, inputs, opset, MostElements - _elements);
        OnnxTensor[] values = Evaluate(context) ?? [];
        for (int index = 0; index < values.Length && index < node.Outputs.Count; index++)
        {
            // Identity and its like share their elements.
            _elements += inputs.Contains(values[index]) ? 0 : values[index].Count;
            if (node.Outputs[index].Length > 0)
            {
                constants[node.Outputs[index]] = values[index];
            }
        }
    }

    static OnnxTensor[]? Evaluate(ConstantNode node)
    {
        if (node.Operator == "Split")
        {
            return ConstantIndexing.Split(node);
        }

        return (ConstantSources.Evaluate(node) ?? ConstantIndexing.Evaluate(node) ?? ConstantArithmetic.Evaluate(node))
            is { } value ? [value] : null;
    }
}
