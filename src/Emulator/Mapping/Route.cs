using Neuromorphic.Emulator.Chips;

namespace Neuromorphic.Emulator.Mapping;

/// <summary>
/// The way of the spikes of one core to a set of cores: links in dimension order, each with the number of times that one
/// spike uses it.
/// </summary>
public sealed class Route
{
    readonly int[] _destinations;
    readonly int[] _links;
    readonly int[] _uses;

    Route(int source, int[] destinations, int[] links, int[] uses)
    {
        Source = source;
        _destinations = destinations;
        _links = links;
        _uses = uses;
    }

    /// <summary>The sending core.</summary>
    public int Source { get; }

    /// <summary>The receiving cores, ascending.</summary>
    public ReadOnlySpan<int> Destinations => _destinations;

    /// <summary>
    /// The links: 4 × index of the tile that is entered + direction (<see cref="LinkDirection"/>), ascending.
    /// </summary>
    public ReadOnlySpan<int> Links => _links;

    /// <summary>How often one spike uses each link: more than once only with unicast delivery.</summary>
    public ReadOnlySpan<int> Uses => _uses;

    /// <summary>Destinations on the sender's own tile.</summary>
    public int WithinTile { get; private init; }

    /// <summary>Link traversals of one spike per direction, crossings between chips left out.</summary>
    public (int East, int West, int North, int South) Traversals { get; private init; }

    /// <summary>Crossings from a chip to the next of one spike.</summary>
    public int OffChip { get; private init; }

    /// <summary>Plans a route.</summary>
    public static Route Plan(int source, int[] destinations, ReadOnlySpan<TilePosition> tileOfCore, MeshGeometry mesh, Delivery delivery)
    {
        ArgumentNullException.ThrowIfNull(destinations);
        ArgumentNullException.ThrowIfNull(mesh);
        TilePosition from = tileOfCore[source];
        var uses = new SortedDictionary<int, int>();
        int within = 0;
        foreach (int destination in destinations)
        {
            TilePosition to = tileOfCore[destination];
            within += from == to ? 1 : 0;
            foreach (int link in Path(from, to, mesh))
            {
                uses[link] = delivery == Delivery.Multicast ? 1 : uses.GetValueOrDefault(link) + 1;
            }
        }

        int[] perDirection = new int[4];
        int offChip = 0;
        foreach ((int link, int count) in uses)
        {
            if (IsCrossing(link, mesh))
            {
                offChip += count;
            }
            else
            {
                perDirection[link % 4] += count;
            }
        }

        return new Route(source, destinations, [.. uses.Keys], [.. uses.Values])
        {
            WithinTile = within,
            Traversals = (perDirection[0], perDirection[1], perDirection[2], perDirection[3]),
            OffChip = offChip,
        };
    }

    /// <summary>Whether a link leads from a chip to the next.</summary>
    public static bool IsCrossing(int link, MeshGeometry mesh)
    {
        ArgumentNullException.ThrowIfNull(mesh);
        int x = mesh.Position(link / 4).X;
        return (LinkDirection)(link % 4) switch
        {
            LinkDirection.East => mesh.Crosses(x - 1, x),
            LinkDirection.West => mesh.Crosses(x + 1, x),
            _ => false,
        };
    }

    /// <summary>The links from a tile to another: columns first, then rows.</summary>
    static IEnumerable<int> Path(TilePosition from, TilePosition to, MeshGeometry mesh)
    {
        (int x, int y) = (from.X, from.Y);
        while (x != to.X)
        {
            LinkDirection direction = to.X > x ? LinkDirection.East : LinkDirection.West;
            x += direction == LinkDirection.East ? 1 : -1;
            yield return (4 * mesh.Index(new(x, y))) + (int)direction;
        }

        while (y != to.Y)
        {
            LinkDirection direction = to.Y > y ? LinkDirection.South : LinkDirection.North;
            y += direction == LinkDirection.South ? 1 : -1;
            yield return (4 * mesh.Index(new(x, y))) + (int)direction;
        }
    }
}
