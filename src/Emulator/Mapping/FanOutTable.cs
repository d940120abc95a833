using Neuromorphic.Core.Networks;

namespace Neuromorphic.Emulator.Mapping;

/// <summary>
/// Per neuron of a source population the blocks that its synapses reach (weight not zero) with the number of synapses on
/// each, in ascending order of population and block.
/// </summary>
sealed class FanOutTable
{
    FanOutTable(int[] start, List<(int Population, int Block, int Synapses)> entries)
    {
        Start = start;
        Entries = entries;
    }

    /// <summary>Per neuron where its entries start; one more closes the last.</summary>
    public int[] Start { get; }

    /// <summary>Index of the target population, block in it, synapses.</summary>
    public List<(int Population, int Block, int Synapses)> Entries { get; }

    /// <summary>Per neuron how many blocks it reaches.</summary>
    public int[] BlocksPerNeuron()
    {
        int[] blocks = new int[Start.Length - 1];
        for (int neuron = 0; neuron < blocks.Length; neuron++)
        {
            blocks[neuron] = Start[neuron + 1] - Start[neuron];
        }

        return blocks;
    }

    /// <summary>Walks all synapses that leave a population.</summary>
    /// <param name="network">The network.</param>
    /// <param name="source">The population that they leave.</param>
    /// <param name="blockOfNeuron">Per population (by index) and neuron the block; filled for all targets of the source.</param>
    /// <param name="blocks">Per population the number of blocks.</param>
    public static FanOutTable Build(SpikingNetwork network, Population source, int[]?[] blockOfNeuron, int[] blocks)
    {
        var targets = new List<(int Population, List<Projection> Projections, int[] Counts)>();
        int maxFanOut = 0;
        for (int p = 0; p < network.Populations.Count; p++)
        {
            List<Projection> projections = [.. network.Populations[p].Projections.Where(projection => projection.Source == source)];
            if (projections.Count > 0)
            {
                targets.Add((p, projections, new int[blocks[p]]));
                maxFanOut = Math.Max(maxFanOut, projections.Max(projection => projection.Synapses.MaxFanOut));
            }
        }

        int[] start = new int[source.Count + 1];
        var entries = new List<(int, int, int)>();
        int[] reached = new int[maxFanOut];
        sbyte[] weights = new sbyte[maxFanOut];
        var touched = new List<int>();
        for (int neuron = 0; neuron < source.Count; neuron++)
        {
            foreach ((int population, List<Projection> projections, int[] counts) in targets)
            {
                int[] blockOf = blockOfNeuron[population]!;
                touched.Clear();
                foreach (Projection projection in projections)
                {
                    int count = projection.Synapses.CopySynapses(neuron, reached, weights);
                    for (int k = 0; k < count; k++)
                    {
                        int block = blockOf[reached[k]];
                        if (counts[block]++ == 0)
                        {
                            touched.Add(block);
                        }
                    }
                }

                touched.Sort();
                foreach (int block in touched)
                {
                    entries.Add((population, block, counts[block]));
                    counts[block] = 0;
                }
            }

            start[neuron + 1] = entries.Count;
        }

        return new FanOutTable(start, entries);
    }
}
