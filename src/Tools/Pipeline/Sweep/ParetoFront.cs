using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Pipeline.Sweep;

/// <summary>
/// Marks the points that no other beats: accuracy (without labels, agreement) high, energy and time low. Only points of the
/// same chip are compared, because what chips' figures leave out differs. What no point of a chip knows, decides nothing.
/// </summary>
static class ParetoFront
{
    /// <summary>The same points, each marked.</summary>
    public static IReadOnlyList<SweepPoint> Mark(IReadOnlyList<SweepPoint> points) =>
        [.. points.Select(point => point with { Pareto = IsOnFront(point, points) })];

    static bool IsOnFront(SweepPoint point, IReadOnlyList<SweepPoint> points) =>
        point.Refused is null && !points.Any(other => other.Refused is null && other.Chip == point.Chip && Beats(other, point));

    static bool Beats(SweepPoint one, SweepPoint other)
    {
        // An unknown is worse than any number, so that a point of which less is known never beats one of which more is.
        int quality = Compare(Quality(one), Quality(other));
        int energy = Compare(-one.JoulesPerInference, -other.JoulesPerInference);
        int time = Compare(-one.SecondsPerInference, -other.SecondsPerInference);
        return quality >= 0 && energy >= 0 && time >= 0 && (quality > 0 || energy > 0 || time > 0);
    }

    static int Compare(double? one, double? other) => (one ?? double.NegativeInfinity).CompareTo(other ?? double.NegativeInfinity);

    static double? Quality(SweepPoint point) => point.Accuracy ?? point.Agreement;
}
