using Neuromorphic.Emulator.Mapping.Placement;

namespace Neuromorphic.Benchmarks.Mapping;

/// <summary>Graphs of cores to place, each core one net with one spike per timestep.</summary>
static class PlacementGraphs
{
    /// <summary>The graphs of the table in docs/mapping.md: name, side of the mesh, graph.</summary>
    public static IEnumerable<(string Name, int Side, NetGraph Graph)> All()
    {
        yield return ("conv pyramid 672", 26, Pyramid(shuffled: false));
        yield return ("same, ids shuffled", 26, Pyramid(shuffled: true));
        yield return ("dense MLP 240", 16, Dense(64, 64, 64, 32, 16));
        yield return ("small world 256", 16, SmallWorld(256, 8, 0.1));
        yield return ("conv-like 4096", 64, ConvolutionStack());
    }

    /// <summary>Grids of 16 × 16, 16 × 16, 2 × 8 × 8 and 2 × 4 × 4 cores, joined by kernels of 3 × 3, two of them with stride 2.</summary>
    static NetGraph Pyramid(bool shuffled) => Graph(Layers([(16, 1), (16, 1), (8, 2), (4, 2)]), shuffled ? 5 : null);

    /// <summary>Four grids of 32 × 32 cores, joined by kernels of 3 × 3; ids shuffled.</summary>
    static NetGraph ConvolutionStack() => Graph(Layers([(32, 1), (32, 1), (32, 1), (32, 1)]), 6);

    static NetGraph Dense(params int[] widths)
    {
        var targets = new List<int[]>();
        int first = 0;
        for (int layer = 0; layer < widths.Length; layer++)
        {
            int next = first + widths[layer];
            int[] following = layer + 1 < widths.Length ? [.. Enumerable.Range(next, widths[layer + 1])] : [];
            targets.AddRange(Enumerable.Repeat(following, widths[layer]));
            first = next;
        }

        return Graph(targets, null);
    }

    /// <summary>Watts and Strogatz: a ring with <paramref name="neighbours"/> per core, some of them rewired; ids shuffled.</summary>
    static NetGraph SmallWorld(int cores, int neighbours, double rewired)
    {
        var random = new Random(3);
        var targets = new List<int[]>();
        for (int core = 0; core < cores; core++)
        {
            var set = new SortedSet<int>();
            for (int k = 1; k <= neighbours / 2; k++)
            {
                foreach (int side in new[] { -k, k })
                {
                    int other = (core + side + cores) % cores;
                    set.Add(random.NextDouble() < rewired ? random.Next(cores) : other);
                }
            }

            set.Remove(core);
            targets.Add([.. set]);
        }

        return Graph(targets, 7);
    }

    static List<int[]> Layers((int Side, int Channels)[] layers)
    {
        var targets = new List<int[]>();
        int first = 0;
        for (int layer = 0; layer < layers.Length; layer++)
        {
            (int side, int channels) = layers[layer];
            int next = first + (side * side * channels);
            for (int core = 0; core < side * side * channels; core++)
            {
                targets.Add(layer + 1 < layers.Length ? Reached(core / channels / side, core / channels % side, side, layers[layer + 1], next) : []);
            }

            first = next;
        }

        return targets;
    }

    static int[] Reached(int y, int x, int side, (int Side, int Channels) next, int firstTarget)
    {
        int stride = side / next.Side;
        var targets = new List<int>();
        for (int v = 0; v < next.Side; v++)
        {
            for (int u = 0; u < next.Side; u++)
            {
                if (Math.Abs((v * stride) - y) <= 1 && Math.Abs((u * stride) - x) <= 1)
                {
                    targets.AddRange(Enumerable.Range(firstTarget + (((v * next.Side) + u) * next.Channels), next.Channels));
                }
            }
        }

        return [.. targets];
    }

    static NetGraph Graph(List<int[]> targets, int? shuffle)
    {
        int[] names = [.. Enumerable.Range(0, targets.Count)];
        if (shuffle is int seed)
        {
            new Random(seed).Shuffle(names);
        }

        return new NetGraph(
            names.Length,
            [.. targets.Select((to, core) => new SpikeNet(names[core], [.. to.Select(target => names[target]).Order()], 1)).Where(net => net.Destinations.Length > 0)]);
    }
}
