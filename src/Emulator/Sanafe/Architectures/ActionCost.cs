namespace Neuromorphic.Emulator.Sanafe.Architectures;

/// <summary>What one action of a hardware unit costs.</summary>
/// <param name="Joules">Energy, in J.</param>
/// <param name="Seconds">Time that the unit is busy, in s.</param>
readonly record struct ActionCost(double Joules, double Seconds);
