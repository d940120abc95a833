using Neuromorphic.Import.Verification;

namespace Neuromorphic.Tools.Pipeline;

/// <summary>Measures ONNX Runtime on this machine: one thread and all of them, single samples and batches.</summary>
static class ConventionalTiming
{
    /// <summary>A measurement stops after about this long.</summary>
    const double Seconds = 0.5;
    const int FewestRepetitions = 5;
    const int MostRepetitions = 200;

    static readonly (int Batch, bool AllThreads)[] Cases = [(1, false), (32, false), (1, true), (32, true)];

    /// <summary>Median latencies, and energies where the processor's counters can be read.</summary>
    public static IReadOnlyList<LatencyMeasurement> Measure(OnnxRuntimeTwin twin, EnergyCounters counters)
    {
        var results = new List<LatencyMeasurement>();
        foreach ((int batch, bool allThreads) in Cases)
        {
            int threads = allThreads ? Environment.ProcessorCount : 1;
            LatencyMeasurement probe = twin.MeasureLatency(batch, threads, repetitions: 1, warmUp: 1);
            if (results.Any(result => result.BatchSize == probe.BatchSize && result.Threads == threads))
            {
                // The model fixes its batch, or there is one processor: the case is one that was measured.
                continue;
            }

            double perRun = Math.Max(probe.MedianSeconds * probe.BatchSize, 1e-6);
            int repetitions = (int)Math.Clamp(Seconds / perRun, FewestRepetitions, MostRepetitions);
            results.Add(twin.MeasureLatency(batch, threads, repetitions, warmUp: FewestRepetitions, counters.Read));
        }

        return results;
    }
}
