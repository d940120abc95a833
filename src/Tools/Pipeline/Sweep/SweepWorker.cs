using Neuromorphic.Emulator.Chips;
using Neuromorphic.Emulator.Decisions;
using Neuromorphic.Emulator.Energy;
using Neuromorphic.Emulator.Mapping;
using Neuromorphic.Emulator.Runs;
using Neuromorphic.Import;
using Neuromorphic.Import.Conversion;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Pipeline.Sweep;

/// <summary>Runs groups of points on one thread. It has a model of its own, because ONNX Runtime's twin serves one thread.</summary>
sealed class SweepWorker(SweepRequest request, Dictionary<string, ChipSpecification> chips, SweepData data) : IDisposable
{
    const string Yardstick = "horowitz45-int8-sram8k";

    readonly LoadedModel _model = LoadedModel.Load(request.Base);

    /// <summary>Runs the points of one conversion.</summary>
    /// <param name="keys">Points that share timesteps, bits and method.</param>
    /// <param name="keep">Told each point that is done.</param>
    /// <param name="token">Ends the work; a point that is not done is not kept.</param>
    public void Run(SweepKey[] keys, Action<SweepPoint> keep, CancellationToken token)
    {
        try
        {
            using ConvertedNetwork network = Convert(keys[0]);
            foreach (IGrouping<string, SweepKey> group in keys.GroupBy(key => key.Chip))
            {
                RunOnChip(network, chips[group.Key], [.. group], keep, token);
            }
        }
        catch (Exception error) when (error is ModelException or UserErrorException)
        {
            Refuse(keys, error.Message, keep);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _model.Dispose();

    ConvertedNetwork Convert(SweepKey key) => _model.Convert(
        (request.Base with { Timesteps = key.Timesteps, WeightBits = key.WeightBits, Method = key.Method }).ConversionOf(_model).Options);

    void RunOnChip(ConvertedNetwork network, ChipSpecification chip, SweepKey[] keys, Action<SweepPoint> keep, CancellationToken token)
    {
        SweepKey first = keys[0];
        ChipProgram program;
        try
        {
            program = ChipMapper.Map(
                network.Network, chip, first.WeightBits, unchecked((ulong)request.Base.Seed), new MappingOptions { Timesteps = first.Timesteps });
        }
        catch (Exception error) when (error is MappingException or ChipException)
        {
            Refuse(keys, error.Message, keep);
            return;
        }

        StoppingRule? rule = null;
        var options = new ChipRunOptions { Threads = 1 };
        foreach (SweepKey key in keys)
        {
            ChipRunResult run;
            int[] decisions = new int[data.Inputs.Count];
            if (key.Confidence is double target)
            {
                var stopping = new ConfidentRun(new ConfidenceRequest(target, request.Rule, 0), program, key.Timesteps, request.Base.Seed, options);
                rule ??= stopping.Calibrate(data.Learnt, data.LearntDecisions);
                StoppedRun stopped = stopping.Run(rule, data.Inputs, token);
                run = stopped.Run;
                decisions = [.. stopped.Stops.Select(stop => stop.Class)];
            }
            else
            {
                run = ChipRun.Run(program, data.Inputs, data.Inputs.Count, key.Timesteps, options, token);
                for (int sample = 0; sample < decisions.Length && run.IsDone(sample); sample++)
                {
                    decisions[sample] = run.Decisions(sample)[^1];
                }
            }

            if (run.Partial)
            {
                return;
            }

            keep(Point(key, run, decisions));
        }
    }

    SweepPoint Point(SweepKey key, ChipRunResult run, int[] decisions)
    {
        EnergyResult energy = EnergyMeter.Price(run);
        var work = SpikingWork.Of(run);
        ConventionVerdict verdict = ConventionCatalogue.Named(Yardstick).Compare(ConventionalWork.Of(run.Program.Network), work, request.Base.Settings);
        return Empty(key) with
        {
            Accuracy = data.Accuracy(decisions),
            Agreement = data.Agreement(decisions),
            JoulesPerInference = energy.KnownTotal,
            LowerBound = energy.LowerBound,
            SecondsPerInference = run.Latency.PerInferenceSeconds,
            MeanTimesteps = (double)run.Activity.Barriers / run.Activity.Samples,
            SpikesPerSynapse = work.MeasuredSpikesPerSynapse,
            Cores = run.Program.Cores.Count,
            RatioToInt8 = verdict.Ratio,
        };
    }

    static void Refuse(SweepKey[] keys, string reason, Action<SweepPoint> keep)
    {
        foreach (SweepKey key in keys)
        {
            keep(Empty(key) with { Refused = reason });
        }
    }

    static SweepPoint Empty(SweepKey key) => new()
    {
        Timesteps = key.Timesteps,
        WeightBits = key.WeightBits,
        Method = key.Method,
        Confidence = key.Confidence,
        Chip = key.Chip,
    };
}
