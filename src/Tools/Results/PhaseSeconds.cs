namespace Neuromorphic.Tools.Results;

/// <summary>How long a phase of the work took; differs from run to run.</summary>
/// <param name="Phase">What was done, as the progress line says it.</param>
/// <param name="Seconds">Wall-clock time, in s.</param>
public sealed record PhaseSeconds(string Phase, double Seconds);
