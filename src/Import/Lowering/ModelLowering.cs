using Neuromorphic.Import.Layers;
using Neuromorphic.Import.Onnx;

namespace Neuromorphic.Import.Lowering;

/// <summary>
/// Lowers an ONNX graph to a chain of layers with known shapes. Every node of the file is accounted for; lowering goes
/// on behind a refused node, so that one run lists all of them.
/// </summary>
public sealed class ModelLowering
{
    readonly OnnxGraph _graph;
    readonly LoweringBudget _budget;
    readonly HashSet<OnnxNode> _live = new(ReferenceEqualityComparer.Instance);
    readonly Dictionary<string, List<OnnxNode>> _readers = [];
    readonly Dictionary<string, Activation> _activations = [];
    readonly Dictionary<string, Layer> _producers = [];
    readonly HashSet<string> _finalValues = [];
    readonly List<CoverageEntry> _coverage = [];
    readonly List<Layer> _layers = [];

    ModelLowering(OnnxGraph graph)
    {
        _graph = graph;
        _budget = new LoweringBudget(graph);
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

        FindLive();
        FindFinalValues();
        _activations[_graph.Input.Name] = new Activation(_graph.Input.Name, [.. _graph.Input.SampleDims]);
        foreach (OnnxNode node in _graph.Nodes)
        {
            Lower(node);
        }

        bool refused = _coverage.Any(entry => entry.Treatment == Treatment.Refused);
        if (!refused && _layers.Count == 0)
        {
            throw new ModelException(_graph.File, $"output '{Printable.Name(_graph.Outputs[0])}'",
                "is not computed from the input by any layer", "Export the model with its layers");
        }

        LayerGraph? layers = refused
            ? null
            : new LayerGraph(_graph.File, _graph.Input.Name, TensorShape.Of(_graph.Input.SampleDims), _layers);
        return new LoweringResult(_graph.File, _coverage, _layers, layers);
    }

    // A node is live when the output depends on it. Nodes are sorted, so one pass from the end finds all.
    void FindLive()
    {
        HashSet<string> needed = [_graph.Outputs[0]];
        for (int index = _graph.Nodes.Count - 1; index >= 0; index--)
        {
            OnnxNode node = _graph.Nodes[index];
            if (!node.Outputs.Any(needed.Contains))
            {
                continue;
            }

            _live.Add(node);
            foreach (string input in node.Inputs.Where(input => input.Length > 0))
            {
                needed.Add(input);
                if (!_readers.TryGetValue(input, out List<OnnxNode>? readers))
                {
                    _readers[input] = readers = [];
                }

                readers.Add(node);
            }
        }
    }

    void Lower(OnnxNode node)
    {
        Outcome outcome = Judge(node, out Activation? input);
        string type = node.Domain.Length > 0 ? $"{node.Domain}.{node.Operator}" : node.Operator;
        _coverage.Add(new CoverageEntry(node.Name, type, outcome.Treatment, outcome.Reason));
        if (outcome.Layer is { } layer)
        {
            _budget.Layer(layer);
            if (outcome.ReplacesProducer)
            {
                _layers[^1] = layer;
            }
            else
            {
                _layers.Add(layer);
            }

            _producers[layer.Output] = layer;
        }

        string? blocker = outcome.Dims is null ? input?.Blocker ?? node.Name : null;
        for (int index = 0; index < node.Outputs.Count; index++)
        {
            string output = node.Outputs[index];
            bool vanished = outcome.Layer is null && outcome.Treatment == Treatment.Folded && input is not null;
            string name = vanished && index == 0 ? input!.Name : output;
            _activations[output] = new Activation(name, index == 0 ? outcome.Dims : null, blocker);
        }
    }

