namespace Neuromorphic.Tools.Results;

/// <summary>One number of a chip, with what is known about it.</summary>
/// <param name="Group">The part of the specification it belongs to, such as "energy".</param>
/// <param name="Name">What it is.</param>
/// <param name="Value">The number; null when it is unknown.</param>
/// <param name="Unit">Its unit; empty for a count.</param>
/// <param name="Evidence">How it is known, such as "measured", "simulated" or "unknown".</param>
/// <param name="Source">Where it was published.</param>
/// <param name="Condition">Under which conditions it holds.</param>
public sealed record ChipNumber(string Group, string Name, double? Value, string Unit, string Evidence, string Source, string Condition)
{
    /// <summary>What stands in place of a number where the property is a word, such as "xy"; else null.</summary>
    public string? Word { get; init; }
}
