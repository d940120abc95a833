using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Networks;
using Neuromorphic.Emulator.Activity;
using Neuromorphic.Emulator.Energy;
using Neuromorphic.Emulator.Runs;
using Neuromorphic.Emulator.Traces;
using Neuromorphic.Emulator.Traffic;
using Neuromorphic.Import.Conversion;
using Neuromorphic.Import.Conversion.Methods;
using Neuromorphic.Import.Verification;
using Neuromorphic.Tools.Results;
using ActivityCounts = Neuromorphic.Emulator.Activity.ActivityCounts;
using ConventionalDevice = Neuromorphic.Tools.Results.ConventionalDevice;
using LayerDiagnosis = Neuromorphic.Tools.Results.LayerDiagnosis;

namespace Neuromorphic.Tools.Pipeline;

/// <summary>Puts what the wings found into the shape that users read.</summary>
sealed class EstimateAssembly(
    EstimateRequest request, MethodChoice choice, LoadedModel model, ConvertedNetwork network, ChipRunResult run, ConversionDiagnosis diagnosis)
{
    readonly EnergyResult _energy = EnergyMeter.Price(run);
    readonly SpikingWork _spiking = SpikingWork.Of(run);

    /// <summary>How far the import is from ONNX Runtime.</summary>
    public required LoweringReport Lowering { get; init; }

    /// <summary>The class that ONNX Runtime chose, per sample.</summary>
    public required int[] Conventional { get; init; }

    /// <summary>The class that the quantised twin chose, per sample.</summary>
    public required int[] Quantised { get; init; }

    /// <summary>Share of the neurons of all samples whose net count was the twin's activation.</summary>
    public required double ExactNeurons { get; init; }

    /// <summary>Times of ONNX Runtime.</summary>
    public required IReadOnlyList<LatencyMeasurement> Timings { get; init; }

    /// <summary>What stopping when sure gives; null if nobody asked.</summary>
    public required ConfidentFacts? Confident { get; init; }

    /// <summary>Why their energy was not measured; null if it was.</summary>
    public required string? NoEnergyMeasured { get; init; }

    /// <summary>How long the emulation took.</summary>
    public required double RunSeconds { get; init; }

    /// <summary>How long conversion took.</summary>
    public required double ConvertSeconds { get; init; }

    /// <summary>What one sample did, timestep by timestep.</summary>
    public required SampleTrace Trace { get; init; }

    /// <summary>The check of the mesh; null if no one asked for it.</summary>
    public NetworkCheck? NetworkCheck { get; init; }

    /// <summary>Runs with something broken.</summary>
    public IReadOnlyList<FaultFacts> Faults { get; init; } = [];

    double PerSample => 1.0 / run.Activity.Samples;

    /// <summary>Timesteps until the read-out of the longest sample has ended: T, or more where neurons settle or wait.</summary>
    int ReadoutSteps => Math.Max(
        choice.Timesteps, Enumerable.Range(0, run.Samples).Max(run.ChipTimesteps) - (network.Network.Depth - 1));

    /// <summary>The result.</summary>
    public EstimateResult Result()
    {
        NeuroBenchMetrics metrics = NeuroBenchMetrics.Of(run);
        return new EstimateResult
        {
            Partial = run.Partial,
            Seed = request.Seed,
            Timesteps = choice.Timesteps,
            Method = choice.Method.Name,
            WeightBits = request.WeightBits,
            Model = model.Facts(),
            Coverage = CoverageFacts.Of(model.Lowering),
            Data = new DataFacts(run.SamplesDone, model.InputScale),
            Ann = new AnnFacts(Accuracy(sample => Conventional[sample]), Lowering.Worst.RelativeError),
            Quantised = new QuantisedFacts(Accuracy(sample => Quantised[sample]), QuantisedTwin.ActivationBits(network.Network, choice.Timesteps)),
            Snn = Snn(),
            Activity = new ActivityFacts(Counts(run.Activity.Total)),
            Neurobench = new NeurobenchFacts
            {
                FootprintBytes = metrics.FootprintBytes,
                ConnectionSparsity = metrics.ConnectionSparsity,
                ActivationSparsity = metrics.ActivationSparsity,
                EffectiveMacs = metrics.EffectiveMacs,
                EffectiveAcs = metrics.EffectiveAcs,
                Dense = metrics.Dense,
                MembraneUpdates = metrics.MembraneUpdates,
                ByCode = new NeurobenchByCode(
                    metrics.ByCode.FootprintBytes,
                    metrics.ByCode.ConnectionSparsity,
                    metrics.ByCode.EffectiveMacs,
                    metrics.ByCode.Dense,
                    metrics.ByCode.MembraneUpdates),
            },
            Chip = ChipFacts.Of(run, _energy, NetworkCheck),
            Energy = EnergyFactsOf.Priced(_energy, run),
            Latency = new LatencyFacts(
                run.Latency.PerInferenceSeconds, run.Latency.PerTimestepSeconds, run.Latency.InferencesPerSecond),
            Conventional = [.. Devices()],
            Verdicts = [.. VerdictFacts.Of(run, request.Conventions, request.Settings)],
            Ledger = VerdictFacts.Of(ChipLedger.Of(run)),
            Confident = Confident,
            Emulation = new EmulationFacts(
                RunSeconds,
                run.SamplesDone / RunSeconds,
                run.Activity.Total.SynapticEvents / RunSeconds,
                request.Threads,
                KernelSet.Best.Name)
            {
                Phases = new PhaseFacts(
                    ConvertSeconds, run.Program.Seconds.Partition, run.Program.Seconds.Place, run.Program.Seconds.Route, RunSeconds),
            },
            Faults = Faults,
            Raster = RasterFacts.Of(Trace, network.Network),
            Notes = [.. EstimateNotes.Of(choice, model, network, run, diagnosis), EnergyNote()],
        };
    }

    string EnergyNote() => NoEnergyMeasured is string reason
        ? $"The energy of ONNX Runtime on this machine is not measured ({reason}); no power is guessed, so only its time is given."
        : "The energy of ONNX Runtime on this machine is that of the whole processor, whatever else ran on it, by the processor's own counters.";

    SnnFacts Snn() => new()
    {
        Accuracy = Accuracy(sample => run.Decisions(sample)[^1]),
        AccuracyByTimestep = model.Labels is null
            ? []
            : [.. Enumerable.Range(0, ReadoutSteps).Select(t => Accuracy(sample => run.Decisions(sample)[t])!.Value)],
        Agreement = run.Share(sample => run.Decisions(sample)[^1] == Conventional[sample]),
        ExactNeurons = ExactNeurons,
        LatencyTimesteps = Enumerable.Range(0, run.Samples).Max(run.ChipTimesteps),
        SpikesPerSynapse = _spiking.MeasuredSpikesPerSynapse,
        FirstBadLayer = diagnosis.FirstBadLayer?.Name,
        Layers =
        [
            .. diagnosis.Layers.Select(layer => new LayerDiagnosis
            {
                Name = layer.Name,
                Neurons = layer.Neurons,
                Cores = run.Program.Populations.First(use => use.Population.Name == layer.Name).Cores,
                SpikesPerNeuron = layer.SpikesPerNeuron,
                Correlation = layer.Correlation,
                RelativeError = layer.RelativeError,
                Saturated = layer.Saturated,
                Dead = layer.Dead,
                Uneven = layer.Uneven,
                ThresholdBits = layer.ThresholdBits,
            }),
        ],
    };

    Results.ActivityCounts Counts(ActivityCounts counts) => new()
    {
        SynapticEvents = counts.SynapticEvents * PerSample,
        NeuronUpdates = counts.NeuronUpdates * PerSample,
        Spikes = counts.Spikes * PerSample,
        PayloadBits = counts.PayloadBits * PerSample,
        Packets = counts.Packets * PerSample,
        LinkTraversals = counts.LinkTraversals * PerSample,
        Barriers = run.Activity.Barriers * PerSample,
        Macs = counts.MultiplyAccumulates * PerSample,
    };

    double? Accuracy(Func<int, int> decision) =>
        model.Labels is null ? null : run.Share(sample => decision(sample) == model.Labels[sample]);

    IEnumerable<ConventionalDevice> Devices()
    {
        foreach (LatencyMeasurement timing in Timings)
        {
            string threads = timing.Threads == 1 ? "one thread" : "all processors";
            yield return new ConventionalDevice(
                $"this machine, ONNX Runtime, {threads}, batch {timing.BatchSize}", Evidence.Measured, 32, timing.JoulesPerSample, timing.MedianSeconds);
        }

        ConventionalWork work = ConventionalWork.Of(network.Network);
        foreach (Emulator.Energy.ConventionalDevice device in ConventionalDevices.All)
        {
            Evidence evidence = device.Evidence == DeviceEvidence.Published ? Evidence.Published : Evidence.Modelled;
            yield return new ConventionalDevice(device.Title, evidence, device.Bits, device.JoulesPerInference(work.Macs), null);
        }
    }
}
