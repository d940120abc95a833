using Neuromorphic.Emulator.Chips;
using Neuromorphic.Emulator.Faults;

namespace Neuromorphic.Emulator.Mapping;

/// <summary>
/// Dimension order as long as no link on the way is dead; else the shortest ways over living links, all from one search per
/// sender, so that the ways of a tree never meet again after they part.
/// </summary>
sealed class DetourWalker : ILinkWalker
{
    readonly MeshGeometry _mesh;
    readonly bool[] _dead;
    readonly Func<int, string>? _coresOn;
    readonly bool _multicast;
    readonly LinkWalker _plain;
    readonly int[] _arrival;
    readonly Dictionary<int, int> _uses = [];
    int[] _links = [];
    int[] _counts = [];
    int _searched = -1;

    /// <summary>Walks around dead links.</summary>
    /// <param name="mesh">The tiles.</param>
    /// <param name="chip">Order and delivery.</param>
    /// <param name="dead">Per link whether it is dead.</param>
    /// <param name="coresOn">Names the cores on a tile, for messages; null where nobody knows them.</param>
    public DetourWalker(MeshGeometry mesh, MeshSpecification chip, bool[] dead, Func<int, string>? coresOn = null)
    {
        _coresOn = coresOn;
        _mesh = mesh;
        _dead = dead;
        _multicast = chip.Delivery.Value == Delivery.Multicast;
        _plain = new LinkWalker(mesh.Width, mesh.Height, chip.Order.Value, chip.Delivery.Value);
        _arrival = new int[mesh.Tiles];
    }

    /// <inheritdoc/>
    public ReadOnlySpan<int> Links => _links;

    /// <inheritdoc/>
    public ReadOnlySpan<int> Uses => _counts;

    /// <summary>Links of the longest way of the last walk that is not dimension order; zeros if all are.</summary>
    public (int EastWest, int NorthSouth) LongestWay { get; private set; }

    /// <inheritdoc/>
    /// <exception cref="FaultException">A tile cannot be reached.</exception>
    public void Walk(int from, ReadOnlySpan<int> destinations)
    {
        LongestWay = (0, 0);
        _plain.Walk(from, destinations);
        bool blocked = false;
        foreach (int link in _plain.Links)
        {
            blocked |= _dead[link];
        }

        if (!blocked)
        {
            _links = _plain.Links.ToArray();
            _counts = _plain.Uses.ToArray();
            return;
        }

        Search(from);
        _uses.Clear();
        foreach (int destination in destinations)
        {
            WalkBack(from, destination);
        }

        _links = [.. _uses.Keys];
        _counts = [.. _uses.Values];
    }

    void WalkBack(int from, int destination)
    {
        (int eastWest, int northSouth) = (0, 0);
        for (int tile = destination; tile != from;)
        {
            int link = _arrival[tile];
            if (link < 0)
            {
                throw new FaultException(
                    $"no way of living links leads from {Name(from)} to {Name(destination)}; with fewer dead links, or another seed, there may be one.");
            }

            int used = _uses.GetValueOrDefault(link);
            _uses[link] = _multicast ? 1 : used + 1;
            bool horizontal = (LinkDirection)(link % 4) is LinkDirection.East or LinkDirection.West;
            eastWest += horizontal ? 1 : 0;
            northSouth += horizontal ? 0 : 1;
            tile = Before(link);
        }

        if (eastWest + northSouth > LongestWay.EastWest + LongestWay.NorthSouth)
        {
            LongestWay = (eastWest, northSouth);
        }
    }

    string Name(int tile)
    {
        TilePosition at = _mesh.Position(tile);
        return $"tile ({at.X}, {at.Y}){(_coresOn is null ? "" : $" ({_coresOn(tile)})")}";
    }

    /// <summary>Breadth first over living links: per tile the link by which the sender's spikes arrive, −1 for none.</summary>
    void Search(int from)
    {
        if (_searched == from)
        {
            return;
        }

        _searched = from;
        _arrival.AsSpan().Fill(-1);
        var open = new Queue<int>([from]);
        while (open.TryDequeue(out int tile))
        {
            TilePosition at = _mesh.Position(tile);
            Visit(at.X + 1 < _mesh.Width, tile + 1, LinkDirection.East);
            Visit(at.X > 0, tile - 1, LinkDirection.West);
            Visit(at.Y > 0, tile - _mesh.Width, LinkDirection.North);
            Visit(at.Y + 1 < _mesh.Height, tile + _mesh.Width, LinkDirection.South);
        }

        void Visit(bool exists, int next, LinkDirection direction)
        {
            int link = (4 * next) + (int)direction;
            if (exists && next != from && _arrival[next] < 0 && !_dead[link])
            {
                _arrival[next] = link;
                open.Enqueue(next);
            }
        }
    }

    int Before(int link) => (LinkDirection)(link % 4) switch
    {
        LinkDirection.East => (link / 4) - 1,
        LinkDirection.West => (link / 4) + 1,
        LinkDirection.North => (link / 4) + _mesh.Width,
        _ => (link / 4) - _mesh.Width,
    };
}
