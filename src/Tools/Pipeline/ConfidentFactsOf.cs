using Neuromorphic.Emulator.Decisions;
using Neuromorphic.Emulator.Energy;
using Neuromorphic.Emulator.Runs;
using Neuromorphic.Tools.Data;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Pipeline;

/// <summary>A run that stopped when it was sure, as results name it.</summary>
/// <param name="stopped">The run.</param>
/// <param name="labels">The right classes, or null.</param>
/// <param name="conventional">The trained network's decisions.</param>
sealed class ConfidentFactsOf(StoppedRun stopped, LabelSet? labels, int[] conventional)
{
    static readonly double[] Targets = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995];

    readonly int[] _ran = [.. Enumerable.Range(0, stopped.Stops.Length).Where(stopped.Run.IsDone)];

    /// <summary>The facts.</summary>
    public ConfidentFacts Facts(EstimateRequest request, ConfidenceRequest confidence, int calibrationSamples)
    {
        ChipRunResult run = stopped.Run;
        EnergyResult energy = EnergyMeter.Price(run);
        var work = SpikingWork.Of(run);
        return new ConfidentFacts
        {
            Target = confidence.Target,
            Rule = confidence.Rule.ToString().ToLowerInvariant(),
            NoiseLogits = confidence.Noise,
            CalibrationSamples = calibrationSamples,
            Accuracy = Accuracy(sample => stopped.Stops[sample]),
            Agreement = run.Share(sample => stopped.Stops[sample].Class == conventional[sample]),
            MeanConfidence = _ran.Average(sample => stopped.Stops[sample].Confidence),
            MeanTimesteps = _ran.Average(sample => stopped.Stops[sample].Timesteps),
            FullTimesteps = stopped.Rule.Timesteps,
            CalibrationError = Error(sample => stopped.Stops[sample].Class == conventional[sample]),
            CalibrationErrorOfLabels = labels is null ? null : Error(sample => stopped.Stops[sample].Class == labels[sample]),
            ResponseTimes =
            [
                .. _ran.GroupBy(sample => stopped.Stops[sample].Timesteps).OrderBy(group => group.Key).Select(group => new ResponseTime(
                    group.Key,
                    group.Count(),
                    labels is null ? null : (double)group.Count(sample => stopped.Stops[sample].Class == labels[sample]) / group.Count())),
            ],
            Curve = [.. Targets.Select(Point)],
            JoulesPerInference = energy.KnownTotal,
            LowerBound = energy.LowerBound,
            SecondsPerInference = run.Latency.PerInferenceSeconds,
            SpikesPerSynapse = work.MeasuredSpikesPerSynapse,
            Verdicts =
            [
                .. VerdictFacts.Of(run, request.Conventions, request.Settings)
                    .Select(verdict => new StoppedVerdict(verdict.Convention, verdict.SnnJoules, verdict.Ratio, verdict.Winner)),
            ],
            Decisions = [.. _ran.Select(sample => new ConfidentDecision(stopped.Stops[sample].Class, stopped.Stops[sample].Confidence, stopped.Stops[sample].Timesteps))],
        };
    }

    ConfidencePoint Point(double target)
    {
        Dictionary<int, StoppedDecision> stops = _ran.ToDictionary(sample => sample, sample => stopped.Rule.Stop(stopped.Traces[sample], target));
        return new ConfidencePoint(
            target,
            stops.Values.Average(stop => stop.Timesteps),
            Accuracy(sample => stops[sample]),
            stopped.Run.Share(sample => stops[sample].Class == conventional[sample]));
    }

    double Error(Func<int, bool> right) =>
        CalibrationError.Expected([.. _ran.Select(sample => (stopped.Stops[sample].Confidence, right(sample)))]);

    double? Accuracy(Func<int, StoppedDecision> stop) => labels is null ? null : stopped.Run.Share(sample => stop(sample).Class == labels[sample]);
}
