using System.Globalization;
using Neuromorphic.Emulator.Chips;
using Neuromorphic.Emulator.Sanafe.Architectures;

namespace Neuromorphic.Emulator.Sanafe;

/// <summary>
/// A chip as SANA-FE describes it: a mesh of tiles with cores, each core a pipeline of units, each unit with the energy and time of its
/// actions. Read from SANA-FE's YAML or from the flattened JSON (<c>neuro-arch/1</c>).
/// </summary>
public sealed class SanafeArchitecture
{
    internal SanafeArchitecture(string name, Tile[] tiles, CoreKind[] coreKinds, int[] tileOfCore, (int Tiles, double Seconds)[] barrier)
    {
        Name = name;
        Tiles = tiles;
        CoreKinds = coreKinds;
        TileOfCore = tileOfCore;
        Barrier = barrier;
    }

    /// <summary>Name.</summary>
    public string Name { get; }

    /// <summary>Columns of tiles.</summary>
    public int Width { get; internal init; }

    /// <summary>Rows of tiles.</summary>
    public int Height { get; internal init; }

    /// <summary>Packets that a link holds before its senders wait.</summary>
    public int LinkBufferSize { get; internal init; }

    /// <summary>Number of tiles.</summary>
    public int TileCount => Tiles.Length;

    /// <summary>Number of cores.</summary>
    public int CoreCount => CoreKinds.Length;

    /// <summary>What was read but has no effect, one sentence each.</summary>
    public IReadOnlyList<string> Remarks { get; internal init; } = [];

    internal Tile[] Tiles { get; }

    /// <summary>The kind of each core of the chip, tile after tile.</summary>
    internal CoreKind[] CoreKinds { get; }

    /// <summary>The tile of each core.</summary>
    internal int[] TileOfCore { get; }

    /// <summary>Barrier times by the least number of used tiles they hold for, ascending; empty for none.</summary>
    internal (int Tiles, double Seconds)[] Barrier { get; }

    /// <summary>Reads an architecture.</summary>
    /// <param name="path">A file of SANA-FE's YAML, or <c>neuro-arch/1</c> if its name ends in .json.</param>
    /// <exception cref="ChipException">The file cannot be used; the message names line and field.</exception>
    public static SanafeArchitecture Load(string path)
    {
        string text = SanafeFile.ReadText(path, SanafeFile.MaxArchitectureBytes);
        return SanafeFile.IsJson(path) ? ArchitectureJson.Read(path, text) : ArchitectureYaml.Read(path, text);
    }

    /// <summary>The name of a core in networks: tile and core of the tile, such as 5.2.</summary>
    /// <param name="core">Index on the chip, from 0.</param>
    public string CoreName(int core)
    {
        int tile = TileOfCore[core];
        return string.Create(CultureInfo.InvariantCulture, $"{tile}.{core - Tiles[tile].FirstCore}");
    }

    /// <summary>Time of the barrier: the entry of the largest number of tiles that is not above those used, in s.</summary>
    internal double BarrierSeconds(int usedTiles)
    {
        double seconds = Barrier.Length > 0 ? Barrier[0].Seconds : 0;
        foreach ((int tiles, double value) in Barrier)
        {
            if (tiles <= usedTiles)
            {
                seconds = value;
            }
        }

        return seconds;
    }
}
