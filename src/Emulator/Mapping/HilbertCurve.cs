namespace Neuromorphic.Emulator.Mapping;

/// <summary>Walks a rectangle along Hilbert's curve, so that tiles close in the order are close in the mesh.</summary>
static class HilbertCurve
{
    /// <summary>All tiles of a rectangle: the curve of the smallest enclosing square, tiles outside left out.</summary>
    public static IReadOnlyList<TilePosition> Tiles(int width, int height)
    {
        int side = 1;
        while (side < Math.Max(width, height))
        {
            side *= 2;
        }

        var tiles = new List<TilePosition>(width * height);
        for (long index = 0; index < (long)side * side; index++)
        {
            TilePosition tile = At(side, index);
            if (tile.X < width && tile.Y < height)
            {
                tiles.Add(tile);
            }
        }

        return tiles;
    }

    static TilePosition At(int side, long index)
    {
        int x = 0;
        int y = 0;
        for (int size = 1; size < side; size *= 2)
        {
            int right = (int)(index / 2) & 1;
            int down = (int)(index ^ right) & 1;
            if (down == 0)
            {
                if (right == 1)
                {
                    x = size - 1 - x;
                    y = size - 1 - y;
                }

                (x, y) = (y, x);
            }

            x += size * right;
            y += size * down;
            index /= 4;
        }

        return new TilePosition(x, y);
    }
}
