using Neuromorphic.Import.Layers;
using Neuromorphic.Import.Onnx;

namespace Neuromorphic.Import.Lowering;

/// <summary>
/// A node as its rule sees it: the one activation it reads, its constants and its attributes. What contradicts ONNX
/// throws <see cref="ModelException"/>; what is valid but not supported is the rule's to refuse.
/// </summary>
sealed class NodeContext(OnnxGraph graph, OnnxNode node, int activationIndex, Activation input, Layer? producer,
    bool isFinal)
{
    public OnnxNode Node => node;

    public int Opset => graph.Opset;

    /// <summary>Which input is the activation.</summary>
    public int ActivationIndex => activationIndex;

    /// <summary>The dimensions of one sample of the activation.</summary>
    public int[] Dims { get; } = input.Dims!;

    public TensorShape Shape { get; } = TensorShape.Of(input.Dims!);

    /// <summary>The layer that makes the activation if nothing else reads it, otherwise null.</summary>
    public Layer? Producer => producer;

    /// <summary>Whether only nodes that disappear lie between this node's output and the graph's.</summary>
    public bool IsFinal => isFinal;

    public int? FixedBatch => graph.Input.FixedBatch;

    public IReadOnlyList<string> LayerInputs => [input.Name];

    public string Output => node.Outputs[0];

    /// <summary>Whether an input is given, constant or not.</summary>
    public bool Has(int index) => index < node.Inputs.Count && node.Inputs[index].Length > 0;

    /// <summary>Whether an output beyond the first is asked for.</summary>
    public bool HasOutput(int index) => index < node.Outputs.Count && node.Outputs[index].Length > 0;

    /// <summary>The constant at an input; null when the input is omitted or not constant.</summary>
    public OnnxTensor? Constant(int index) =>
        Has(index) ? graph.Constants.GetValueOrDefault(node.Inputs[index]) : null;

    /// <summary>The constant's floats. Throws when they are not floats or not finite.</summary>
    public ReadOnlySpan<float> Floats(OnnxTensor tensor, string what)
    {
        if (!tensor.IsFloat)
        {
            throw Invalid($"its {what} are {tensor.ElementType}, not floating point", "Export a floating-point model");
        }

        ReadOnlySpan<float> floats = tensor.Floats.Span;
        for (int i = 0; i < floats.Length; i++)
        {
            if (!float.IsFinite(floats[i]))
            {
                throw Invalid($"element {i} of its {what} is {(float.IsNaN(floats[i]) ? "NaN" : "infinite")}",
                    "Training diverged or the file is damaged: export a model with finite weights");
            }
        }

        return floats;
    }

    /// <summary>The constant's integers. Throws when they are not integers.</summary>
    public ReadOnlySpan<long> Integers(OnnxTensor tensor, string what) =>
        tensor.IsFloat || tensor.Dims.Count > 1
            ? throw Invalid($"its {what} are no list of integers", "Export the model again")
            : tensor.Integers.Span;

    public long Integer(string name, long absent) => Attribute(name, OnnxAttributeKind.Integer)?.Integer ?? absent;

    public bool Flag(string name) => Integer(name, 0) != 0;

    public string Text(string name, string absent) => Attribute(name, OnnxAttributeKind.Text)?.Text ?? absent;

    public float Real(string name, float absent)
    {
        float value = Attribute(name, OnnxAttributeKind.Real)?.Real ?? absent;
        return float.IsFinite(value)
            ? value
            : throw Invalid($"attribute '{name}' is not finite", "Export the model again");
    }

    public IReadOnlyList<long>? IntegerList(string name) => Attribute(name, OnnxAttributeKind.Integers)?.Integers;

    /// <summary>An attribute of <paramref name="count"/> sizes within bounds, or null when it is absent.</summary>
    public int[]? Sizes(string name, int count, int smallest)
    {
        if (IntegerList(name) is not { } list)
        {
            return null;
        }

        if (list.Count != count)
        {
            throw Invalid($"attribute '{name}' has {list.Count} elements instead of {count}", "Export the model again");
        }

        foreach (long size in list)
        {
            if (size < smallest || size > int.MaxValue)
            {
                throw Invalid($"attribute '{name}' holds {size}", $"It must be at least {smallest}");
            }
        }

        return [.. list.Select(size => (int)size)];
    }

    /// <summary>An axis of a tensor of a given rank, counted from the front.</summary>
    public int Axis(long axis, int rank) =>
        axis >= -rank && axis < rank
            ? (int)(axis < 0 ? axis + rank : axis)
            : throw Invalid($"axis {axis} does not exist in a tensor of {rank} dimensions", "Export the model again");

    public ModelException Invalid(string problem, string remedy) =>
        new(graph.File, $"node '{Printable.Name(node.Name)}' ({Printable.Name(node.Operator)})", problem, remedy);

    OnnxAttribute? Attribute(string name, OnnxAttributeKind kind)
    {
        if (!node.Attributes.TryGetValue(name, out OnnxAttribute? attribute))
        {
            return null;
        }

        // An empty list has no kind of its own in files without attribute types.
        return attribute.Kind == kind
            ? attribute
            : throw Invalid($"attribute '{name}' is of the wrong type", "Export the model again");
    }
}
