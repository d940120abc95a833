using Neuromorphic.Core.Networks;
using Neuromorphic.Emulator.Activity;
using Neuromorphic.Emulator.Mapping;
using Neuromorphic.Emulator.Runs;

namespace Neuromorphic.Emulator.Energy;

/// <summary>What the spiking network did per inference, mean over the samples.</summary>
/// <param name="Timesteps">Timesteps per population.</param>
/// <param name="Synapses">
/// Synapses (weight not zero) that spikes can arrive on; wires of max-pools and the first layer left out.
/// </param>
/// <param name="SynapticEvents">Events on them.</param>
/// <param name="PoolEvents">Spikes that arrive at max-pools, each charged as an accumulate.</param>
/// <param name="NeuronUpdates">Updates of neurons and pools: one per unit and timestep.</param>
/// <param name="Spikes">Spikes of all populations.</param>
/// <param name="SpikesOf">Spikes by name of the population.</param>
public sealed record SpikingWork(
    int Timesteps,
    double Synapses,
    double SynapticEvents,
    double PoolEvents,
    double NeuronUpdates,
    double Spikes,
    IReadOnlyDictionary<string, double> SpikesOf)
{
    /// <summary>Those synaptic events whose spike carries an integer, so that a product is needed.</summary>
    public double GradedEvents { get; init; }

    /// <summary>Timesteps that each population ran, by name, mean; where none is given, <see cref="Timesteps"/>.</summary>
    public IReadOnlyDictionary<string, double> StepsOf { get; init; } = new Dictionary<string, double>();

    /// <summary>Those synaptic events that reach the read-out.</summary>
    public double ReadoutEvents { get; init; }

    /// <summary>Additions of a bias; by default one per update.</summary>
    public double BiasAdds { get => field >= 0 ? field : NeuronUpdates; init; } = -1;

    /// <summary>Comparisons with a threshold: updates of units that spike; by default all.</summary>
    public double ThresholdCompares { get => field >= 0 ? field : NeuronUpdates; init; } = -1;

    /// <summary>What else happened, by <see cref="LedgerTerm"/>: traffic, barriers, settling steps, time at rest.</summary>
    public IReadOnlyList<(string Term, double Count)> Elsewhere { get; init; } = [];

    /// <summary>Everything that happened beside the first layer, so that no ledger passes over it.</summary>
    public IEnumerable<(string Term, double Count)> Happened =>
    [
        (LedgerTerm.SynapticEvents, SynapticEvents),
        (LedgerTerm.PoolEvents, PoolEvents),
        (LedgerTerm.GradedProducts, GradedEvents),
        (LedgerTerm.Updates, NeuronUpdates),
        (LedgerTerm.BiasAdds, BiasAdds),
        (LedgerTerm.ThresholdCompares, ThresholdCompares),
        (LedgerTerm.MembraneReads, NeuronUpdates),
        (LedgerTerm.MembraneWrites, NeuronUpdates),
        (LedgerTerm.Spikes, Spikes),
        .. Elsewhere,
    ];

    /// <summary>Synaptic events ÷ synapses of the spiking layers; 0 if there are none.</summary>
    public double SpikesPerSynapse => MeasuredSpikesPerSynapse ?? 0;

    /// <summary>Synaptic events ÷ synapses of the spiking layers; null if there are none.</summary>
    public double? MeasuredSpikesPerSynapse => Synapses > 0 ? SynapticEvents / Synapses : null;

    /// <summary>Bits of the conventional twin's activations: ⌈log₂(T + 1)⌉ for spike counts up to T.</summary>
    public int TwinBits { get; init; } = QuantisedTwin.ActivationBits(Timesteps);

    /// <summary>What a run did per inference.</summary>
    public static SpikingWork Of(ChipRunResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        double perSample = 1.0 / Math.Max(1, result.Activity.Samples);
        double synapses = 0;
        double events = 0;
        double poolEvents = 0;
        double graded = 0;
        double compares = 0;
        var stepsOf = new Dictionary<string, double>();
        var spikesOf = new Dictionary<string, double>();
        foreach (PopulationUtilisation use in result.Program.Populations)
        {
            ActivityCounts counts = result.Activity.OfCores(use.FirstCore, use.Cores);
            spikesOf[use.Population.Name] = counts.Spikes * perSample;
            stepsOf[use.Population.Name] = counts.NeuronUpdates * perSample / use.Population.Count;
            compares += use.Population.Spikes ? counts.NeuronUpdates * perSample : 0;
            if (use.Population is MaxPoolPopulation)
            {
                poolEvents += counts.SynapticEvents * perSample;
                continue;
            }

            events += counts.SynapticEvents * perSample;
            graded += counts.GradedEvents * perSample;
            synapses += use.Population.Projections.Where(p => p.Source.Spikes).Sum(p => (double)p.Synapses.SynapseCount);
        }

        ActivityCounts total = result.Activity.Total;
        return new SpikingWork(
            result.Timesteps, synapses, events, poolEvents, total.NeuronUpdates * perSample, total.Spikes * perSample, spikesOf)
        {
            GradedEvents = graded,
            StepsOf = stepsOf,
            BiasAdds = total[ActivityKind.BiasAdds] * perSample,
            ThresholdCompares = compares,
            ReadoutEvents = OfReadout(result).SynapticEvents * perSample,
            Elsewhere = Traffic(result),
            TwinBits = QuantisedTwin.ActivationBits(result.Program.Network, result.Timesteps),
        };
    }

    /// <summary>Counts of the read-out's cores.</summary>
    internal static ActivityCounts OfReadout(ChipRunResult result)
    {
        PopulationUtilisation use = result.Program.Of(result.Program.Network.Readout);
        return result.Activity.OfCores(use.FirstCore, use.Cores);
    }

    /// <summary>Timesteps beyond T and the depth of the network, mean over the samples that ran.</summary>
    internal static double SettlingSteps(ChipRunResult result)
    {
        double steps = 0;
        for (int sample = 0; sample < result.Samples; sample++)
        {
            steps += result.IsDone(sample) ? result.SettleTimesteps(sample) : 0;
        }

        return steps / Math.Max(1, result.SamplesDone);
    }

    static (string Term, double Count)[] Traffic(ChipRunResult result)
    {
        ActivityCounts total = result.Activity.Total;
        double perSample = 1.0 / Math.Max(1, result.Activity.Samples);
        return
        [
            (LedgerTerm.Packets, total.Packets * perSample),
            (LedgerTerm.PayloadBits, total.PayloadBits * perSample),
            (LedgerTerm.LinkTraversals, total.LinkTraversals * perSample),
            (LedgerTerm.Crossings, total.OffChipCrossings * perSample),
            (LedgerTerm.Barriers, result.Activity.Barriers * perSample),
            (LedgerTerm.SettlingSteps, SettlingSteps(result)),
            (LedgerTerm.CalibrationSteps, 0),
            (LedgerTerm.StaticSeconds, (result.Latency.PerInferenceSeconds ?? 0) * result.Program.ChipsUsed),
        ];
    }
}
