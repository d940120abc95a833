namespace Neuromorphic.Import.Verification;

/// <summary>How long conventional inference takes on this machine.</summary>
/// <param name="MedianSeconds">Median seconds per inference (one run divided by its batch size).</param>
/// <param name="MinimumSeconds">Least seconds per inference.</param>
/// <param name="BatchSize">Samples per run; the model's own where it fixes the batch.</param>
/// <param name="Threads">Threads that one operator may use.</param>
/// <param name="Repetitions">Runs measured, those of the warm-up not included.</param>
public sealed record LatencyMeasurement(
    double MedianSeconds, double MinimumSeconds, int BatchSize, int Threads, int Repetitions)
{
    /// <summary>Energy per sample, as the counter that was given says; null without one.</summary>
    public double? JoulesPerSample { get; init; }
}
