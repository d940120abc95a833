namespace Neuromorphic.Emulator.Mapping.Placement;

/// <summary>Spikes of one core that go to the same set of cores.</summary>
/// <param name="Source">The sending core.</param>
/// <param name="Destinations">The receiving cores, each once; the sender itself may be among them.</param>
/// <param name="Weight">Expected spikes, in any unit, not negative.</param>
sealed record SpikeNet(int Source, int[] Destinations, double Weight);

/// <summary>What is placed: cores, and the nets that connect them, both ways in flat arrays.</summary>
sealed class NetGraph
{
    readonly int[] _start;
    readonly int[] _destinations;
    readonly int[] _startOfCore;
    readonly int[] _netsOfCore;

    /// <summary>Flattens the nets.</summary>
    /// <param name="cores">Number of cores.</param>
    /// <param name="nets">The nets; cores from 0 to <paramref name="cores"/> − 1.</param>
    public NetGraph(int cores, IReadOnlyList<SpikeNet> nets)
    {
        Cores = cores;
        Source = [.. nets.Select(net => net.Source)];
        Weight = [.. nets.Select(net => net.Weight)];
        _start = new int[nets.Count + 1];
        _startOfCore = new int[cores + 1];
        int[] lastNet = new int[cores];
        lastNet.AsSpan().Fill(-1);
        for (int net = 0; net < nets.Count; net++)
        {
            _start[net + 1] = checked(_start[net] + nets[net].Destinations.Length);
            ForEachCore(nets[net], net, lastNet, core => _startOfCore[core + 1]++);
        }

        _destinations = new int[_start[^1]];
        for (int core = 0; core < cores; core++)
        {
            _startOfCore[core + 1] = checked(_startOfCore[core + 1] + _startOfCore[core]);
        }

        _netsOfCore = new int[_startOfCore[^1]];
        int[] next = [.. _startOfCore.AsSpan(0, cores)];
        lastNet.AsSpan().Fill(-1);
        for (int net = 0; net < nets.Count; net++)
        {
            nets[net].Destinations.CopyTo(_destinations, _start[net]);
            int current = net;
            ForEachCore(nets[net], net, lastNet, core => _netsOfCore[next[core]++] = current);
        }
    }

    /// <summary>Cores.</summary>
    public int Cores { get; }

    /// <summary>Nets.</summary>
    public int Nets => Source.Length;

    /// <summary>Destinations of all nets together.</summary>
    public int Pins => _destinations.Length;

    /// <summary>Per net the sending core.</summary>
    public int[] Source { get; }

    /// <summary>Per net the expected spikes.</summary>
    public double[] Weight { get; }

    /// <summary>The receiving cores of a net.</summary>
    public ReadOnlySpan<int> Destinations(int net) => _destinations.AsSpan(_start[net], _start[net + 1] - _start[net]);

    /// <summary>The nets that begin or end at a core, each once.</summary>
    public ReadOnlySpan<int> NetsOf(int core) => _netsOfCore.AsSpan(_startOfCore[core], _startOfCore[core + 1] - _startOfCore[core]);

    static void ForEachCore(SpikeNet net, int index, int[] lastNet, Action<int> action)
    {
        lastNet[net.Source] = index;
        action(net.Source);
        foreach (int core in net.Destinations)
        {
            if (lastNet[core] != index)
            {
                lastNet[core] = index;
                action(core);
            }
        }
    }
}
