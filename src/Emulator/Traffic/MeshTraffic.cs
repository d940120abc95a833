using Neuromorphic.Emulator.Chips;
using Neuromorphic.Emulator.Mapping;

namespace Neuromorphic.Emulator.Traffic;

/// <summary>
/// What routers carry in one timestep: packets per core, all ready at its start, each with the tree of tiles that it
/// passes. Ports of a tile: 0 to 3 are links by <see cref="LinkDirection"/>, the following its cores.
/// </summary>
public sealed class MeshTraffic
{
    /// <summary>Cores on a tile that can be simulated: ports fit into one word.</summary>
    public const int MaxCoresPerTile = 60;

    internal const int Links = 4;

    readonly List<int> _tileOfNode = [];
    readonly List<(int Node, int Port, int Child)> _branches = [];
    readonly List<(int Core, int Node, long Packets)> _bursts = [];
    readonly TilePosition[] _tileOfCore;
    readonly int[] _portOfCore;
    readonly LinkWalker _walker;
    readonly bool _unicast;
    readonly int[] _nodeOfTile;

    /// <summary>Traffic without a packet.</summary>
    /// <param name="tileOfCore">Per core its tile.</param>
    /// <param name="mesh">The tiles.</param>
    /// <param name="order">Which dimension packets use first.</param>
    /// <param name="delivery">A packet per destination, or a tree.</param>
    /// <exception cref="ArgumentException">A tile holds more than <see cref="MaxCoresPerTile"/> cores.</exception>
    public MeshTraffic(IReadOnlyList<TilePosition> tileOfCore, MeshGeometry mesh, RoutingOrder order, Delivery delivery)
    {
        ArgumentNullException.ThrowIfNull(tileOfCore);
        ArgumentNullException.ThrowIfNull(mesh);
        Mesh = mesh;
        _tileOfCore = [.. tileOfCore];
        _portOfCore = new int[_tileOfCore.Length];
        int[] used = new int[mesh.Tiles];
        for (int core = 0; core < _portOfCore.Length; core++)
        {
            _portOfCore[core] = Links + used[mesh.Index(_tileOfCore[core])]++;
        }

        CoresPerTile = used.Max();
        if (CoresPerTile > MaxCoresPerTile)
        {
            throw new ArgumentException($"a tile holds {CoresPerTile} cores; {MaxCoresPerTile} can be simulated", nameof(tileOfCore));
        }

        _walker = new LinkWalker(mesh.Width, mesh.Height, order, delivery);
        _unicast = delivery == Delivery.Unicast;
        _nodeOfTile = new int[mesh.Tiles];
    }

    /// <summary>The tiles.</summary>
    public MeshGeometry Mesh { get; }

    /// <summary>Packets that cores send; with multicast a tree is one.</summary>
    public long Packets => _bursts.Sum(burst => burst.Packets);

    /// <summary>Cores on the fullest tile.</summary>
    internal int CoresPerTile { get; }

    internal int Ports => Links + CoresPerTile;

    internal IReadOnlyList<int> TileOfNode => _tileOfNode;

    internal IReadOnlyList<(int Core, int Node, long Packets)> Bursts => _bursts;

    /// <summary>Adds spikes of a core to other cores (or itself).</summary>
    /// <param name="source">The sending core.</param>
    /// <param name="destinations">The receiving cores, each once.</param>
    /// <param name="spikes">Spikes, not negative.</param>
    public void Add(int source, ReadOnlySpan<int> destinations, long spikes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(spikes);
        if (spikes == 0 || destinations.IsEmpty)
        {
            return;
        }

        if (!_unicast)
        {
            AddTree(source, destinations, spikes);
            return;
        }

        foreach (int destination in destinations)
        {
            AddTree(source, [destination], spikes);
        }
    }

    /// <summary>The traffic of a program's spikes.</summary>
    /// <param name="program">The program.</param>
    /// <param name="spikesOfRoute">Spikes per route of the program.</param>
    public static MeshTraffic Of(ChipProgram program, ReadOnlySpan<long> spikesOfRoute)
    {
        ArgumentNullException.ThrowIfNull(program);
        var traffic = new MeshTraffic(
            [.. program.Cores.Select(core => core.Tile)], program.Mesh, program.Chip.Mesh.Order.Value, program.Chip.Mesh.Delivery.Value);
        for (int route = 0; route < spikesOfRoute.Length; route++)
        {
            traffic.Add(program.Routes[route].Source, program.Routes[route].Destinations, spikesOfRoute[route]);
        }

        return traffic;
    }

    /// <summary>Per node the ports that a packet leaves by, as a mask, and where it goes: node × ports, −1 for a core.</summary>
    internal (ulong[] Ports, int[] Children) Flatten()
    {
        ulong[] ports = new ulong[_tileOfNode.Count];
        int[] children = new int[_tileOfNode.Count * Links];
        foreach ((int node, int port, int child) in _branches)
        {
            ports[node] |= 1UL << port;
            if (port < Links)
            {
                children[(node * Links) + port] = child;
            }
        }

        return (ports, children);
    }

    /// <summary>The tile that a link leads to.</summary>
    internal int Neighbour(int tile, int direction) => (LinkDirection)direction switch
    {
        LinkDirection.East => tile + 1,
        LinkDirection.West => tile - 1,
        LinkDirection.North => tile - Mesh.Width,
        _ => tile + Mesh.Width,
    };

    void AddTree(int source, ReadOnlySpan<int> destinations, long spikes)
    {
        int from = Mesh.Index(_tileOfCore[source]);
        int[] tiles = new int[destinations.Length];
        for (int i = 0; i < tiles.Length; i++)
        {
            tiles[i] = Mesh.Index(_tileOfCore[destinations[i]]);
        }

        _walker.Walk(from, tiles);
        _nodeOfTile[from] = Node(from);
        _bursts.Add((source, _nodeOfTile[from], spikes));
        foreach (int link in _walker.Links)
        {
            _nodeOfTile[link / Links] = Node(link / Links);
        }

        foreach (int link in _walker.Links)
        {
            int direction = link % Links;
            int before = Neighbour(link / Links, (int)Opposite((LinkDirection)direction));
            _branches.Add((_nodeOfTile[before], direction, _nodeOfTile[link / Links]));
        }

        for (int i = 0; i < tiles.Length; i++)
        {
            _branches.Add((_nodeOfTile[tiles[i]], _portOfCore[destinations[i]], -1));
        }
    }

    /// <summary>The port of a core.</summary>
    internal int PortOf(int core) => (Mesh.Index(_tileOfCore[core]) * Ports) + _portOfCore[core];

    int Node(int tile)
    {
        _tileOfNode.Add(tile);
        return _tileOfNode.Count - 1;
    }

    static LinkDirection Opposite(LinkDirection direction) => direction switch
    {
        LinkDirection.East => LinkDirection.West,
        LinkDirection.West => LinkDirection.East,
        LinkDirection.North => LinkDirection.South,
        _ => LinkDirection.North,
    };
}
