namespace Neuromorphic.Tools.Results;

/// <summary>What <c>fuzz</c> found; the JSON shape <c>neuromorphic.fuzz/1</c>.</summary>
public sealed record FuzzResult
{
    /// <summary>Names the shape.</summary>
    public string Schema { get; init; } = "neuromorphic.fuzz/1";

    /// <summary>Whether it was interrupted.</summary>
    public bool Partial { get; init; }

    /// <summary>The model.</summary>
    public required string Model { get; init; }

    /// <summary>Seed of the damage.</summary>
    public required int Seed { get; init; }

    /// <summary>Damaged copies that were tried.</summary>
    public required long Tried { get; init; }

    /// <summary>Those that converted.</summary>
    public required long Converted { get; init; }

    /// <summary>Those that were read, and too large to be worth converting.</summary>
    public required long Lowered { get; init; }

    /// <summary>Those that were refused with a message.</summary>
    public required long Refused { get; init; }

    /// <summary>The longest time that one took, in s.</summary>
    public required double SlowestSeconds { get; init; }

    /// <summary>Those that did anything else.</summary>
    public required IReadOnlyList<FuzzFindingFacts> Findings { get; init; }
}

/// <summary>A damaged copy that was neither converted nor refused.</summary>
/// <param name="Number">Its number; the same seed and number make it again.</param>
/// <param name="What">What happened.</param>
/// <param name="File">Where the damaged copy was written.</param>
public sealed record FuzzFindingFacts(long Number, string What, string File);
