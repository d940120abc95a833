using Neuromorphic.Emulator.Chips;

namespace Neuromorphic.Emulator.Mapping;

/// <summary>The tiles of all chips in use: one mesh of chips in rows and columns.</summary>
public sealed class MeshGeometry
{
    /// <summary>The mesh of a number of chips, side by side from west to east.</summary>
    /// <param name="chip">The chip.</param>
    /// <param name="chips">Chips, at least 1.</param>
    public MeshGeometry(ChipSpecification chip, int chips)
        : this(chip, chips, 1)
    {
    }

    /// <summary>The mesh of chips in a rectangle.</summary>
    /// <param name="chip">The chip.</param>
    /// <param name="chipColumns">Chips from west to east, at least 1.</param>
    /// <param name="chipRows">Chips from north to south, at least 1.</param>
    public MeshGeometry(ChipSpecification chip, int chipColumns, int chipRows)
    {
        ArgumentNullException.ThrowIfNull(chip);
        ArgumentOutOfRangeException.ThrowIfLessThan(chipColumns, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(chipRows, 1);
        ChipWidth = chip.Mesh.WidthTiles;
        ChipHeight = chip.Mesh.HeightTiles;
        ChipColumns = chipColumns;
        ChipRows = chipRows;
        Width = checked(ChipWidth * chipColumns);
        Height = checked(ChipHeight * chipRows);
    }

    /// <summary>Chips from west to east.</summary>
    public int ChipColumns { get; }

    /// <summary>Chips from north to south.</summary>
    public int ChipRows { get; }

    /// <summary>Chips.</summary>
    public int Chips => ChipColumns * ChipRows;

    /// <summary>Tiles from west to east of one chip.</summary>
    public int ChipWidth { get; }

    /// <summary>Tiles from north to south of one chip.</summary>
    public int ChipHeight { get; }

    /// <summary>Tiles from west to east of all chips.</summary>
    public int Width { get; }

    /// <summary>Tiles from north to south of all chips.</summary>
    public int Height { get; }

    /// <summary>Tiles of all chips.</summary>
    public int Tiles => Width * Height;

    /// <summary>Index of a tile: row after row.</summary>
    public int Index(TilePosition tile) => (tile.Y * Width) + tile.X;

    /// <summary>The tile of an index.</summary>
    public TilePosition Position(int index) => new(index % Width, index / Width);

    /// <summary>The chip of a tile: row after row of chips.</summary>
    public int ChipOf(TilePosition tile) => (tile.Y / ChipHeight * ChipColumns) + (tile.X / ChipWidth);

    /// <summary>Whether a link leads from a chip to the next.</summary>
    /// <param name="link">4 × index of the tile that is entered + direction.</param>
    public bool IsCrossing(int link)
    {
        TilePosition entered = Position(link / 4);
        return (LinkDirection)(link % 4) switch
        {
            LinkDirection.East => entered.X % ChipWidth == 0,
            LinkDirection.West => entered.X % ChipWidth == ChipWidth - 1,
            LinkDirection.South => entered.Y % ChipHeight == 0,
            _ => entered.Y % ChipHeight == ChipHeight - 1,
        };
    }
}
