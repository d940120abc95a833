using Neuromorphic.Emulator.Chips;

namespace Neuromorphic.Emulator.Mapping;

/// <summary>
/// Finds the links that spikes use from a tile to others in dimension order. A way is walked from its end back to the
/// sender, and with multicast only until it meets the tree: a tree costs as many steps as it has links.
/// </summary>
/// <param name="width">Tiles from west to east.</param>
/// <param name="height">Tiles from north to south.</param>
/// <param name="order">Which dimension comes first.</param>
/// <param name="delivery">A packet per destination, or a tree.</param>
sealed class LinkWalker(int width, int height, RoutingOrder order, Delivery delivery) : ILinkWalker
{
    readonly int[] _seen = new int[checked(4 * width * height)];
    readonly int[] _place = new int[4 * width * height];
    int[] _links = new int[64];
    int[] _uses = new int[64];
    int _visit;
    int _count;

    /// <summary>The links of the last walk, in the order in which they were met: 4 × tile that is entered + direction.</summary>
    public ReadOnlySpan<int> Links => _links.AsSpan(0, _count);

    /// <summary>How often one spike uses each of them.</summary>
    public ReadOnlySpan<int> Uses => _uses.AsSpan(0, _count);

    /// <summary>Walks from a tile to others.</summary>
    /// <param name="from">Index of the sender's tile.</param>
    /// <param name="destinations">Indices of the receivers' tiles; a tile may occur more than once.</param>
    public void Walk(int from, ReadOnlySpan<int> destinations)
    {
        _visit++;
        _count = 0;
        foreach (int destination in destinations)
        {
            WalkBack(from, destination);
        }
    }

    void WalkBack(int from, int tile)
    {
        (int fromX, int fromY) = (from % width, from / width);
        (int x, int y) = (tile % width, tile / width);
        while (x != fromX || y != fromY)
        {
            bool vertical = order == RoutingOrder.XY ? y != fromY : x == fromX;
            LinkDirection direction = vertical
                ? (y > fromY ? LinkDirection.South : LinkDirection.North)
                : (x > fromX ? LinkDirection.East : LinkDirection.West);
            if (!Use((4 * ((y * width) + x)) + (int)direction))
            {
                return;
            }

            switch (direction)
            {
                case LinkDirection.South:
                    y--;
                    break;
                case LinkDirection.North:
                    y++;
                    break;
                case LinkDirection.East:
                    x--;
                    break;
                default:
                    x++;
                    break;
            }
        }
    }

    /// <summary>Notes the use of a link; false if the rest of the way is in the tree already.</summary>
    bool Use(int link)
    {
        if (_seen[link] == _visit)
        {
            if (delivery == Delivery.Multicast)
            {
                return false;
            }

            _uses[_place[link]]++;
            return true;
        }

        if (_count == _links.Length)
        {
            Array.Resize(ref _links, 2 * _count);
            Array.Resize(ref _uses, 2 * _count);
        }

        _seen[link] = _visit;
        _place[link] = _count;
        _links[_count] = link;
        _uses[_count++] = 1;
        return true;
    }
}
