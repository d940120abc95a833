using System.Globalization;
using Neuromorphic.Core.Networks;
using Neuromorphic.Core.Networks.Files;
using Neuromorphic.Core.Synapses;
using Neuromorphic.Emulator.Energy;
using Neuromorphic.Emulator.Runs;
using Neuromorphic.Tools.Data;
using Neuromorphic.Tools.Results;
using ActivityCounts = Neuromorphic.Emulator.Activity.ActivityCounts;

namespace Neuromorphic.Tools.Pipeline;

/// <summary>The run of a converted network as a result.</summary>
sealed class ConvertedRunFacts(RunRequest request, NetworkOrigin origin, ChipRunResult run, SpikeTally tally)
{
    public required LabelSet? Labels { get; init; }

    public required double InputScale { get; init; }

    public required bool HasChip { get; init; }

    public required double LoadSeconds { get; init; }

    public required double WallSeconds { get; init; }

    public required double CpuSeconds { get; init; }

    public required IReadOnlyList<PhaseSeconds> Phases { get; init; }

    public RunResult Result()
    {
        SpikingNetwork network = run.Program.Network;
        SynapseGroup[] groups = [.. network.Populations.SelectMany(population => population.Projections).Select(projection => projection.Synapses)];
        long synapses = groups.Sum(group => group.SynapseCount);
        long events = run.Activity.Total.SynapticEvents;
        long timesteps = run.Activity.Barriers;
        return new RunResult
        {
            Partial = run.Partial,
            Seed = request.Seed,
            Network = Path.GetFileName(request.Network),
            Chip = HasChip ? run.Program.Chip.Name : null,
            CoresUsed = HasChip ? run.Program.Cores.Count : null,
            Neurons = network.UnitCount,
            Synapses = synapses,
            Timesteps = timesteps,
            LoadSeconds = LoadSeconds,
            WallSeconds = WallSeconds,
            CpuSeconds = CpuSeconds,
            Phases = Phases,
            SynapticEvents = events,
            SynapticEventsPerSecond = WallSeconds > 0 ? events / WallSeconds : 0,
            TimestepsPerCpuSecond = CpuSeconds > 0 ? timesteps / CpuSeconds : 0,
            PeakBytes = PeakMemory.Bytes(),
            BytesPerSynapse = synapses > 0 ? (double)groups.Sum(group => group.StoredWeights) / synapses : 0,
            SpikeHash = tally.Hash.ToString("x16", CultureInfo.InvariantCulture),
            Populations =
            [
                .. network.Populations.Where(population => population.Spikes)
                    .Select(population => new PopulationActivity(population.Name, population.Count, null, tally.Rate(population), null, null)),
            ],
            Activity = Activity(),
            Inference = Inference(),
            Notes =
            [
                $"Converted from {origin.Model} (SHA-256 {origin.ModelSha256}) by version {origin.Writer}.",
                .. HasChip ? Array.Empty<string>() : ["Without --chip there are no packets, energies and times of a chip; counts are those of the network."],
                .. run.Partial ? [$"Interrupted: {run.SamplesDone} of {run.Samples} samples ran."] : Array.Empty<string>(),
            ],
        };
    }

    RunActivity Activity()
    {
        ActivityCounts total = run.Activity.Total;
        ActivityCounts[] steps = [.. Enumerable.Range(0, run.Activity.Timesteps).Select(run.Activity.OfTimestep)];
        return new RunActivity(
            total.SynapticEvents,
            total.NeuronUpdates,
            total.Spikes,
            total.Packets,
            total.LinkTraversals,
            new RunActivityPerTimestep(
                [.. steps.Select(step => step.SynapticEvents)],
                [.. steps.Select(step => step.NeuronUpdates)],
                [.. steps.Select(step => step.Spikes)],
                [.. steps.Select(step => step.Packets)],
                [.. steps.Select(step => step.LinkTraversals)]));
    }

    InferenceFacts Inference()
    {
        int[] decisions = [.. Enumerable.Range(0, run.Samples).Select(sample => run.Decisions(sample)[^1])];
        return new InferenceFacts
        {
            Model = origin.Model,
            ModelSha256 = origin.ModelSha256,
            Method = origin.Method,
            Timesteps = origin.Timesteps,
            InputScale = InputScale,
            Samples = run.SamplesDone,
            Accuracy = Labels is { } labels ? run.Share(sample => decisions[sample] == labels[sample]) : null,
            Decisions = decisions,
            Energy = HasChip ? EnergyFactsOf.Priced(EnergyMeter.Price(run), run) : null,
            Latency = HasChip
                ? new LatencyFacts(run.Latency.PerInferenceSeconds, run.Latency.PerTimestepSeconds, run.Latency.InferencesPerSecond)
                : null,
        };
    }
}
