namespace Neuromorphic.Tools.Results;

/// <summary>Time on the chip, as modelled; null when the chip's timing is unknown.</summary>
/// <param name="PerInferenceSeconds">From the first input to the answer.</param>
/// <param name="PerTimestepSeconds">Mean length of a timestep.</param>
/// <param name="InferencesPerSecond">One after the other.</param>
public sealed record LatencyFacts(double? PerInferenceSeconds, double? PerTimestepSeconds, double? InferencesPerSecond);
