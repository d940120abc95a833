namespace Neuromorphic.Tools.Results;

/// <summary>Traffic on the mesh.</summary>
/// <param name="Width">Tiles in a row.</param>
/// <param name="Height">Rows of tiles.</param>
/// <param name="Traversals">Packets per inference that pass each tile's router, row by row.</param>
public sealed record TileMap(int Width, int Height, IReadOnlyList<double> Traversals)
{
    /// <summary>Packets per inference over each link: 4 × tile that is entered + direction (east, west, north, south).</summary>
    public IReadOnlyList<double> Links { get; init; } = [];
}
