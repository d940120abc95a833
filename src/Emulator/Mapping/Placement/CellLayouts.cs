namespace Neuromorphic.Emulator.Mapping.Placement;

/// <summary>Placements without a search: baselines, and starts of the annealing. Each gives every core its cell.</summary>
static class CellLayouts
{
    /// <summary>Cores in the order of the network, chip after chip, cells row after row.</summary>
    public static int[] RowMajor(PlacementGrid grid, int[] chipOfCore) =>
        InOrder(grid, chipOfCore, [.. Enumerable.Range(0, chipOfCore.Length)], RowMajorCells(grid.ChipWidth, grid.ChipHeight));

    /// <summary>Cores in a given order along Hilbert's curve over each chip.</summary>
    public static int[] Hilbert(PlacementGrid grid, int[] chipOfCore, int[] order) =>
        InOrder(grid, chipOfCore, order, HilbertCurve.Tiles(grid.ChipWidth, grid.ChipHeight));

    /// <summary>Every core in any free place of any chip.</summary>
    public static int[] Random(PlacementGrid grid, int cores, ulong seed)
    {
        var random = new SplitMix64(seed);
        int[] places = [.. Enumerable.Range(0, grid.Cells * grid.Capacity)];
        int[] cells = new int[cores];
        for (int core = 0; core < cores; core++)
        {
            int pick = core + random.Below(places.Length - core);
            (places[core], places[pick]) = (places[pick], places[core]);
            cells[core] = places[core] / grid.Capacity;
        }

        return cells;
    }

    /// <summary>
    /// Columns by one coordinate and rows by another, in the most compact rectangle of each chip: equal shares per column
    /// and row, so that ties and outliers do no harm.
    /// </summary>
    public static int[] ByCoordinates(PlacementGrid grid, int[] chipOfCore, double[] across, double[] down)
    {
        int[] cells = new int[chipOfCore.Length];
        foreach (IGrouping<int, int> chip in Enumerable.Range(0, chipOfCore.Length).GroupBy(core => chipOfCore[core]))
        {
            int[] cores = [.. chip.OrderBy(core => across[core]).ThenBy(core => core)];
            (int width, int height) = Rectangle(grid, cores.Length);
            for (int column = 0; column < width; column++)
            {
                int start = (int)((long)cores.Length * column / width);
                int end = (int)((long)cores.Length * (column + 1) / width);
                int[] inColumn = [.. cores[start..end].OrderBy(core => down[core]).ThenBy(core => core)];
                for (int k = 0; k < inColumn.Length; k++)
                {
                    cells[inColumn[k]] = Cell(grid, chip.Key, new TilePosition(column, (int)((long)k * height / inColumn.Length)));
                }
            }
        }

        return cells;
    }

    static int[] InOrder(PlacementGrid grid, int[] chipOfCore, int[] order, IReadOnlyList<TilePosition> tiles)
    {
        int[] used = new int[grid.Cells];
        int[] cells = new int[order.Length];
        foreach (int core in order)
        {
            int index = used[chipOfCore[core]]++;
            cells[core] = Cell(grid, chipOfCore[core], tiles[index / grid.Capacity]);
        }

        return cells;
    }

    static (int Width, int Height) Rectangle(PlacementGrid grid, int cores)
    {
        int cells = (cores + grid.Capacity - 1) / grid.Capacity;
        int height = Math.Min(grid.ChipHeight, (int)Math.Ceiling(Math.Sqrt(cells)));
        int width = (cells + height - 1) / height;
        return width <= grid.ChipWidth ? (width, height) : (grid.ChipWidth, (cells + grid.ChipWidth - 1) / grid.ChipWidth);
    }

    static int Cell(PlacementGrid grid, int chip, TilePosition within)
    {
        int row = (chip / grid.ChipColumns * grid.ChipHeight) + within.Y;
        return (row * grid.Width) + (chip % grid.ChipColumns * grid.ChipWidth) + within.X;
    }

    static TilePosition[] RowMajorCells(int width, int height) =>
        [.. Enumerable.Range(0, width * height).Select(index => new TilePosition(index % width, index / width))];
}
