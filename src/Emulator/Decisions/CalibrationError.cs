namespace Neuromorphic.Emulator.Decisions;

/// <summary>How far confidences are from the share of right decisions.</summary>
public static class CalibrationError
{
    const int Bins = 10;

    /// <summary>
    /// The expected calibration error (Naeini et al. 2015): decisions in ten bins of equal width by confidence; the distance
    /// between mean confidence and share of right ones, weighted by size.
    /// </summary>
    /// <param name="decisions">Confidence, 0 to 1, and whether the decision was right.</param>
    /// <returns>Between 0 and 1; 0 for no decisions.</returns>
    public static double Expected(IReadOnlyCollection<(double Confidence, bool Right)> decisions)
    {
        ArgumentNullException.ThrowIfNull(decisions);
        return decisions.Count == 0
            ? 0
            : decisions.GroupBy(decision => Math.Min(Bins - 1, (int)(decision.Confidence * Bins)))
                .Sum(bin => Math.Abs(bin.Sum(decision => decision.Confidence) - bin.Count(decision => decision.Right))) / decisions.Count;
    }
}
