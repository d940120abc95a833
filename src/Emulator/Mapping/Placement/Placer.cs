using Neuromorphic.Emulator.Chips;

namespace Neuromorphic.Emulator.Mapping.Placement;

/// <summary>
/// Places cores: over chips first, so that few spikes cross between them, then on each chip. The start is the best of
/// several layouts (the order of the network row by row and along Hilbert's curve, two spectral coordinates, the first of
/// them along the curve); annealing on the router's own cost improves it. The result costs no more than any baseline.
/// </summary>
static class Placer
{
    /// <summary>Moves at the least; more for many cores.</summary>
    const int Moves = 50_000;
    const int MovesPerCore = 50;

    /// <summary>Most destinations that may be looked at, which bounds the time: half a second.</summary>
    const double Work = 150e6;
    const double Heat = 0.02;

    /// <summary>Places cores.</summary>
    /// <param name="graph">The nets.</param>
    /// <param name="chip">The chip.</param>
    /// <param name="mesh">The tiles of all chips.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="improve">Whether to search; otherwise cores follow the order of the network along Hilbert's curve.</param>
    /// <param name="linkLoadPenalty">What a spike on the busiest link costs, in weighted hops, in the last tenth of the search.</param>
    public static (TilePosition[] Tiles, PlacementCosts Costs) Place(
        NetGraph graph, ChipSpecification chip, MeshGeometry mesh, ulong seed, bool improve, double linkLoadPenalty = 0)
    {
        var grid = PlacementGrid.OfTiles(chip, mesh);
        int[] inOrder = [.. Enumerable.Range(0, graph.Cores).Select(core => core / chip.CoresPerChip)];
        int[] order = [.. Enumerable.Range(0, graph.Cores)];
        int[] rows = CellLayouts.RowMajor(grid, inOrder);
        int[] curve = CellLayouts.Hilbert(grid, inOrder, order);
        int[] random = CellLayouts.Random(grid, graph.Cores, seed);
        bool search = improve && graph.Cores > 1;
        int[][] spectral = search ? Spectral(graph, chip, mesh, grid, seed) : [];
        int[] cells = search ? Anneal(graph, grid, Cheapest(graph, grid, [curve, rows, .. spectral]), seed, linkLoadPenalty) : curve;
        var costs = new PlacementCosts(
            RouterCost.Of(graph, grid, cells),
            RouterCost.Of(graph, grid, rows),
            RouterCost.Of(graph, grid, curve),
            search ? spectral.Min(layout => RouterCost.Of(graph, grid, layout)) : null,
            RouterCost.Of(graph, grid, random),
            RouterCost.Of(graph, grid with { Delivery = Delivery.Unicast }, random),
            new LinkLoads(graph, grid, cells).Largest(),
            new LinkLoads(graph, grid, curve).Largest());
        return ([.. cells.Select(mesh.Position)], costs);
    }

    /// <summary>Layouts by the slowest modes of the graph, on the chips that <see cref="OverChips"/> gives.</summary>
    static int[][] Spectral(NetGraph graph, ChipSpecification chip, MeshGeometry mesh, PlacementGrid grid, ulong seed)
    {
        (double[] first, double[] second) = SpectralLayout.Of(graph, seed);
        int[] chips = mesh.Chips > 1 ? OverChips(graph, PlacementGrid.OfChips(chip, mesh), first, seed) : new int[graph.Cores];
        int[] alongFirst = [.. Enumerable.Range(0, graph.Cores).OrderBy(core => first[core]).ThenBy(core => core)];
        return
        [
            CellLayouts.ByCoordinates(grid, chips, first, second),
            CellLayouts.ByCoordinates(grid, chips, second, first),
            CellLayouts.Hilbert(grid, chips, alongFirst),
        ];
    }

    /// <summary>Per core its chip: the order of the network or the slowest mode, cut into chips, then annealed on crossings.</summary>
    static int[] OverChips(NetGraph graph, PlacementGrid chips, double[] first, ulong seed)
    {
        int[] together = new int[graph.Cores];
        int[] order = [.. Enumerable.Range(0, graph.Cores)];
        int[] alongFirst = [.. order.OrderBy(core => first[core]).ThenBy(core => core)];
        int[] start = Cheapest(
            graph, chips, [CellLayouts.RowMajor(chips, together), CellLayouts.Hilbert(chips, together, order), CellLayouts.Hilbert(chips, together, alongFirst)]);
        return Anneal(graph, chips, start, seed, 0);
    }

    static int[] Cheapest(NetGraph graph, PlacementGrid grid, int[][] layouts) =>
        layouts.MinBy(cells => RouterCost.Of(graph, grid, cells))!;

    /// <summary>The better of a start and what annealing makes of it; with a penalty for busy links always the latter.</summary>
    static int[] Anneal(NetGraph graph, PlacementGrid grid, int[] start, ulong seed, double linkLoadPenalty)
    {
        double netsPerMove = 0;
        for (int core = 0; core < graph.Cores; core++)
        {
            foreach (int net in graph.NetsOf(core))
            {
                netsPerMove += 2.0 * (graph.Destinations(net).Length + 1) / graph.Cores;
            }
        }

        var annealer = new Annealer(graph, grid, start, seed, linkLoadPenalty);
        double before = annealer.Cost;
        annealer.Run((int)Math.Min(Math.Max(Moves, (long)MovesPerCore * graph.Cores), Work / Math.Max(1, netsPerMove)), Heat);
        return linkLoadPenalty > 0 || annealer.Cost < before ? annealer.Cells.ToArray() : start;
    }
}
