namespace Neuromorphic.Tools.Results;

/// <summary>Energy on the chip.</summary>
public sealed record EnergyFacts
{
    /// <summary>By part.</summary>
    public required EnergyParts PerInferenceJoules { get; init; }

    /// <summary>Whether the total leaves something out, so that the truth is at least as large.</summary>
    public required bool LowerBound { get; init; }

    /// <summary>What is contained in the price of something else and so not charged apart, in a few words each.</summary>
    public IReadOnlyList<string> Included { get; init; } = [];

    /// <summary>What is not priced, in a few words each.</summary>
    public required IReadOnlyList<string> Unpriced { get; init; }
}
