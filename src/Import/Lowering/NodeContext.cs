using Neuromorphic.Import.Layers;
using Neuromorphic.Import.Onnx;

namespace Neuromorphic.Import.Lowering;

/// <summary>
/// A node as its rule sees it: the activations it reads, its constants and its attributes. What contradicts ONNX
/// throws <see cref="ModelException"/>; what is valid but not supported is the rule's to refuse.
/// </summary>
sealed class NodeContext(OnnxGraph graph, OnnxNode node, IReadOnlyDictionary<string, OnnxTensor> constants,
    IReadOnlyList<Activation?> inputs, LayerNet net, LoweringBudget budget, bool isFinal)
{
    public OnnxNode Node => node;

    public int Opset => graph.Opset;

    /// <summary>The activations by input index; null where an input is constant or omitted.</summary>
    public IReadOnlyList<Activation?> Inputs => inputs;

    /// <summary>Which input is the first activation.</summary>
    public int ActivationIndex { get; } = inputs.TakeWhile(input => input is null).Count();

    /// <summary>The first activation.</summary>
    public Activation Input => inputs[ActivationIndex]!;

    /// <summary>Number of activations among the inputs.</summary>
    public int Activations { get; } = inputs.Count(input => input is not null);

    /// <summary>The dimensions of one sample of the first activation, at least one.</summary>
    public int[] Dims => Input.Dims!;

    public TensorShape Shape => TensorShape.Of(Dims);

    /// <summary>The layers so far.</summary>
    public LayerNet Net => net;

    /// <summary>The layer that makes the first activation if nothing else reads it, otherwise null.</summary>
    public Layer? Producer => net.OwnProducer(node.Inputs[ActivationIndex], Input.Name);

    /// <summary>Whether only nodes that disappear lie between this node's output and the graph's.</summary>
    public bool IsFinal => isFinal;

    public int? FixedBatch => graph.Input.FixedBatch;

    public IReadOnlyList<string> LayerInputs => [Input.Name];

    public string Output => node.Outputs[0];

    /// <summary>A name for a value inside of the node that no value of the file has.</summary>
    public string InnerName(string what)
    {
        string name = $"{Output}#{what}";
        while (graph.Constants.ContainsKey(name) || graph.Input.Name == name || graph.Nodes.Any(other => other.Outputs.Contains(name)))
        {
            name += "#";
        }

        return name;
    }

    /// <summary>Whether an input is given, constant or not.</summary>
    public bool Has(int index) => index < node.Inputs.Count && node.Inputs[index].Length > 0;

    /// <summary>Whether an output beyond the first is asked for.</summary>
    public bool HasOutput(int index) => index < node.Outputs.Count && node.Outputs[index].Length > 0;

    /// <summary>The constant at an input; null when the input is omitted or not constant.</summary>
    public OnnxTensor? Constant(int index) =>
        Has(index) ? constants.GetValueOrDefault(node.Inputs[index]) : null;

    /// <summary>Whether the inputs from an index on are omitted or constant.</summary>
    public bool ConstantFrom(int index) => inputs.Skip(index).All(input => input is null);

    /// <summary>Accounts for elements that the rule is about to list one by one. Throws when they are too many.</summary>
    public void Reserve(double elements) => budget.Explicit(node, elements);

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
