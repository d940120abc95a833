using Neuromorphic.Emulator.Faults;

namespace Neuromorphic.Tools.Pipeline;

/// <summary>What is broken in one run.</summary>
/// <param name="Name">As the user wrote it.</param>
/// <param name="Rates">The rates.</param>
/// <param name="Listed">Cores and links that are dead besides; null for none.</param>
public sealed record FaultSetting(string Name, IReadOnlyList<(FaultKind Kind, double Rate)> Rates, FaultList? Listed = null);
