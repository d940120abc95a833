using Neuromorphic.Emulator.Mapping;

namespace Neuromorphic.Emulator.Faults;

/// <summary>The dead cores and links of a mesh.</summary>
sealed class DamagedMesh
{
    readonly MeshGeometry _mesh;
    readonly int _coresPerTile;
    readonly int[] _living;
    readonly FaultList? _listed;

    /// <summary>The damage of a mesh.</summary>
    /// <param name="mesh">The tiles of all chips.</param>
    /// <param name="coresPerTile">Cores of a tile.</param>
    /// <param name="rates">How much is broken.</param>
    public DamagedMesh(MeshGeometry mesh, int coresPerTile, FaultRates rates)
    {
        _mesh = mesh;
        _coresPerTile = coresPerTile;
        _listed = rates.Listed;
        _living = new int[mesh.Tiles];
        DeadLinks = new bool[4 * mesh.Tiles];
        HashSet<(int Tile, int Core)> listed = [.. ListedCores()];
        for (int tile = 0; tile < mesh.Tiles; tile++)
        {
            for (int core = 0; core < coresPerTile; core++)
            {
                bool dead = listed.Contains((tile, core)) || rates.Hits(FaultKind.DeadCores, (((ulong)tile) * (uint)coresPerTile) + (uint)core);
                _living[tile] += dead ? 0 : 1;
            }

            for (int direction = 0; direction < 4; direction++)
            {
                int link = (4 * tile) + direction;
                DeadLinks[link] = Exists(mesh, tile, (LinkDirection)direction) && rates.Hits(FaultKind.DeadLinks, (ulong)link);
            }
        }

        foreach (DeadLink link in rates.Listed?.Links ?? [])
        {
            TilePosition entered = Entered(link);
            if (OnMesh(link.From) && OnMesh(entered))
            {
                DeadLinks[(4 * mesh.Index(entered)) + (int)link.To] = true;
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

    /// <summary>Checks that all that is listed is there; asked once it is known how many chips are in use.</summary>
    /// <exception cref="FaultException">A core or link is not on the mesh.</exception>
    public void RequireListedOnMesh()
    {
        foreach (DeadCore core in _listed?.Cores ?? [])
        {
            RequireTile(core.Tile, "deadCores", core.Line);
            if (core.Core >= _coresPerTile)
            {
                throw Wrong("deadCores", core.Line, $"a tile has {_coresPerTile} cores, counted from 0, and no core {core.Core}");
            }
        }

        foreach (DeadLink link in _listed?.Links ?? [])
        {
            RequireTile(link.From, "deadLinks", link.Line);
            if (!OnMesh(Entered(link)))
            {
                throw Wrong("deadLinks", link.Line, $"no link leads {link.To.ToString().ToLowerInvariant()} from tile ({link.From.X}, {link.From.Y}), which lies at the edge");
            }
        }
    }

    IEnumerable<(int Tile, int Core)> ListedCores() => (_listed?.Cores ?? [])
        .Where(core => OnMesh(core.Tile))
        .SelectMany(core => core.Core is int one ? [one] : Enumerable.Range(0, _coresPerTile), (core, one) => (_mesh.Index(core.Tile), one));

    void RequireTile(TilePosition tile, string field, int line)
    {
        if (!OnMesh(tile))
        {
            throw Wrong(
                field, line, $"there is no tile ({tile.X}, {tile.Y}): the network uses {_mesh.Chips} chip{(_mesh.Chips == 1 ? "" : "s")} of together {_mesh.Width} × {_mesh.Height} tiles, counted from 0");
        }
    }

    FaultException Wrong(string field, int line, string problem) => new($"{_listed!.File}{(line > 0 ? $", line {line}" : "")}: {field}: {problem}.");

    bool OnMesh(TilePosition tile) => tile.X < _mesh.Width && tile.Y < _mesh.Height && tile.X >= 0 && tile.Y >= 0;

    static TilePosition Entered(DeadLink link) => link.To switch
    {
        LinkDirection.East => new(link.From.X + 1, link.From.Y),
        LinkDirection.West => new(link.From.X - 1, link.From.Y),
        LinkDirection.South => new(link.From.X, link.From.Y + 1),
        _ => new(link.From.X, link.From.Y - 1),
    };

    /// <summary>
    /// Moves cores off dead places: what a tile cannot hold goes to the nearest one with room, the first of equals. Others
    /// stay.
    /// </summary>
    /// <param name="tiles">Per core its tile; there are at most <see cref="Living"/> cores.</param>
    public TilePosition[] Evade(TilePosition[] tiles)
    {
        int[] used = new int[_mesh.Tiles];
        var moved = new List<int>();
        var placed = (TilePosition[])tiles.Clone();
        for (int core = 0; core < tiles.Length; core++)
        {
            int tile = _mesh.Index(tiles[core]);
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
            int nearest = Enumerable.Range(0, _mesh.Tiles).Where(tile => used[tile] < _living[tile]).MinBy(tile => _mesh.Position(tile).HopsTo(tiles[core]));
            used[nearest]++;
            placed[core] = _mesh.Position(nearest);
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
