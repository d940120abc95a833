namespace Neuromorphic.Tools.Results;

/// <summary>The same network on a conventional device.</summary>
/// <param name="Device">The device.</param>
/// <param name="Evidence">Where its figures come from.</param>
/// <param name="Bits">Bits of its arithmetic.</param>
/// <param name="JoulesPerInference">Energy; null when unknown.</param>
/// <param name="SecondsPerInference">Time; null when unknown. Differs from run to run when measured.</param>
public sealed record ConventionalDevice(string Device, Evidence Evidence, int Bits, double? JoulesPerInference, double? SecondsPerInference);
