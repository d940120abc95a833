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

    /// <summary>Synaptic events ÷ synapses of the spiking layers; 0 if there are none.</summary>
    public double SpikesPerSynapse => Synapses > 0 ? SynapticEvents / Synapses : 0;

    /// <summary>Bits of the conventional twin's activations, ⌈log₂(T + 1)⌉.</summary>
    public int TwinBits => QuantisedTwin.ActivationBits(Timesteps);

    /// <summary>What a run did per inference.</summary>
    public static SpikingWork Of(ChipRunResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        double perSample = 1.0 / Math.Max(1, result.Activity.Samples);
        double synapses = 0;
        double events = 0;
        double poolEvents = 0;
        double graded = 0;
        var stepsOf = new Dictionary<string, double>();
        var spikesOf = new Dictionary<string, double>();
        foreach (PopulationUtilisation use in result.Program.Populations)
        {
            ActivityCounts counts = result.Activity.OfCores(use.FirstCore, use.Cores);
            spikesOf[use.Population.Name] = counts.Spikes * perSample;
            stepsOf[use.Population.Name] = counts.NeuronUpdates * perSample / use.Population.Count;
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
        };
    }
}
