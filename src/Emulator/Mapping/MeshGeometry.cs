using Neuromorphic.Emulator.Chips;

namespace Neuromorphic.Emulator.Mapping;

/// <summary>The tiles of all chips in use: one mesh, chips side by side from west to east.</summary>
public sealed class MeshGeometry
{
    /// <summary>The mesh of a number of chips.</summary>
    public MeshGeometry(ChipSpecification chip, int chips)
    {
        ArgumentNullException.ThrowIfNull(chip);
        ArgumentOutOfRangeException.ThrowIfLessThan(chips, 1);
        ChipWidth = chip.Mesh.WidthTiles;
        Height = chip.Mesh.HeightTiles;
        Width = checked(ChipWidth * chips);
        Chips = chips;
    }

    /// <summary>Chips.</summary>
    public int Chips { get; }

    /// <summary>Tiles from west to east of one chip.</summary>
    public int ChipWidth { get; }

    /// <summary>Tiles from west to east of all chips.</summary>
    public int Width { get; }

    /// <summary>Tiles from north to south.</summary>
    public int Height { get; }

    /// <summary>Tiles of all chips.</summary>
    public int Tiles => Width * Height;

    /// <summary>Index of a tile: row after row.</summary>
    public int Index(TilePosition tile) => (tile.Y * Width) + tile.X;

    /// <summary>The tile of an index.</summary>
    public TilePosition Position(int index) => new(index % Width, index / Width);

    /// <summary>The chip of a tile.</summary>
    public int ChipOf(TilePosition tile) => tile.X / ChipWidth;

    /// <summary>Whether a step between two neighbouring columns leaves a chip.</summary>
    public bool Crosses(int fromX, int toX) => fromX / ChipWidth != toX / ChipWidth;
}
