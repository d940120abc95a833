namespace Neuromorphic.Tools.Results;

/// <summary>The chip presets; the JSON shape <c>neuromorphic.chips/1</c>.</summary>
public sealed record ChipListing
{
    /// <summary>Names the shape.</summary>
    public string Schema { get; init; } = "neuromorphic.chips/1";

    /// <summary>The presets.</summary>
    public required IReadOnlyList<ChipSummary> Chips { get; init; }
}
