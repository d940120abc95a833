using Neuromorphic.Core.Memory;

namespace Neuromorphic.Core.Recurrent;

/// <summary>
/// Deals the neurons out to shards: blocks of 64 neurons in turn, so that each shard holds an equal part of every
/// population. A thread runs one shard or several.
/// </summary>
sealed class ShardLayout
{
    /// <summary>Most tables number targets by 16 bits inside a shard.</summary>
    const int MostNeurons = 1 << 16;

    readonly int[] _firstBlock;

    /// <summary>A layout.</summary>
    /// <param name="sizes">Neurons per population.</param>
    /// <param name="shards">Shards.</param>
    public ShardLayout(IReadOnlyList<int> sizes, int shards)
    {
        Sizes = sizes;
        Shards = shards;
        _firstBlock = new int[sizes.Count + 1];
        for (int p = 0; p < sizes.Count; p++)
        {
            _firstBlock[p + 1] = _firstBlock[p] + SpikeMask.Words(sizes[p]);
        }
    }

    /// <summary>Neurons per population.</summary>
    public IReadOnlyList<int> Sizes { get; }

    /// <summary>Shards.</summary>
    public int Shards { get; }

    /// <summary>Populations.</summary>
    public int Populations => Sizes.Count;

    /// <summary>
    /// The fewest shards, a multiple of the threads, whose neurons the tables can number: the longer the stretches of a row,
    /// the less each synapse costs.
    /// </summary>
    public static int ShardsFor(IReadOnlyList<int> sizes, IEnumerable<ProjectionPlan> projections, int threads)
    {
        int most = projections.All(p => p.IsWeighted) ? WeightedRows.MostTargets : MostNeurons;
        long blocks = sizes.Sum(size => (long)SpikeMask.Words(size));
        int shards = threads;
        while ((blocks + shards - 1) / shards * SpikeMask.BitsPerWord > most)
        {
            shards += threads;
        }

        return shards;
    }

    /// <summary>Number of a population's first block in the network.</summary>
    public int FirstBlock(int population) => _firstBlock[population];

    /// <summary>Blocks that a shard holds in all.</summary>
    public int Blocks(int shard) => BlocksBefore(shard, _firstBlock[^1]);

    /// <summary>A population's first block inside a shard.</summary>
    public int LocalFirst(int shard, int population) => BlocksBefore(shard, _firstBlock[population]);

    /// <summary>Blocks of a population inside a shard.</summary>
    public int LocalBlocks(int shard, int population) => LocalFirst(shard, population + 1) - LocalFirst(shard, population);

    /// <summary>The network's number of a block of a shard.</summary>
    public int GlobalBlock(int shard, int localBlock) => (localBlock * Shards) + shard;

    /// <summary>Number of a neuron of a population among those of the population that the shard holds.</summary>
    /// <param name="shard">The shard, which holds it.</param>
    /// <param name="population">The population.</param>
    /// <param name="neuron">Its number in the population.</param>
    public int LocalNumber(int shard, int population, int neuron)
    {
        int block = (((neuron / SpikeMask.BitsPerWord) + _firstBlock[population]) / Shards) - LocalFirst(shard, population);
        return (block * SpikeMask.BitsPerWord) + (neuron % SpikeMask.BitsPerWord);
    }

    /// <summary>Blocks of a shard among the network's first <paramref name="blocks"/>.</summary>
    int BlocksBefore(int shard, int blocks) => (blocks - shard + Shards - 1) / Shards;
}
