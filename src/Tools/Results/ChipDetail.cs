namespace Neuromorphic.Tools.Results;

/// <summary>One chip with each of its numbers; the JSON shape <c>neuromorphic.chip/1</c>.</summary>
public sealed record ChipDetail
{
    /// <summary>Names the shape.</summary>
    public string Schema { get; init; } = "neuromorphic.chip/1";

    /// <summary>The chip's name.</summary>
    public required string Name { get; init; }

    /// <summary>What it is.</summary>
    public required string Description { get; init; }

    /// <summary>What its specification cannot say, one sentence each.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Its numbers, in the order of its specification.</summary>
    public required IReadOnlyList<ChipNumber> Numbers { get; init; }
}
