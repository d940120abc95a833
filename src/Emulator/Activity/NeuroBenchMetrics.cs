using Neuromorphic.Core.Networks;
using Neuromorphic.Emulator.Mapping;
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

    /// <summary>Decimals to which NeuroBench's code rounds the connection sparsity.</summary>
    const int DecimalsOfSparsity = 4;

    /// <summary>
    /// The same network by NeuroBench's code: 32 bits per number, the constant input multiplied anew in every timestep, a
    /// membrane update of every neuron in its first step, sparsity rounded to four decimals.
    /// </summary>
    public required NeuroBenchByCode ByCode { get; init; }

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
        double idleAtFirst = 0;
        long numbers = 0;
        double constant = 0;
        foreach (Population population in result.Program.Network.Populations.Skip(1))
        {
            ActivityCounts counts = result.Activity.OfCores(result.Program.Of(population).FirstCore, result.Program.Of(population).Cores);
            slots += population.Spikes ? counts.NeuronUpdates * perSample : 0;
            if (population is MaxPoolPopulation)
            {
                continue;
            }

            PopulationUtilisation use = result.Program.Of(population);
            for (int core = use.FirstCore; core < use.FirstCore + use.Cores; core++)
            {
                idleAtFirst += result.Activity.Of(core, use.Depth - 1)[ActivityKind.UpdatesIdle] * perSample;
            }

            bytes += population.Count * BytesPerNeuron;
            numbers += population.Count * (BytesPerNeuron / sizeof(int));
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
                numbers += projection.Synapses.StoredWeights;
                double connections = projection.Synapses.Connections;
                constant += projection.Source.Spikes ? 0 : connections;
                dense += projection.Source.Spikes
                    ? connections * RunLength.MostSteps(projection.Source, result.Timesteps)
                    : connections;
            }
        }

        double products = total[ActivityKind.EffectiveMultiplyAccumulates] * perSample;
        double sparsity = NeuroBenchDefinitions.Sparsity(weights - nonZero, weights);
        return new NeuroBenchMetrics(
            weights + bytes,
            sparsity,
            slots > 0 ? 1 - (total.Spikes * perSample / slots) : 0,
            products + graded,
            events,
            dense,
            updates)
        {
            ByCode = new NeuroBenchByCode(
                numbers * sizeof(float),
                Math.Round(sparsity, DecimalsOfSparsity),
                (products * result.Timesteps) + graded,
                dense + (constant * (result.Timesteps - 1)),
                updates + idleAtFirst),
        };
    }
}

/// <summary>What NeuroBench's code says where it differs from <see cref="NeuroBenchMetrics"/>; other figures are the same.</summary>
/// <param name="FootprintBytes">Four bytes per weight and per threshold, bias and start value: a quantised model counts as floats.</param>
/// <param name="ConnectionSparsity">Rounded to four decimals.</param>
/// <param name="EffectiveMacs">The first layer's products once per timestep.</param>
/// <param name="Dense">The same for all operations.</param>
/// <param name="MembraneUpdates">With every neuron in its first step.</param>
public sealed record NeuroBenchByCode(
    long FootprintBytes, double ConnectionSparsity, double EffectiveMacs, double Dense, double MembraneUpdates);
