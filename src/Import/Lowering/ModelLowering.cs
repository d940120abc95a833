using Neuromorphic.Import.Layers;
using Neuromorphic.Import.Onnx;

namespace Neuromorphic.Import.Lowering;

/// <summary>
/// Lowers an ONNX graph to layers with known shapes. Every node of the file is accounted for; lowering goes on behind a
/// refused node, so that one run lists all of them.
/// </summary>
public sealed class ModelLowering
{
    readonly OnnxGraph _graph;
    readonly ConstantFolding _folding;
    readonly LoweringBudget _budget;
    readonly LiveNodes _live;
    readonly LayerNet _net;
    readonly Dictionary<string, Activation> _activations = [];
    readonly List<CoverageEntry> _coverage = [];
    readonly CoverageLinks _links = new();

    ModelLowering(OnnxGraph graph)
    {
        _graph = graph;
        _folding = new ConstantFolding(graph.Opset, new(graph.Constants));
        _budget = new LoweringBudget(graph, _folding.Constants);
        _live = new LiveNodes(graph);
        _net = new LayerNet(_live.Readers);
    }

    /// <summary>Lowers a graph.</summary>
    /// <param name="graph">The validated graph.</param>
    /// <returns>The coverage of all nodes and, if none is refused, the network.</returns>
    /// <exception cref="ModelException">
    /// The model contradicts itself or ONNX (dimensions, attributes, weights that are not finite), or has no single
    /// output that depends on its input.
    /// </exception>
    public static LoweringResult Lower(OnnxGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return new ModelLowering(graph).Run();
    }

    LoweringResult Run()
    {
        if (_graph.Outputs.Count > 1)
        {
            IEnumerable<string> names = _graph.Outputs.Take(5).Select(output => $"'{Printable.Name(output)}'");
            throw new ModelException(_graph.File, "graph",
                $"has {_graph.Outputs.Count} outputs ({string.Join(", ", names)}), one is supported",
                "Export the model with its logits as the only output");
        }

        _activations[_graph.Input.Name] =
            new Activation(_graph.Input.Name, [.. _graph.Input.SampleDims], OnnxElementType.Float32);
        foreach (OnnxNode node in _graph.Nodes)
        {
            Lower(node);
        }

        bool refused = _coverage.Any(entry => entry.Treatment == Treatment.Refused);
        LayerGraph? layers = null;
        if (!refused)
        {
            // Vanished nodes rename values: what counts is the layer's own name.
            _links.Unread(_net.RemoveUnread(_activations[_graph.Outputs[0]].Name));
            Layer[] all = [.. _net.Layers];
            if (all.Length == 0)
            {
                throw new ModelException(_graph.File, $"output '{Printable.Name(_graph.Outputs[0])}'",
                    "is not computed from the input by any layer", "Export the model with its layers");
            }

            layers = new LayerGraph(_graph.File, _graph.Input.Name, TensorShape.Of(_graph.Input.SampleDims), all);
        }

        _links.Describe(_coverage);
        return new LoweringResult(_graph.File, _coverage, [.. _net.Layers], layers);
    }

    void Lower(OnnxNode node)
    {
        Outcome outcome = Judge(node, out Activation? input);
        string type = node.Domain.Length > 0 ? $"{node.Domain}.{node.Operator}" : node.Operator;
        _coverage.Add(new CoverageEntry(node.Name, type, outcome.Treatment, outcome.Reason));
        int entry = _coverage.Count - 1;
        foreach (string absorbed in outcome.Absorbed)
        {
            _net.Remove(absorbed);
            _links.Join(absorbed, entry);
        }

        foreach (string value in outcome.Fused)
        {
            _links.JoinIfUnread(value, entry);
        }

        foreach (Layer layer in outcome.Layers)
        {
            _budget.Layer(layer);
            _net.Add(layer);
            _links.Own(layer.Output, outcome.Replaced is { } replaced ? _links.EntryOf(replaced) : entry);
        }

        if (outcome.Replaced is { } gone)
        {
            _net.Remove(gone);
        }

        string? blocker = outcome.Dims is null ? input?.Blocker ?? node.Name : null;
        OnnxElementType elements = outcome.Type ?? input?.Type ?? OnnxElementType.Float32;
        for (int index = 0; index < node.Outputs.Count; index++)
        {
            string output = node.Outputs[index];
            bool vanished = outcome.Layers.Count == 0 && outcome.Treatment == Treatment.Folded && input is not null;
            string name = vanished && index == 0 ? input!.Name : output;
            int[]? dims = index == 0 ? outcome.Dims
                : index <= outcome.FurtherDims.Count ? outcome.FurtherDims[index - 1] : null;
            _activations[output] = new Activation(name, dims, elements, dims is null ? blocker ?? node.Name : null);
        }
    }

