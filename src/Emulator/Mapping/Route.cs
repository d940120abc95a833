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

    /// <summary>Links east or west and north or south of the longest way that leaves dimension order to avoid dead links; zeros if none does.</summary>
    public (int EastWest, int NorthSouth) LongestDetour { get; private init; }

    /// <summary>Plans a route.</summary>
    /// <param name="source">The sending core.</param>
    /// <param name="destinations">The receiving cores, ascending; taken over.</param>
    /// <param name="tileOfCore">Per core its tile.</param>
    /// <param name="mesh">The tiles of all chips.</param>
    /// <param name="order">Which dimension comes first.</param>
    /// <param name="delivery">A packet per destination, or a tree.</param>
    public static Route Plan(
        int source, int[] destinations, ReadOnlySpan<TilePosition> tileOfCore, MeshGeometry mesh, RoutingOrder order, Delivery delivery)
    {
        ArgumentNullException.ThrowIfNull(mesh);
        return Plan(source, destinations, tileOfCore, mesh, new LinkWalker(mesh.Width, mesh.Height, order, delivery));
    }

    /// <summary>Plans a route with a walker that serves many.</summary>
    internal static Route Plan(int source, int[] destinations, ReadOnlySpan<TilePosition> tileOfCore, MeshGeometry mesh, ILinkWalker walker)
    {
        ArgumentNullException.ThrowIfNull(destinations);
        int from = mesh.Index(tileOfCore[source]);
        int[] tiles = new int[destinations.Length];
        for (int i = 0; i < tiles.Length; i++)
        {
            tiles[i] = mesh.Index(tileOfCore[destinations[i]]);
        }

        walker.Walk(from, tiles);
        int[] links = walker.Links.ToArray();
        int[] uses = walker.Uses.ToArray();
        Array.Sort(links, uses);
        (int, int) longest = (walker as DetourWalker)?.LongestWay ?? (0, 0);
        int[] perDirection = new int[4];
        int offChip = 0;
        for (int i = 0; i < links.Length; i++)
        {
            if (mesh.IsCrossing(links[i]))
            {
                offChip += uses[i];
            }
            else
            {
                perDirection[links[i] % 4] += uses[i];
            }
        }

        return new Route(source, destinations, links, uses)
        {
            WithinTile = tiles.AsSpan().Count(from),
            Traversals = (perDirection[0], perDirection[1], perDirection[2], perDirection[3]),
            OffChip = offChip,
            LongestDetour = longest,
        };
    }
}
