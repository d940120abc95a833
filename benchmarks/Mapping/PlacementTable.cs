using System.Diagnostics;
using System.Globalization;
using Neuromorphic.Emulator.Chips;
using Neuromorphic.Emulator.Mapping;
using Neuromorphic.Emulator.Mapping.Placement;

namespace Neuromorphic.Benchmarks.Mapping;

/// <summary>Link traversals of placements in percent of what random placement with a packet per destination takes, and the time.</summary>
static class PlacementTable
{
    public static void Print(TextWriter output)
    {
        output.WriteLine("graph                 random  rows  Hilbert  spectral  chosen   time     busiest link");
        foreach ((string name, int side, NetGraph graph) in PlacementGraphs.All())
        {
            ChipSpecification chip = Chip(side);
            var mesh = new MeshGeometry(chip, 1);
            Placer.Place(graph, chip, mesh, 1, improve: true);
            long start = Stopwatch.GetTimestamp();
            (_, PlacementCosts costs) = Placer.Place(graph, chip, mesh, 1, improve: true);
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            (_, PlacementCosts flat) = Placer.Place(graph, chip, mesh, 1, improve: true, linkLoadPenalty: 20);
            (double[] first, double[] second) = SpectralLayout.Of(graph, 1);
            var grid = PlacementGrid.OfTiles(chip, mesh);
            double spectral = RouterCost.Of(graph, grid, CellLayouts.ByCoordinates(grid, new int[graph.Cores], first, second));
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-20} {Share(costs.Random),7:F1} {Share(costs.RowMajor),5:F1} {Share(costs.Hilbert),8:F1} {Share(spectral),9:F1} {Share(costs.Chosen),7:F1} {seconds,7:F2} s  Hilbert {costs.BusiestLinkHilbert:F0}, chosen {costs.BusiestLink:F0}, with penalty {flat.BusiestLink:F0} ({Share(flat.Chosen):F1} %)"));

            double Share(double cost) => 100 * cost / costs.RandomUnicast;
        }
    }

    /// <summary>A mesh of one core per tile with multicast.</summary>
    public static ChipSpecification Chip(int side)
    {
        ChipSpecification loihi = ChipCatalogue.Load("loihi1");
        return loihi with
        {
            Cores = Count(side * side),
            Mesh = loihi.Mesh with
            {
                Width = Count(side),
                Height = Count(side),
                CoresPerTile = Count(1),
                Delivery = new Statement<Delivery>(Delivery.Multicast, Evidence.Assumed, "benchmark"),
            },
        };
    }

    static Quantity Count(int value) => Quantity.Known(value, "count", Dimension.Count, Evidence.Assumed, "benchmark");
}
