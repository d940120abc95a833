using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Neuromorphic.Emulator.Chips;
using Neuromorphic.Import;
using Neuromorphic.Import.Verification;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Pipeline.Sweep;

/// <summary>
/// Runs a grid of points on all threads. A conversion is shared by all chips and confidences of its timesteps, bits and
/// method; what ONNX Runtime says about the samples is shared by all.
/// </summary>
sealed class Sweeper : ISweeper
{
    const int CheckedSamples = 16;

    public SweepResult Sweep(SweepRequest request, IProgress<PipelineProgress> progress, CancellationToken token)
    {
        try
        {
            return Run(request, progress, token);
        }
        catch (Exception error) when (error is ModelException or ChipException)
        {
            throw new UserErrorException(error.Message, error);
        }
    }

    static SweepResult Run(SweepRequest request, IProgress<PipelineProgress> progress, CancellationToken token)
    {
        long start = Stopwatch.GetTimestamp();
        foreach (string method in request.Methods)
        {
            // Unknown methods are refused before anything runs.
            _ = (request.Base with { Method = method }).NamedMethod;
        }

        Dictionary<string, ChipSpecification> chips = request.Chips.ToDictionary(name => name, ChipCatalogue.Load);
        progress.Report(new PipelineProgress("reading the model", 0, 0));
        using var model = LoadedModel.Load(request.Base);
        if (request.Confidences.Any(confidence => confidence is not null))
        {
            model.RequireOtherCalibration();
        }

        var data = SweepData.Of(model);
        using var journal = SweepJournal.Open(request.Journal, data.Fingerprint(request));
        SweepKey[] keys = [.. request.Keys];
        var done = new Dictionary<SweepKey, SweepPoint>();
        foreach (SweepPoint point in journal.Points)
        {
            done[KeyOf(point)] = point;
        }

        int fromJournal = keys.Count(done.ContainsKey);
        progress.Report(new PipelineProgress("running points", fromJournal, keys.Length));
        RunMissing(request, chips, data, journal, keys, done, progress, token);
        SweepPoint[] points = [.. keys.Where(done.ContainsKey).Select(key => done[key])];
        if (points.Length == 0)
        {
            throw new OperationCanceledException(token);
        }

        return new SweepResult
        {
            Partial = points.Length < keys.Length,
            Seed = request.Base.Seed,
            Model = model.Facts(),
            Data = new DataFacts(data.Inputs.Count, model.InputScale),
            Ann = new AnnFacts(data.Accuracy(data.Decisions), LargestError(model, data, request.Base.Threads)),
            PointsAsked = keys.Length,
            Points = ParetoFront.Mark(points),
            Effort = new SweepEffort(Stopwatch.GetElapsedTime(start).TotalSeconds, fromJournal, request.Base.Threads),
        };
    }

    /// <summary>Runs what the journal lacks; an interrupt ends it with what is done.</summary>
    static void RunMissing(
        SweepRequest request,
        Dictionary<string, ChipSpecification> chips,
        SweepData data,
        SweepJournal journal,
        SweepKey[] keys,
        Dictionary<SweepKey, SweepPoint> done,
        IProgress<PipelineProgress> progress,
        CancellationToken token)
    {
        // The longest first, so that no thread waits for one long run at the end.
        SweepKey[][] groups =
        [
            .. keys.Where(key => !done.ContainsKey(key)).GroupBy(key => (key.Method, key.WeightBits, key.Timesteps))
                .OrderByDescending(group => group.Key.Timesteps).Select(group => group.ToArray()),
        ];
        try
        {
            Parallel.ForEach(
                Partitioner.Create(groups, EnumerablePartitionerOptions.NoBuffering),
                new ParallelOptions { MaxDegreeOfParallelism = request.Base.Threads, CancellationToken = token },
                () => new SweepWorker(request, chips, data),
                (group, _, worker) =>
                {
                    worker.Run(group, Keep, token);
                    return worker;
                },
                worker => worker.Dispose());
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // What is done is returned.
        }
        catch (AggregateException error)
        {
            ExceptionDispatchInfo.Throw(error.Flatten().InnerExceptions[0]);
        }

        void Keep(SweepPoint point)
        {
            journal.Keep(point);
            lock (done)
            {
                done[KeyOf(point)] = point;
                progress.Report(new PipelineProgress("running points", keys.Count(done.ContainsKey), keys.Length));
            }
        }
    }

    static SweepKey KeyOf(SweepPoint point) => new(point.Timesteps, point.WeightBits, point.Method, point.Confidence, point.Chip);

    static double LargestError(LoadedModel model, SweepData data, int threads)
    {
        int samples = Math.Min(CheckedSamples, model.Calibration.Samples);
        LoweringReport report = LoweringCheck.Compare(
            model.Layers, model.Twin, data.Calibration.AsMemory(0, samples * data.Inputs.Elements), samples, threads);
        return report.Worst.RelativeError;
    }
}
