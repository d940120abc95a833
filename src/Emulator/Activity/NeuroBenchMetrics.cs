using Neuromorphic.Core.Networks;
using Neuromorphic.Emulator.Runs;

namespace Neuromorphic.Emulator.Activity;

/// <summary>The complexity metrics of NeuroBench for a run, per inference where they count operations.</summary>
/// <remarks>
/// They describe the algorithm and say nothing about energy. Where this emulator does otherwise than NeuroBench's code: the
/// input is constant over the timesteps, so its products are computed, and counted, once; pools count no operations. A
/// graded spike is an input beyond −1, 0 and 1 whatever it carries, so its synaptic events are multiply-accumulates.
/// </remarks>
/// <param name="FootprintBytes">
/// One byte per stored weight of at most 8 bits, four for each threshold, bias, start value and net count, and four per entry
/// of a table of levels.
/// </param>
/// <param name="ConnectionSparsity">Stored weights that are zero ÷ stored weights.</param>
/// <param name="ActivationSparsity">1 − spikes ÷ updates of spiking units.</param>
/// <param name="EffectiveMacs">
/// Multiply-accumulates of the first layer whose weight and input are not zero, and synaptic events of graded spikes.
/// </param>
/// <param name="EffectiveAcs">Accumulates: all other synaptic events.</param>
/// <param name="Dense">The same operations if every unit spiked in every timestep and no weight were zero.</param>
/// <param name="MembraneUpdates">Updates of units whose current was not zero.</param>
public sealed record NeuroBenchMetrics(
    long FootprintBytes,
    double ConnectionSparsity,
    double ActivationSparsity,
    double EffectiveMacs,
    double EffectiveAcs,
    double Dense,
    double MembraneUpdates)
{
    const long BytesPerNeuron = 3 * sizeof(int);

    /// <summary>The metrics of a run.</summary>
    public static NeuroBenchMetrics Of(ChipRunResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        ActivityCounts total = result.Activity.Total;
        double perSample = 1.0 / Math.Max(1, result.Activity.Samples);
        long weights = 0;
        long nonZero = 0;
        long bytes = 0;
        double graded = 0;
        double dense = 0;
        double events = 0;
        double slots = 0;
        double updates = 0;
        foreach (Population population in result.Program.Network.Populations.Skip(1))
        {
            ActivityCounts counts = result.Activity.OfCores(result.Program.Of(population).FirstCore, result.Program.Of(population).Cores);
            slots += population.Spikes ? counts.NeuronUpdates * perSample : 0;
            if (population is MaxPoolPopulation)
            {
                continue;
            }

            bytes += population.Count * BytesPerNeuron;
            if (population is ConversionPopulation converted)
            {
                bytes += (population.Count * (long)sizeof(int)) + (converted.Levels?.TableBytes ?? 0);
            }

            events += (counts.SynapticEvents - counts.GradedEvents) * perSample;
            graded += counts.GradedEvents * perSample;
            updates += counts[ActivityKind.UpdatesDriven] * perSample;
            foreach (Projection projection in population.Projections)
            {
                weights += projection.Synapses.StoredWeights;
                nonZero += projection.Synapses.NonZeroWeights;
                double connections = projection.Synapses.Connections;
                dense += projection.Source.Spikes
                    ? connections * RunLength.MostSteps(projection.Source, result.Timesteps)
                    : connections;
            }
        }

        return new NeuroBenchMetrics(
            weights + bytes,
            weights > 0 ? 1 - ((double)nonZero / weights) : 0,
            slots > 0 ? 1 - (total.Spikes * perSample / slots) : 0,
            (total[ActivityKind.EffectiveMultiplyAccumulates] * perSample) + graded,
            events,
            dense,
            updates);
    }
}