    Outcome Judge(OnnxNode node, out Activation? input)
    {
        input = null;
        if (!_live.Contains(node))
        {
            return new Outcome(Treatment.Folded, "the output does not depend on it", null);
        }

        if (IsConstant(node))
        {
            return new Outcome(Treatment.Folded, "a constant, part of the nodes that read it", null);
        }

        Activation?[] inputs = [.. node.Inputs.Select(name =>
            name.Length == 0 || _folding.Constants.ContainsKey(name) ? null : _activations[name])];
        input = inputs.FirstOrDefault(activation => activation is not null);
        if (node.Domain.Length > 0)
        {
            return Outcome.Refused(
                $"no rule for operator {Printable.Name(node.Operator)} of domain {Printable.Name(node.Domain)}");
        }

        if (input is null)
        {
            return Outcome.Refused("computes a constant in a way that is not folded, or one of more than "
                + $"{ConstantFolding.MostElements} elements; store its result in the model");
        }

        int count = inputs.Count(activation => activation is not null);
        if (!RuleBook.Rules.TryGetValue(node.Operator, out RuleBook.Rule? rule) || (count > 1 && !rule.Joins))
        {
            return Outcome.Refused(count > 1 ? RuleBook.Joins(node.Operator) : RuleBook.Missing(node.Operator),
                RuleBook.KeepShape.Contains(node.Operator) ? input?.Dims : null);
        }

        if (node.Inputs.Count < rule.FewestInputs || node.Inputs.Count > rule.MostInputs || node.Outputs.Count == 0
            || node.Outputs[0].Length == 0)
        {
            throw new ModelException(_graph.File,
                $"node '{Printable.Name(node.Name)}' ({Printable.Name(node.Operator)})",
                $"has {node.Inputs.Count} inputs and {node.Outputs.Count} outputs, which the operator does not allow",
                "Export the model again");
        }

        if (inputs.FirstOrDefault(activation => activation is { Dims: null }) is { } unknown)
        {
            input = unknown;
            return new Outcome(rule.Usual,
                $"{rule.Summary}; shapes are unknown behind refused node '{Printable.Name(unknown.Blocker ?? "")}'", null);
        }

        if (!rule.AnyType && inputs.FirstOrDefault(activation => activation is not null and not { Type: OnnxElementType.Float32 }) is { } other)
        {
            return Outcome.Refused($"reads {other.Type} values; DequantizeLinear or Cast before it is needed", input.Dims);
        }

        _budget.Weights(node, input.Dims!);
        return rule.Apply(new NodeContext(_graph, node, _folding.Constants, inputs, _net, _budget, _live.IsFinal(node.Outputs[0])));
    }

    // Shapes are known only here, so that what follows from them is folded now.
    bool IsConstant(OnnxNode node)
    {
        if (node is { Domain: "", Operator: "Shape", Inputs: [var shaped], Outputs.Count: 1 }
            && _activations.GetValueOrDefault(shaped)?.Dims is { } dims && !_folding.Constants.ContainsKey(shaped))
        {
            long[] all = [_graph.Input.FixedBatch ?? OnnxTensor.OpenBatch, .. dims.Select(dim => (long)dim)];
            _folding.Add(node.Outputs[0],
                ConstantSources.Shape(new ConstantNode(node, [], _graph.Opset, all.Length), all));
        }

        _folding.Fold(node);
        return node.Outputs.All(output => output.Length == 0 || _folding.Constants.ContainsKey(output));
    }
}
