namespace Neuromorphic.Emulator.Mapping;

/// <summary>A tile in the mesh of all chips.</summary>
/// <param name="X">Column from the west, over all chips.</param>
/// <param name="Y">Row from the north.</param>
public readonly record struct TilePosition(int X, int Y)
{
    /// <summary>Hops between two tiles.</summary>
    public int HopsTo(TilePosition other) => Math.Abs(X - other.X) + Math.Abs(Y - other.Y);
}
