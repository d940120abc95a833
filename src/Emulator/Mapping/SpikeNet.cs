using Neuromorphic.Emulator.Chips;

namespace Neuromorphic.Emulator.Mapping;

/// <summary>Spikes of one core that go to the same set of cores.</summary>
/// <param name="Source">The sending core.</param>
/// <param name="Destinations">The receiving cores.</param>
/// <param name="Weight">Expected spikes, in any unit.</param>
sealed record SpikeNet(int Source, int[] Destinations, double Weight)
{
    /// <summary>A crossing between chips counts as this many hops when cores are placed (a choice, not a measurement).</summary>
    public const int HopsPerCrossing = 10;

    /// <summary>Weighted hops: of every packet, or of the tree that they share.</summary>
    public double Cost(ReadOnlySpan<TilePosition> tileOfCore, MeshGeometry mesh, Delivery delivery) =>
        Weight * (delivery == Delivery.Unicast ? UnicastHops(tileOfCore, mesh) : TreeHops(tileOfCore, mesh));

    long UnicastHops(ReadOnlySpan<TilePosition> tileOfCore, MeshGeometry mesh)
    {
        TilePosition from = tileOfCore[Source];
        long hops = 0;
        foreach (int destination in Destinations)
        {
            TilePosition to = tileOfCore[destination];
            hops += from.HopsTo(to) + Crossings(from.X, to.X, mesh);
        }

        return hops;
    }

    /// <summary>The trunk along the source's row and one branch per column, up and down from it.</summary>
    long TreeHops(ReadOnlySpan<TilePosition> tileOfCore, MeshGeometry mesh)
    {
        TilePosition from = tileOfCore[Source];
        int west = from.X;
        int east = from.X;
        long branches = 0;
        for (int i = 0; i < Destinations.Length; i++)
        {
            TilePosition to = tileOfCore[Destinations[i]];
            west = Math.Min(west, to.X);
            east = Math.Max(east, to.X);
            if (SeenColumn(i, to.X, tileOfCore))
            {
                continue;
            }

            int north = from.Y;
            int south = from.Y;
            for (int j = i; j < Destinations.Length; j++)
            {
                TilePosition other = tileOfCore[Destinations[j]];
                if (other.X == to.X)
                {
                    north = Math.Min(north, other.Y);
                    south = Math.Max(south, other.Y);
                }
            }

            branches += south - north;
        }

        return branches + east - west + Crossings(west, east, mesh);
    }

    bool SeenColumn(int before, int column, ReadOnlySpan<TilePosition> tileOfCore)
    {
        for (int i = 0; i < before; i++)
        {
            if (tileOfCore[Destinations[i]].X == column)
            {
                return true;
            }
        }

        return false;
    }

    static int Crossings(int fromX, int toX, MeshGeometry mesh) =>
        (HopsPerCrossing - 1) * Math.Abs((fromX / mesh.ChipWidth) - (toX / mesh.ChipWidth));
}
