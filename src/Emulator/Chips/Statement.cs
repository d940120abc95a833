namespace Neuromorphic.Emulator.Chips;

/// <summary>A property of a chip that is not a number, with evidence and source like every number.</summary>
/// <param name="Value">The property.</param>
/// <param name="Evidence">How it is known.</param>
/// <param name="Source">Where it comes from.</param>
public sealed record Statement<T>(T Value, Evidence Evidence, string Source);
