using Neuromorphic.Core.Networks;
using Neuromorphic.Core.Synapses;
using Neuromorphic.Emulator.Chips;

namespace Neuromorphic.Emulator.Mapping;

/// <summary>Computes what the boxes of a grid take of a core.</summary>
/// <remarks>
/// Dense rows depend on the size of a box only, windows and convolutions have a closed form, and explicit synapses are
/// counted for all boxes of a grid in one pass.
/// </remarks>
sealed class DemandOfBlocks
{
    readonly Population _population;
    readonly SynapseStorage _storage;
    readonly int _weightBits;
    readonly PopulationNeeds _needs;
    readonly Dictionary<(Projection Projection, int Count), SynapseFootprint> _dense = [];
    readonly Dictionary<Projection, SynapseFootprint[]> _sparse = [];
    int[]? _blockOfNeuron;
    BlockGrid _grid;

    /// <summary>Demands of one population.</summary>
    /// <param name="population">The population.</param>
    /// <param name="storage">What synapses take.</param>
    /// <param name="weightBits">Bits of a stored weight.</param>
    /// <param name="needs">What its neurons need wherever they are put.</param>
    public DemandOfBlocks(Population population, SynapseStorage storage, int weightBits, PopulationNeeds needs)
    {
        _population = population;
        _storage = storage;
        _weightBits = weightBits;
        _needs = needs;
    }

    /// <summary>Memory that all explicit synapses take together: no grid needs less.</summary>
    public long LeastMemoryBits => _population.Projections
        .Where(p => p.Synapses is SparseSynapses)
        .Sum(p => p.Synapses.StoredWeights * (_weightBits + (long)_storage.IndexBits.Si));

    /// <summary>Chooses the grid whose boxes are asked for.</summary>
    public void Use(BlockGrid grid)
    {
        _grid = grid;
        _blockOfNeuron = null;
        _sparse.Clear();
    }

    /// <summary>What a box of the grid takes.</summary>
    public CoreDemand Of(int index)
    {
        NeuronBlock block = _grid[index];
        long memory = 0;
        var axons = new Dictionary<Population, long>();
        foreach (Projection projection in _population.Projections)
        {
            SynapseFootprint footprint = Footprint(projection, index, block);
            long weights = _storage.SharedWeights.Value ? footprint.SharedWeights : footprint.Synapses;
            bool indexed = projection.Synapses is not DenseSynapses;
            memory += weights * (_weightBits + (indexed ? (long)_storage.IndexBits.Si : 0));
            if (projection.Source.Spikes)
            {
                axons[projection.Source] = axons.GetValueOrDefault(projection.Source) + footprint.Lists;
                memory += footprint.Lists * (long)_storage.ListBits.Si;
            }
        }

        return new CoreDemand(
            block.Count,
            axons.Sum(pair => Math.Min(pair.Value, pair.Key.Count)),
            Over(block, _needs.OutputAxons, (sum, axons) => sum + axons),
            _population is MaxPoolPopulation ? 0 : memory)
        {
            FanIn = _needs.FanIn is null ? 0 : Over(block, _needs.FanIn, Math.Max),
            Delay = _needs.Delay,
        };
    }

    SynapseFootprint Footprint(Projection projection, int index, in NeuronBlock block)
    {
        switch (projection.Synapses)
        {
            case DenseSynapses dense:
                if (!_dense.TryGetValue((projection, block.Count), out SynapseFootprint footprint))
                {
                    footprint = dense.Footprint(block);
                    _dense.Add((projection, block.Count), footprint);
                }

                return footprint;
            case SparseSynapses:
                if (!_sparse.TryGetValue(projection, out SynapseFootprint[]? footprints))
                {
                    footprints = CountSparse(projection.Synapses);
                    _sparse.Add(projection, footprints);
                }

                return footprints[index];
            default:
                return projection.Synapses.Footprint(block);
        }
    }

    SynapseFootprint[] CountSparse(SynapseGroup synapses)
    {
        _blockOfNeuron ??= _grid.BlockOfNeuron();
        long[] sources = new long[_grid.Count];
        long[] counts = new long[_grid.Count];
        int[] lastSource = new int[_grid.Count];
        lastSource.AsSpan().Fill(-1);
        int[] targets = new int[synapses.MaxFanOut];
        sbyte[] weights = new sbyte[synapses.MaxFanOut];
        for (int source = 0; source < synapses.Source.Count; source++)
        {
            int count = synapses.CopySynapses(source, targets, weights);
            for (int k = 0; k < count; k++)
            {
                int block = _blockOfNeuron[targets[k]];
                counts[block]++;
                if (lastSource[block] != source)
                {
                    lastSource[block] = source;
                    sources[block]++;
                }
            }
        }

        return [.. sources.Zip(counts, (s, c) => new SynapseFootprint(s, c, c))];
    }

    long Over(in NeuronBlock block, int[] perNeuron, Func<long, long, long> join)
    {
        long result = 0;
        for (int y = block.RowStart; y < block.RowEnd; y++)
        {
            for (int x = block.ColumnStart; x < block.ColumnEnd; x++)
            {
                int first = _population.Shape.Index(y, x, block.ChannelStart);
                foreach (int value in perNeuron.AsSpan(first, block.ChannelEnd - block.ChannelStart))
                {
                    result = join(result, value);
                }
            }
        }

        return result;
    }
}
