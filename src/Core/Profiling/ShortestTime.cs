using System.Diagnostics;

namespace Neuromorphic.Core.Profiling;

/// <summary>
/// The shortest time of many repetitions: what the code takes when nothing else disturbs it. Other programs only ever
/// add time, so the minimum converges and the mean does not.
/// </summary>
public static class ShortestTime
{
    const double ShortestSampleSeconds = 30e-6;
    const int FewestSamples = 5;

    /// <summary>Seconds of one call.</summary>
    /// <param name="work">What is measured.</param>
    /// <param name="budgetSeconds">Stop after this long, but not before a few samples.</param>
    public static double Of(Action work, double budgetSeconds)
    {
        ArgumentNullException.ThrowIfNull(work);
        work();
        int calls = (int)Math.Clamp(ShortestSampleSeconds / Math.Max(Sample(work, 1), 1e-9), 1, 1_000_000);
        double shortest = double.PositiveInfinity;
        long began = Stopwatch.GetTimestamp();
        for (int sample = 0; sample < FewestSamples || Stopwatch.GetElapsedTime(began).TotalSeconds < budgetSeconds; sample++)
        {
            shortest = Math.Min(shortest, Sample(work, calls));
        }

        return shortest;
    }

    static double Sample(Action work, int calls)
    {
        long began = Stopwatch.GetTimestamp();
        for (int i = 0; i < calls; i++)
        {
            work();
        }

        // In ticks of the clock: a TimeSpan counts steps of 100 ns, in which a short call takes no time at all.
        return (Stopwatch.GetTimestamp() - began) / (double)Stopwatch.Frequency / calls;
    }
}
