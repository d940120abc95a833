using System.Diagnostics;
using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Networks;
using Neuromorphic.Core.Verification;
using Neuromorphic.Emulator.Chips;
using Neuromorphic.Emulator.Decisions;
using Neuromorphic.Emulator.Mapping;
using Neuromorphic.Emulator.Runs;
using Neuromorphic.Emulator.Traces;
using Neuromorphic.Emulator.Traffic;
using Neuromorphic.Import;
using Neuromorphic.Import.Conversion;
using Neuromorphic.Import.Conversion.Methods;
using Neuromorphic.Import.Verification;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Pipeline;

/// <summary>The path from a trained network to accuracy, energy and time: load, check, convert, map, run, compare.</summary>
sealed class Estimator : IEstimator
{
    const int CheckedSamples = 16;
    const int DiagnosedSamples = 128;

    public EstimateResult Estimate(EstimateRequest request, IProgress<PipelineProgress> progress, CancellationToken token)
    {
        try
        {
            return Run(request, progress, token);
        }
        catch (Exception error) when (error is ModelException or MappingException or ChipException)
        {
            throw new UserErrorException(error.Message, error);
        }
    }

    static EstimateResult Run(EstimateRequest request, IProgress<PipelineProgress> progress, CancellationToken token)
    {
        _ = request.NamedMethod;
        Report("reading the model");
        ChipSpecification chip = ChipCatalogue.Load(request.Chip);
        using LoadedModel model = LoadedModel.Load(request);
        NetworkInputs inputs = model.Inputs(model.Images);
        (ConversionOptions conversion, MethodChoice choice) = request.ConversionOf(model);

        Report("checking the import against ONNX Runtime");
        int checkedSamples = Math.Min(CheckedSamples, model.Calibration.Samples);
        LoweringReport lowering = LoweringCheck.Compare(
            model.Layers, model.Twin, model.CalibrationValues.AsMemory(0, checkedSamples * inputs.Elements), checkedSamples, request.Threads);
        int[] conventional = Decisions(model, inputs);
        if (request.Confidence is not null)
        {
            model.RequireOtherCalibration();
        }

        Report("converting");
        long start = Stopwatch.GetTimestamp();
        using ConvertedNetwork network = model.Convert(conversion);
        double convertSeconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Report("mapping");
        ChipProgram program = ChipMapper.Map(
            network.Network, chip, request.WeightBits, unchecked((ulong)request.Seed), new MappingOptions { Timesteps = conversion.Timesteps });

        Report("running samples");
        start = Stopwatch.GetTimestamp();
        ChipRunResult run = ChipRun.Run(
            program,
            inputs,
            inputs.Count,
            conversion.Timesteps,
            new ChipRunOptions { Threads = request.Threads, Progress = new SampleProgress(progress, inputs.Count) },
            token);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        if (run.SamplesDone == 0)
        {
            throw new OperationCanceledException(token);
        }

        if (request.Traces is not null && !run.Partial)
        {
            Report("writing traces");
            TraceFiles.Write(request.Traces, program, inputs, conversion.Timesteps, token);
        }

        NetworkCheck? check = null;
        if (request.CheckNetwork && !run.Partial)
        {
            Report("simulating the routers");
            check = CheckNetwork(run, inputs, token);
        }

        IReadOnlyList<FaultFacts> faults = request.Faults.Count > 0 && !run.Partial
            ? FaultSweep.Run(request, model, run, inputs, progress, token)
            : [];

        // What an interrupt leaves is finished, not thrown away: from here on nothing takes long.
        token = CancellationToken.None;

        Report("running the quantised twin");
        (int[] quantised, double exactNeurons) = CompareWithTwin(network.Network, inputs, conversion.Timesteps, request.Threads, run);

        ConfidentFacts? confident = request.Confidence is null ? null : Confident(request, model, program, conventional);
        Report("comparing layers with ONNX Runtime");
        int diagnosed = Math.Min(DiagnosedSamples, inputs.Count);
        ConversionDiagnosis diagnosis = ConversionDiagnosis.Measure(
            network,
            model.Twin,
            NetworkInputs.Floats(model.Images, model.InputScale, 0, diagnosed),
            inputs.Integers,
            diagnosed,
            conversion.Timesteps,
            KernelSet.Best);

        Report("timing ONNX Runtime");
        var counters = EnergyCounters.Open();
        IReadOnlyList<LatencyMeasurement> timings = ConventionalTiming.Measure(model.Twin, counters);
        return new EstimateAssembly(request, choice, model, network, run, diagnosis)
        {
            Lowering = lowering,
            Conventional = conventional,
            Quantised = quantised,
            ExactNeurons = exactNeurons,
            Timings = timings,
            NoEnergyMeasured = counters.Reason,
            RunSeconds = seconds,
            Confident = confident,
            ConvertSeconds = convertSeconds,
            Trace = SampleTrace.Record(program, inputs, 0, conversion.Timesteps),
            NetworkCheck = check,
            Faults = faults,
        }.Result();

        ConfidentFacts Confident(EstimateRequest request, LoadedModel model, ChipProgram program, int[] decisions)
        {
            Report("learning how sure decisions are");
            NetworkInputs learnt = model.Inputs(model.Calibration);
            var stopping = new ConfidentRun(
                request.Confidence!, program, conversion.Timesteps, request.Seed, new ChipRunOptions { Threads = request.Threads, Progress = new SampleProgress(progress, inputs.Count) });
            StoppingRule rule = stopping.Calibrate(learnt, Decisions(model, learnt));
            Report("running samples until they are sure");
            return new ConfidentFactsOf(stopping.Run(rule, inputs, token), model.Labels, decisions)
                .Facts(request, request.Confidence!, learnt.Count);
        }

        void Report(string stage)
        {
            token.ThrowIfCancellationRequested();
            progress.Report(new PipelineProgress(stage, 0, 0));
        }
    }