    Outcome Judge(OnnxNode node, out Activation? input)
    {
        input = null;
        if (!_live.Contains(node))
        {
            return new Outcome(Treatment.Folded, "the output does not depend on it", null);
        }

        if (node.Outputs.All(output => output.Length == 0 || _graph.Constants.ContainsKey(output)))
        {
            return new Outcome(Treatment.Folded, "a constant, part of the nodes that read it", null);
        }

        List<int> activations = [.. Enumerable.Range(0, node.Inputs.Count)
            .Where(index => node.Inputs[index].Length > 0 && !_graph.Constants.ContainsKey(node.Inputs[index]))];
        if (activations.Count > 0)
        {
            input = _activations[node.Inputs[activations[0]]];
        }

        if (node.Domain.Length > 0)
        {
            return Outcome.Refused(
                $"no rule for operator {Printable.Name(node.Operator)} of domain {Printable.Name(node.Domain)}");
        }

        if (activations.Count > 1)
        {
            return Outcome.Refused(RuleBook.Joins(node.Operator), JoinedDims(node, activations));
        }

        if (!RuleBook.Rules.TryGetValue(node.Operator, out RuleBook.Rule? rule))
        {
            return Outcome.Refused(RuleBook.Missing(node.Operator),
                RuleBook.KeepShape.Contains(node.Operator) ? input?.Dims : null);
        }

        if (input is null)
        {
            return Outcome.Refused("computes a constant in a way that is not folded; store its result in the model");
        }

        if (node.Inputs.Count < rule.FewestInputs || node.Inputs.Count > rule.MostInputs || node.Outputs.Count == 0
            || node.Outputs[0].Length == 0)
        {
            throw new ModelException(_graph.File,
                $"node '{Printable.Name(node.Name)}' ({Printable.Name(node.Operator)})",
                $"has {node.Inputs.Count} inputs and {node.Outputs.Count} outputs, which the operator does not allow",
                "Export the model again");
        }

        if (input.Dims is null)
        {
            return new Outcome(rule.Usual,
                $"{rule.Summary}; shapes are unknown behind refused node '{Printable.Name(input.Blocker ?? "")}'", null);
        }

        _budget.Weights(node, input.Dims);
        return rule.Apply(Context(node, activations[0], input));
    }

    NodeContext Context(OnnxNode node, int index, Activation input)
    {
        Layer? producer = OnlyReader(node.Inputs[index]) ? _producers.GetValueOrDefault(input.Name) : null;
        // A layer may be changed only while it is the last one and its own value is read only here.
        if (producer is not null && (!ReferenceEquals(producer, _layers[^1]) || !OnlyReader(input.Name)))
        {
            producer = null;
        }

        return new NodeContext(_graph, node, index, input, producer,
            _finalValues.Contains(node.Outputs[0]));
    }

    bool OnlyReader(string value) =>
        _readers.GetValueOrDefault(value)?.Count == 1 && !_graph.Outputs.Contains(value);

    // Walks back from the graph's output over nodes that disappear: each value so reached is the output all the same.
    void FindFinalValues()
    {
        Dictionary<string, OnnxNode> makers = [];
        foreach (OnnxNode node in _live)
        {
            makers[node.Outputs[0]] = node;
        }

        string value = _graph.Outputs[0];
        while (_finalValues.Add(value)
            && makers.GetValueOrDefault(value) is { Domain: "", Operator: "Identity" or "Dropout" } node
            && node.Inputs.Count > 0 && _readers.GetValueOrDefault(node.Inputs[0])?.Count == 1)
        {
            value = node.Inputs[0];
        }
    }

    // Behind a refused Add of equal shapes lowering can go on with real shapes.
    int[]? JoinedDims(OnnxNode node, List<int> activations)
    {
        if (node.Operator is not ("Add" or "Sub" or "Mul" or "Div" or "Sum" or "Max" or "Min" or "Mean"))
        {
            return null;
        }

        int[]? first = _activations[node.Inputs[activations[0]]].Dims;
        return first is not null && activations.All(index =>
            _activations[node.Inputs[index]].Dims is { } dims && dims.AsSpan().SequenceEqual(first))
            ? first
            : null;
    }
}
