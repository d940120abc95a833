namespace Neuromorphic.Tools.Results;

/// <summary>What <c>inspect</c> found in a model; the JSON shape <c>neuromorphic.inspect/1</c>.</summary>
public sealed record InspectResult
{
    /// <summary>Names the shape.</summary>
    public string Schema { get; init; } = "neuromorphic.inspect/1";

    /// <summary>The network.</summary>
    public required ModelFacts Model { get; init; }

    /// <summary>What would become of each node.</summary>
    public required IReadOnlyList<CoverageEntry> Coverage { get; init; }

    /// <summary>The layers, in order.</summary>
    public required IReadOnlyList<LayerFacts> Layers { get; init; }

    /// <summary>Assumptions and warnings, one sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