    static NetworkCheck? CheckNetwork(ChipRunResult run, NetworkInputs inputs, CancellationToken token)
    {
        try
        {
            return NetworkCheck.Of(run, inputs, token);
        }
        catch (ArgumentException error)
        {
            throw new UserErrorException($"--noc-check: {error.Message}", error);
        }
    }

    /// <summary>The class that ONNX Runtime chooses, per sample.</summary>
    internal static int[] Decisions(LoadedModel model, NetworkInputs inputs)
    {
        int classes = model.Layers.Classes;
        int[] decisions = new int[inputs.Count];
        inputs.ForEachChunk((first, samples, batch) =>
        {
            float[] logits = model.Twin.Run(batch, samples);
            for (int k = 0; k < samples; k++)
            {
                decisions[first + k] = Decision.Of<float>(logits.AsSpan(k * classes, classes));
            }
        });
        return decisions;
    }

    /// <summary>
    /// The class that the quantised twin chooses, per sample that ran, and the share of neurons whose net count is its
    /// activation. The samples run once more: the comparison would slow the run that is timed.
    /// </summary>
    static (int[] Decisions, double ExactNeurons) CompareWithTwin(SpikingNetwork network, NetworkInputs inputs, int timesteps, int threads, ChipRunResult run)
    {
        int[] decisions = new int[inputs.Count];
        int next = -1;
        long units = 0;
        long equal = 0;
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, _ =>
        {
            using var simulator = new NetworkSimulator(network, timesteps, KernelSet.Best);
            using var twin = new TwinComparison(network, timesteps, KernelSet.Best);
            int[] input = new int[network.Input.Count];
            for (int sample = Interlocked.Increment(ref next); sample < decisions.Length; sample = Interlocked.Increment(ref next))
            {
                if (run.IsDone(sample))
                {
                    inputs.Copy(sample, input);
                    simulator.Run(input);
                    twin.Compare(simulator, input);
                    decisions[sample] = twin.Decision;
                }
            }

            Interlocked.Add(ref units, twin.Units);
            Interlocked.Add(ref equal, twin.Equal);
        });
        return (decisions, units == 0 ? 1 : (double)equal / units);
    }
}
