using Neuromorphic.Emulator.Energy;
using Neuromorphic.Emulator.Faults;
using Neuromorphic.Emulator.Mapping;
using Neuromorphic.Emulator.Runs;
using Neuromorphic.Tools.Results;
using ActivityCounts = Neuromorphic.Emulator.Activity.ActivityCounts;

namespace Neuromorphic.Tools.Pipeline;

/// <summary>Runs the same samples again with one setting of faults after the other.</summary>
static class FaultSweep
{
    /// <summary>The runs, the one without faults first.</summary>
    /// <exception cref="UserErrorException">A fault cannot be put into this network or onto this chip.</exception>
    public static IReadOnlyList<FaultFacts> Run(
        EstimateRequest request, LoadedModel model, ChipRunResult healthy, NetworkInputs inputs, IProgress<PipelineProgress> progress, CancellationToken token)
    {
        var facts = new List<FaultFacts> { Facts("none", healthy, new FaultCounts(0, 0, 0, 0, 0, 0), healthy, model) };
        ulong seed = unchecked((ulong)request.Seed);
        foreach (FaultSetting setting in request.Faults)
        {
            progress.Report(new PipelineProgress($"running with {setting.Name}", facts.Count - 1, request.Faults.Count));
            try
            {
                var run = FaultRun.Run(
                    healthy.Program,
                    new FaultRates(seed, setting.Rates) { Listed = setting.Listed },
                    inputs,
                    inputs.Count,
                    healthy.Timesteps,
                    seed,
                    new ChipRunOptions { Threads = request.Threads },
                    token);
                token.ThrowIfCancellationRequested();
                facts.Add(Facts(setting.Name, run.Result, run.Faults, healthy, model));
            }
            catch (Exception error) when (error is FaultException or MappingException)
            {
                throw new UserErrorException(setting.Listed is null ? $"--fault {setting.Name}: {error.Message}" : $"--faults: {error.Message}", error);
            }
        }

        return facts;
    }

    static FaultFacts Facts(string name, ChipRunResult run, FaultCounts faults, ChipRunResult healthy, LoadedModel model)
    {
        double perSample = 1.0 / run.Activity.Samples;
        ActivityCounts total = run.Activity.Total;
        return new FaultFacts
        {
            Faults = name,
            Accuracy = model.Labels is null ? null : run.Share(sample => run.Decisions(sample)[^1] == model.Labels[sample]),
            Agreement = run.Share(sample => run.Decisions(sample)[^1] == healthy.Decisions(sample)[^1]),
            DeadCores = faults.DeadCores,
            DeadLinks = faults.DeadLinks,
            DroppedPackets = faults.DroppedPackets,
            DuplicatedPackets = faults.DuplicatedPackets,
            StuckNeurons = faults.StuckNeurons,
            FlippedBits = faults.FlippedBits,
            ChipsUsed = run.Program.ChipsUsed,
            Spikes = total.Spikes * perSample,
            SynapticEvents = total.SynapticEvents * perSample,
            LinkTraversals = total.LinkTraversals * perSample,
            JoulesPerInference = EnergyMeter.Price(run).KnownTotal,
            SecondsPerInference = run.Latency.PerInferenceSeconds,
        };
    }
}
