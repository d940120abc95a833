using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Lowering;

/// <summary>What lowering found: an entry for every node of the file and, if none is refused, the network.</summary>
public sealed class LoweringResult
{
    // More would bury the first, which is where to begin.
    const int NamedRefusals = 3;

    readonly string _file;

    internal LoweringResult(string file, IReadOnlyList<CoverageEntry> coverage, IReadOnlyList<Layer> layers,
        LayerGraph? graph)
    {
        _file = file;
        Coverage = coverage;
        Layers = layers;
        Graph = graph;
    }

    /// <summary>One entry for every node, in topological order.</summary>
    public IReadOnlyList<CoverageEntry> Coverage { get; }

    /// <summary>The layers that could be lowered with known shapes; the whole network when no node is refused.</summary>
    public IReadOnlyList<Layer> Layers { get; }

    /// <summary>The network, or null when a node is refused.</summary>
    public LayerGraph? Graph { get; }

    /// <summary>The entries of refused nodes.</summary>
    public IEnumerable<CoverageEntry> Refused => Coverage.Where(entry => entry.Treatment == Treatment.Refused);

    /// <summary>The network.</summary>
    /// <exception cref="ModelException">A node is refused; the message names the first ones and their reasons.</exception>
    public LayerGraph RequireConvertible()
    {
        if (Graph is not null)
        {
            return Graph;
        }

        List<CoverageEntry> refused = [.. Refused];
        IEnumerable<string> named = refused.Take(NamedRefusals)
            .Select(entry => $"'{Printable.Name(entry.Node)}' ({Printable.Name(entry.Operator)}): {entry.Reason}");
        string more = refused.Count > NamedRefusals ? $"; and {refused.Count - NamedRefusals} more" : "";
        throw new ModelException(_file, $"node {string.Join("; ", named)}{more}",
            refused.Count == 1 ? "this node cannot be converted" : $"these {refused.Count} nodes cannot be converted",
            "Replace them in the model; 'neuromorphic inspect' lists every node");
    }
}
