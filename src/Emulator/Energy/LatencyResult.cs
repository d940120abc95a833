namespace Neuromorphic.Emulator.Energy;

/// <summary>How long the chip takes for a sample.</summary>
/// <param name="PerInferenceSeconds">Mean over the samples, from the first input to the decision; null if not known.</param>
/// <param name="PerTimestepSeconds">That, divided by the chip's timesteps per sample; null if not known.</param>
/// <param name="Reason">Why it is not known; null if it is.</param>
/// <param name="Omitted">What takes time that is not known; if there is any, the figures are lower bounds.</param>
public sealed record LatencyResult(
    double? PerInferenceSeconds, double? PerTimestepSeconds, string? Reason, IReadOnlyList<string> Omitted)
{
    /// <summary>Whether the figures are lower bounds.</summary>
    public bool LowerBound => Omitted.Count > 0;

    /// <summary>Samples per second, one after the other; null if not known or infinite.</summary>
    public double? InferencesPerSecond => PerInferenceSeconds is > 0 ? 1 / PerInferenceSeconds : null;
}
