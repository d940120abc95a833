using Neuromorphic.Core.Networks;
using Neuromorphic.Emulator.Chips;
using Neuromorphic.Emulator.Faults;
using Neuromorphic.Emulator.Mapping.Placement;

namespace Neuromorphic.Emulator.Mapping;

/// <summary>Groups neurons whose spikes do the same, and plans their routes.</summary>
sealed class RouteBuilder
{
    readonly List<(int Core, int[] Destinations, int[] Synapses, int Net)> _classes = [];
    readonly List<(int Source, int[] Destinations)> _nets = [];
    readonly SpikingNetwork _network;

    /// <summary>Groups the neurons of a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="firstCore">Per population the number of its first core.</param>
    /// <param name="blockOfNeuron">Per population and neuron its block; null for the input.</param>
    /// <param name="fanOut">Per population what its spikes reach.</param>
    public RouteBuilder(SpikingNetwork network, int[] firstCore, int[]?[] blockOfNeuron, FanOutTable[] fanOut)
    {
        _network = network;
        var destinationSets = new Dictionary<int[], int[]>(new ArrayComparer());
        var netOf = new Dictionary<(int Core, int[] Destinations), int>();
        var classOf = new Dictionary<int[], int>(new ArrayComparer());
        for (int p = 0; p < network.Populations.Count; p++)
        {
            Population population = network.Populations[p];
            int[] cores = new int[population.Count];
            int[] classes = new int[population.Count];
            classes.AsSpan().Fill(-1);
            for (int neuron = 0; neuron < population.Count; neuron++)
            {
                int core = blockOfNeuron[p] is int[] block ? firstCore[p] + block[neuron] : -1;
                cores[neuron] = core;
                int start = fanOut[p].Start[neuron];
                int count = fanOut[p].Start[neuron + 1] - start;
                if (count == 0)
                {
                    continue;
                }

                // Core, then destinations with their synapses: equal keys are equal classes.
                int[] key = new int[1 + (2 * count)];
                key[0] = core;
                int[] destinations = new int[count];
                for (int k = 0; k < count; k++)
                {
                    (int target, int targetBlock, int synapses) = fanOut[p].Entries[start + k];
                    key[1 + k] = destinations[k] = firstCore[target] + targetBlock;
                    key[1 + count + k] = synapses;
                }

                if (!classOf.TryGetValue(key, out int index))
                {
                    if (!destinationSets.TryGetValue(destinations, out int[]? shared))
                    {
                        destinationSets.Add(destinations, shared = destinations);
                    }

                    index = _classes.Count;
                    classOf.Add(key, index);
                    _classes.Add((core, shared, key[(1 + count)..], core < 0 ? -1 : NetOf(netOf, core, shared)));
                }

                classes[neuron] = index;
            }

            CoreOfNeuron.Add(population, cores);
            ClassOfNeuron.Add(population, classes);
        }
    }

    /// <summary>Per population and neuron the core; −1 for the input.</summary>
    public Dictionary<Population, int[]> CoreOfNeuron { get; } = [];

    /// <summary>Per population and neuron the class; −1 if its spikes go nowhere.</summary>
    public Dictionary<Population, int[]> ClassOfNeuron { get; } = [];

    /// <summary>What the placement weighs: spikes from a core to a set of cores.</summary>
    /// <exception cref="ArgumentException">Rates do not match their population.</exception>
    public IReadOnlyList<SpikeNet> Nets(IReadOnlyDictionary<Population, double[]>? rates)
    {
        double[] weight = new double[_nets.Count];
        foreach (Population population in _network.Populations.Where(p => p.Spikes))
        {
            double[]? rate = rates?.GetValueOrDefault(population);
            if (rate is not null && rate.Length != population.Count)
            {
                throw new ArgumentException($"'{population.Name}' has {population.Count} neurons, but {rate.Length} rates", nameof(rates));
            }

            int[] classes = ClassOfNeuron[population];
            for (int neuron = 0; neuron < classes.Length; neuron++)
            {
                if (classes[neuron] >= 0)
                {
                    weight[_classes[classes[neuron]].Net] += rate?[neuron] ?? 1;
                }
            }
        }

        return [.. _nets.Select((net, index) => new SpikeNet(net.Source, net.Destinations, weight[index]))];
    }

    /// <summary>Plans all routes, around dead links if there are any.</summary>
    /// <param name="tiles">Per core its tile.</param>
    /// <param name="mesh">The tiles of all chips.</param>
    /// <param name="chip">Order and delivery.</param>
    /// <param name="deadLinks">Per link whether it is dead; null if none is.</param>
    /// <param name="coresOn">Names the cores on a tile, for messages.</param>
    /// <exception cref="FaultException">A core cannot be reached.</exception>
    public (SpikeClass[] Classes, Route[] Routes) Plan(
        TilePosition[] tiles, MeshGeometry mesh, MeshSpecification chip, bool[]? deadLinks, Func<int, string> coresOn)
    {
        ILinkWalker walker = deadLinks is null
            ? new LinkWalker(mesh.Width, mesh.Height, chip.Order.Value, chip.Delivery.Value)
            : new DetourWalker(mesh, chip, deadLinks, coresOn);
        Route[] routes = [.. _nets.Select(net => Route.Plan(net.Source, net.Destinations, tiles, mesh, walker))];
        SpikeClass[] classes =
        [
            .. _classes.Select(c => new SpikeClass(c.Core, c.Net < 0 ? null : routes[c.Net], c.Destinations, c.Synapses)),
        ];
        return (classes, routes);
    }

    int NetOf(Dictionary<(int Core, int[] Destinations), int> netOf, int core, int[] destinations)
    {
        // Destination sets are shared, so the array itself identifies the set.
        if (!netOf.TryGetValue((core, destinations), out int net))
        {
            net = _nets.Count;
            netOf.Add((core, destinations), net);
            _nets.Add((core, destinations));
        }

        return net;
    }
}
