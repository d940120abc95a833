using System.Globalization;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Rendering;

/// <summary>A sweep in a few sentences.</summary>
static class SweepWords
{
    /// <summary>Points lose this much accuracy at most to count as good as the best one.</summary>
    const double Tolerance = 0.005;

    public static IEnumerable<string> Sentences(SweepResult result)
    {
        SweepPoint[] points = [.. result.Points.Where(point => point.Refused is null)];
        if (result.Partial)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"Interrupted: {result.Points.Count} of {result.PointsAsked} points are done.");
        }

        int refused = result.Points.Count - points.Length;
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"{points.Length} points on {result.Data.Samples} samples, {points.Count(point => point.Pareto)} of them beaten by no other point of their chip{(refused > 0 ? $"; {refused} could not be run" : "")}.");
        if (points.Length == 0)
        {
            yield break;
        }

        SweepPoint best = points.MaxBy(Quality)!;
        string what = best.Accuracy is null ? "agreement with the network as trained" : "accuracy";
        yield return $"The best {what} is {Numbers.Percent(Quality(best))}: {Name(best)}{(result.Ann.Accuracy is double trained ? $"; as trained {Numbers.Percent(trained)}" : "")}.";
        foreach (IGrouping<string, SweepPoint> chip in points.Where(point => point.JoulesPerInference is not null).GroupBy(point => point.Chip))
        {
            double most = chip.Max(Quality);
            SweepPoint least = chip.Where(point => Quality(point) >= most - Tolerance).MinBy(point => point.JoulesPerInference)!;
            yield return $"On {chip.Key} the least energy within half a point of its best is {Energy(least)} at {Numbers.Percent(Quality(least))}: {Name(least)}.";
        }
    }

    /// <summary>"method if, 8-bit weights, 16 timesteps, confidence 0.99, on loihi1".</summary>
    public static string Name(SweepPoint point) => string.Create(
        CultureInfo.InvariantCulture,
        $"method {point.Method}, {point.WeightBits}-bit weights, {point.Timesteps} timesteps{(point.Confidence is double sure ? $", confidence {sure}" : "")}, on {point.Chip}");

    /// <summary>"≥ 12.3 µJ", "12.3 µJ" or "not priced".</summary>
    public static string Energy(SweepPoint point) => point.JoulesPerInference is double joules
        ? (point.LowerBound ? "≥ " : "") + Numbers.Si(joules, "J")
        : "not priced";

    /// <summary>Accuracy, or agreement without labels; NaN if the point was refused.</summary>
    public static double Quality(SweepPoint point) => point.Accuracy ?? point.Agreement ?? double.NaN;
}
