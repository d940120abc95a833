using System.Globalization;
using Neuromorphic.Core.Networks;
using Neuromorphic.Emulator.Chips;

namespace Neuromorphic.Emulator.Mapping;

/// <summary>
/// Cuts a population into boxes, one per core: the fewest cores that keep every limit, among those the fewest input axons.
/// </summary>
static class Partitioner
{
    /// <summary>The best grid for a population.</summary>
    /// <param name="population">Any population but the input.</param>
    /// <param name="chip">The chip.</param>
    /// <param name="weightBits">Bits of a stored weight.</param>
    /// <param name="needs">What its neurons need wherever they are put.</param>
    /// <exception cref="MappingException">Not even single neurons fit.</exception>
    public static (BlockGrid Grid, CoreDemand[] Demands) Partition(
        Population population, ChipSpecification chip, int weightBits, PopulationNeeds needs)
    {
        var demands = new DemandOfBlocks(population, chip.Storage, weightBits, needs);
        long leastMemory = demands.LeastMemoryBits;
        (BlockGrid Grid, CoreDemand[] Demands)? best = null;
        long bestAxons = long.MaxValue;
        foreach (BlockGrid grid in Candidates(population))
        {
            if (best is { } found && grid.Count > found.Grid.Count)
            {
                break;
            }

            if (!chip.Core.Neurons.Allows(grid.LargestBlock) || !chip.Core.SynapseMemory.Allows(leastMemory / grid.Count))
            {
                continue;
            }

            if (Evaluate(grid, demands, chip.Core) is { } fitting)
            {
                long axons = fitting.Sum(demand => demand.InputAxons);
                if (axons < bestAxons)
                {
                    best = (grid, fitting);
                    bestAxons = axons;
                }
            }
        }

        return best ?? throw DoesNotFit(population, chip, weightBits, demands);
    }

    /// <summary>
    /// The limits of a core, as wide as they have to be for single neurons of a population to fit, and which of them that exceeds.
    /// </summary>
    /// <param name="population">Any population but the input.</param>
    /// <param name="chip">The chip.</param>
    /// <param name="weightBits">Bits of a stored weight.</param>
    /// <param name="needs">What its neurons need wherever they are put.</param>
    public static (CoreLimits Limits, IReadOnlyList<ExceededLimit> Exceeded) Widen(
        Population population, ChipSpecification chip, int weightBits, PopulationNeeds needs)
    {
        var demands = new DemandOfBlocks(population, chip.Storage, weightBits, needs);
        var shape = population.Shape;
        demands.Use(new BlockGrid(shape, shape.Height, shape.Width, shape.Channels));
        var exceeded = new Dictionary<CoreLimit, ExceededLimit>();
        for (int neuron = 0; neuron < population.Count; neuron++)
        {
            foreach ((CoreLimit limit, long needed, double available) in demands.Of(neuron).Compare(chip.Core))
            {
                if (needed > available && (!exceeded.TryGetValue(limit, out ExceededLimit? worst) || needed > worst.Needed))
                {
                    exceeded[limit] = new ExceededLimit(population.Name, limit, needed, (long)available);
                }
            }
        }

        Quantity Wide(CoreLimit limit, Quantity quantity) =>
            exceeded.TryGetValue(limit, out ExceededLimit? worst) ? quantity.WidenedTo(worst.Needed) : quantity;
        CoreLimits limits = chip.Core with
        {
            Neurons = Wide(CoreLimit.Neurons, chip.Core.Neurons),
            InputAxons = Wide(CoreLimit.InputAxons, chip.Core.InputAxons),
            OutputAxons = Wide(CoreLimit.OutputAxons, chip.Core.OutputAxons),
            SynapseMemory = Wide(CoreLimit.SynapseMemory, chip.Core.SynapseMemory),
            FanIn = Wide(CoreLimit.FanIn, chip.Core.FanIn),
            Delay = Wide(CoreLimit.Delay, chip.Core.Delay),
        };
        return (limits, [.. exceeded.Values]);
    }

    /// <summary>All grids, those of fewest boxes first; ties in a fixed order.</summary>
    static IEnumerable<BlockGrid> Candidates(Population population)
    {
        var shape = population.Shape;
        var grids = new List<BlockGrid>();
        foreach (int rows in BlockGrid.PartsOf(shape.Height))
        {
            foreach (int columns in BlockGrid.PartsOf(shape.Width))
            {
                grids.AddRange(BlockGrid.PartsOf(shape.Channels).Select(channels => new BlockGrid(shape, rows, columns, channels)));
            }
        }

        return grids.OrderBy(grid => grid.Count);
    }

    /// <summary>Demands of all boxes, or null as soon as one does not fit; the middle box, seldom cut by an edge, is asked first.</summary>
    static CoreDemand[]? Evaluate(BlockGrid grid, DemandOfBlocks demands, CoreLimits limits)
    {
        demands.Use(grid);
        int count = (int)grid.Count;
        if (!demands.Of(count / 2).Fits(limits))
        {
            return null;
        }

        var result = new CoreDemand[count];
        for (int index = 0; index < count; index++)
        {
            result[index] = demands.Of(index);
            if (!result[index].Fits(limits))
            {
                return null;
            }
        }

        return result;
    }

    static MappingException DoesNotFit(Population population, ChipSpecification chip, int weightBits, DemandOfBlocks demands)
    {
        var shape = population.Shape;
        demands.Use(new BlockGrid(shape, shape.Height, shape.Width, shape.Channels));
        for (int neuron = 0; neuron < population.Count; neuron++)
        {
            foreach ((CoreLimit limit, long needed, double available) in demands.Of(neuron).Compare(chip.Core))
            {
                if (needed > available)
                {
                    string message = string.Create(
                        CultureInfo.InvariantCulture,
                        $"population '{population.Name}' does not fit on {chip.Name}: neuron {neuron} alone needs {needed} {ExceededLimit.NameOf(limit)}, a core has {available}. {Cure(limit, weightBits)}");
                    return new MappingException(population.Name, limit, needed, (long)available, message);
                }
            }
        }

        throw new InvalidOperationException($"'{population.Name}' fits neuron by neuron, but no grid was found");
    }

    static string Cure(CoreLimit limit, int weightBits) => limit switch
    {
        CoreLimit.InputAxons => "It would fit on a chip with more input axons per core, or with a smaller fan-in: a stride, a pool or a convolution in front.",
        CoreLimit.OutputAxons => "It would fit on a chip with more output axons per core or with larger cores, so that it sends to fewer of them.",
        CoreLimit.SynapseMemory => $"It would fit with fewer weight bits (now {weightBits}), with a smaller fan-in, or on a chip with more synapse memory per core.",
        CoreLimit.FanIn => "It would fit on a chip with a larger fan-in, or with fewer synapses per neuron: a pool or a convolution in front, or weights pruned to zero.",
        CoreLimit.Delay => "A projection past other layers has to wait for them: it would fit on a chip with longer delays, or if it passed fewer layers.",
        _ => "It would fit on a chip with larger cores.",
    };
}
