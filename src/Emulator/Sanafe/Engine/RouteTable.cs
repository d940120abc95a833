using Neuromorphic.Emulator.Sanafe.Architectures;

namespace Neuromorphic.Emulator.Sanafe.Engine;

/// <summary>
/// The routes that a network uses, each once. A link is named by the router it leads into: one per direction it is entered by, and one
/// per core of the tile that injects packets.
/// </summary>
sealed class RouteTable(SanafeArchitecture architecture)
{
    const int Directions = 4;

    readonly Dictionary<(int, int), int> _index = [];
    readonly List<Route> _routes = [];
    readonly List<double> _joules = [];
    readonly List<int> _links = [];
    readonly int _linksPerRouter = Directions + architecture.Tiles.Max(tile => tile.Cores);

    /// <summary>The routes.</summary>
    public Route[] Routes => [.. _routes];

    /// <summary>The links of all routes, one route after the other.</summary>
    public int[] Links => [.. _links];

    /// <summary>Number of links on the chip.</summary>
    public int LinkCount => checked(architecture.Width * architecture.Height * _linksPerRouter);

    /// <summary>Hops of a route.</summary>
    public int Hops(int route) => _routes[route].Hops;

    /// <summary>Energy of a route's hops, in J.</summary>
    public double Joules(int route) => _joules[route];

    /// <summary>The route between two cores of the chip.</summary>
    public int Find(int source, int target)
    {
        if (_index.TryGetValue((source, target), out int known))
        {
            return known;
        }

        Tile from = architecture.Tiles[architecture.TileOfCore[source]];
        Tile to = architecture.Tiles[architecture.TileOfCore[target]];
        int dx = to.X - from.X;
        int dy = to.Y - from.Y;
        int first = _links.Count;
        _links.Add(Link(from.X, from.Y, Directions + source - from.FirstCore));
        for (int x = from.X; x != to.X;)
        {
            x += Math.Sign(dx);
            _links.Add(Link(x, from.Y, dx > 0 ? 0 : 1));
        }

        for (int y = from.Y; y != to.Y;)
        {
            y += Math.Sign(dy);
            _links.Add(Link(to.X, y, dy > 0 ? 2 : 3));
        }

        // SANA-FE prices a hop's energy by the target's tile, its time by the source's.
        _joules.Add(to.Hops.Route(dx, dy).Joules);
        _routes.Add(new Route(first, Math.Abs(dx) + Math.Abs(dy), from.Hops.Route(dx, dy).Seconds));
        _index.Add((source, target), _routes.Count - 1);
        return _routes.Count - 1;
    }

    /// <summary>The name of a link: router, and direction of travel or injecting core.</summary>
    public string NameOf(int link)
    {
        int router = link / _linksPerRouter;
        int kind = link % _linksPerRouter;
        string what = kind < Directions ? new[] { "east", "west", "north", "south" }[kind] : $"core{kind - Directions}";
        return $"{router / architecture.Height}.{router % architecture.Height}.{what}";
    }

    int Link(int x, int y, int kind) => (x * architecture.Height + y) * _linksPerRouter + kind;
}
