using Neuromorphic.Emulator.Mapping;

namespace Neuromorphic.Emulator.Faults;

/// <summary>The dead cores and links of a mesh.</summary>
sealed class DamagedMesh
{
    readonly int[] _living;

    /// <summary>The damage of a mesh.</summary>
    /// <param name="mesh">The tiles of all chips.</param>
    /// <param name="coresPerTile">Cores of a tile.</param>
    /// <param name="rates">How much is broken.</param>
    public DamagedMesh(MeshGeometry mesh, int coresPerTile, FaultRates rates)
    {
        _living = new int[mesh.Tiles];
        DeadLinks = new bool[4 * mesh.Tiles];
        for (int tile = 0; tile < mesh.Tiles; tile++)
        {
            for (int core = 0; core < coresPerTile; core++)
            {
                _living[tile] += rates.Hits(FaultKind.DeadCores, (((ulong)tile) * (uint)coresPerTile) + (uint)core) ? 0 : 1;
            }

            for (int direction = 0; direction < 4; direction++)
            {
                int link = (4 * tile) + direction;
                DeadLinks[link] = Exists(mesh, tile, (LinkDirection)direction) && rates.Hits(FaultKind.DeadLinks, (ulong)link);
            }
        }

        Living = _living.Sum();
        DeadCores = (mesh.Tiles * coresPerTile) - Living;
    }

    /// <summary>Cores that work.</summary>
    public int Living { get; }

    /// <summary>Cores that do not.</summary>
    public int DeadCores { get; }

    /// <summary>Per link (4 × tile that is entered + direction) whether it is dead.</summary>
    public bool[] DeadLinks { get; }

    /// <summary>
    /// Moves cores off dead places: what a tile cannot hold goes to the nearest one with room, the first of equals. Others
    /// stay.
    /// </summary>
    /// <param name="mesh">The tiles.</param>
    /// <param name="tiles">Per core its tile; there are at most <see cref="Living"/> cores.</param>
    public TilePosition[] Evade(MeshGeometry mesh, TilePosition[] tiles)
    {
        int[] used = new int[mesh.Tiles];
        var moved = new List<int>();
        var placed = (TilePosition[])tiles.Clone();
        for (int core = 0; core < tiles.Length; core++)
        {
            int tile = mesh.Index(tiles[core]);
            if (used[tile] < _living[tile])
            {
                used[tile]++;
            }
            else
            {
                moved.Add(core);
            }
        }

        foreach (int core in moved)
        {
            int nearest = Enumerable.Range(0, mesh.Tiles).Where(tile => used[tile] < _living[tile]).MinBy(tile => mesh.Position(tile).HopsTo(tiles[core]));
            used[nearest]++;
            placed[core] = mesh.Position(nearest);
        }

        return placed;
    }

    static bool Exists(MeshGeometry mesh, int tile, LinkDirection direction)
    {
        TilePosition to = mesh.Position(tile);
        return direction switch
        {
            LinkDirection.East => to.X > 0,
            LinkDirection.West => to.X < mesh.Width - 1,
            LinkDirection.South => to.Y > 0,
            _ => to.Y < mesh.Height - 1,
        };
    }
}
