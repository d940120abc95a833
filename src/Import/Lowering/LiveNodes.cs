using Neuromorphic.Import.Onnx;

namespace Neuromorphic.Import.Lowering;

/// <summary>The nodes that the graph's output depends on, and who reads which value among them.</summary>
sealed class LiveNodes
{
    readonly HashSet<OnnxNode> _live = new(ReferenceEqualityComparer.Instance);
    readonly Dictionary<string, int> _readers = [];
    readonly HashSet<string> _finalValues = [];

    public LiveNodes(OnnxGraph graph)
    {
        // Nodes are sorted, so one pass from the end finds all.
        HashSet<string> needed = [.. graph.Outputs];
        Dictionary<string, OnnxNode> makers = [];
        foreach (string output in graph.Outputs)
        {
            _readers[output] = 1;
        }

        for (int index = graph.Nodes.Count - 1; index >= 0; index--)
        {
            OnnxNode node = graph.Nodes[index];
            if (!node.Outputs.Any(needed.Contains))
            {
                continue;
            }

            _live.Add(node);
            makers[node.Outputs[0]] = node;
            foreach (string input in node.Inputs.Where(input => input.Length > 0))
            {
                needed.Add(input);
                _readers[input] = _readers.GetValueOrDefault(input) + 1;
            }
        }

        // Back from the output over nodes that disappear: each value so reached is the output all the same.
        string value = graph.Outputs[0];
        while (_finalValues.Add(value)
            && makers.GetValueOrDefault(value) is { Domain: "", Operator: "Identity" or "Dropout" } node
            && node.Inputs.Count > 0 && _readers.GetValueOrDefault(node.Inputs[0]) == 1)
        {
            value = node.Inputs[0];
        }
    }

    /// <summary>How often live nodes read a value; the graph's output counts as read once more.</summary>
    public IReadOnlyDictionary<string, int> Readers => _readers;

    public bool Contains(OnnxNode node) => _live.Contains(node);

    /// <summary>Whether a value is the output but for nodes that disappear.</summary>
    public bool IsFinal(string value) => _finalValues.Contains(value);
}
