namespace Neuromorphic.Core.Networks;

/// <summary>
/// A feed-forward integer spiking network: one input, populations in an order in which every source stands before its
/// targets, one read-out. Everything that decides about spikes is an integer.
/// </summary>
public sealed class SpikingNetwork : IDisposable
{
    readonly Dictionary<Population, int> _depth = [];

    /// <summary>Takes over the populations.</summary>
    /// <exception cref="ArgumentException">
    /// The first is not the input, the last not the read-out, or a population stands before one of its sources.
    /// </exception>
    public SpikingNetwork(IReadOnlyList<Population> populations)
    {
        if (populations.Count < 2 || populations[0] is not InputPopulation input || populations[^1] is not ReadoutPopulation readout)
        {
            throw new ArgumentException("a network starts with its input and ends with its read-out", nameof(populations));
        }

        var known = new HashSet<Population>();
        foreach (Population population in populations)
        {
            foreach (Projection projection in population.Projections)
            {
                if (!known.Contains(projection.Source))
                {
                    throw new ArgumentException($"'{population.Name}' stands before its source '{projection.Source.Name}'", nameof(populations));
                }
            }

            known.Add(population);
        }

        foreach (Population population in populations)
        {
            _depth[population] = population.Projections.Select(p => _depth[p.Source] + 1).DefaultIfEmpty(0).Max();
        }

        Populations = populations;
        Input = input;
        Readout = readout;
    }

    /// <summary>All populations, sources before targets.</summary>
    public IReadOnlyList<Population> Populations { get; }

    /// <summary>The input.</summary>
    public InputPopulation Input { get; }

    /// <summary>The read-out.</summary>
    public ReadoutPopulation Readout { get; }

    /// <summary>Units that a chip would have to hold: all but the input.</summary>
    public long UnitCount => Populations.Skip(1).Sum(p => (long)p.Count);

    /// <summary>
    /// Timesteps from the first input to the end when every population passes its spikes on with a delay of one step: each
    /// starts one step after its sources and runs for <paramref name="timesteps"/> steps, or as long as its neurons may need
    /// (<see cref="RunLength"/>). Populations that run until quiet may take less: the end of a sample is known when it ran.
    /// </summary>
    public int LatencyTimesteps(int timesteps) =>
        Populations.Skip(1).Max(population => RunLength.MostSteps(population, timesteps) + DepthOf(population) - 1);

    /// <summary>Populations on the longest path from the input to the read-out, the input not counted.</summary>
    public int Depth => DepthOf(Readout);

    /// <summary>Populations on the longest path from the input to this one, itself counted, the input not.</summary>
    public int DepthOf(Population population) => _depth[population];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Population population in Populations)
        {
            population.Dispose();
        }
    }
}
