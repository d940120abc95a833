using Neuromorphic.Emulator.Chips;
using Neuromorphic.Emulator.Mapping;
using Neuromorphic.Emulator.Mapping.Placement;
using Neuromorphic.Emulator.Tests.Support;

namespace Neuromorphic.Emulator.Tests.Mapping;

public class PlacementTests
{
    [Fact]
    public void The_cost_of_a_net_is_the_number_of_links_that_its_way_uses()
    {
        Properties.ForSeeds(200, seed =>
        {
            (NetGraph graph, PlacementGrid grid) = Random(seed, chips: true);
            int[] cells = CellLayouts.Random(grid, graph.Cores, (ulong)seed);
            var walker = new LinkWalker(grid.Width, grid.Height, grid.Order, grid.Delivery);
            var mesh = Mesh(grid);
            double expected = 0;
            for (int net = 0; net < graph.Nets; net++)
            {
                walker.Walk(cells[graph.Source[net]], graph.Destinations(net).ToArray().Select(core => cells[core]).ToArray());
                for (int i = 0; i < walker.Links.Length; i++)
                {
                    expected += graph.Weight[net] * walker.Uses[i] * (mesh.IsCrossing(walker.Links[i]) ? 10 : 1);
                }
            }

            Assert.Equal(expected, RouterCost.Of(graph, grid, cells), 6);
        });
    }

    [Fact]
    public void The_cost_kept_move_by_move_is_the_cost_computed_anew_and_no_cell_overflows()
    {
        Properties.ForSeeds(100, seed =>
        {
            (NetGraph graph, PlacementGrid grid) = Random(seed, chips: true);
            int[] cells = CellLayouts.Random(grid, graph.Cores, (ulong)seed);
            var annealer = new Annealer(graph, grid, cells, (ulong)seed, seed % 2);
            annealer.Run(500, seed % 3);
            Assert.Equal(RouterCost.Of(graph, grid, annealer.Cells), annealer.Cost, 6);
            Assert.All(annealer.Cells.ToArray().GroupBy(cell => cell), cell => Assert.True(cell.Count() <= grid.Capacity));
            Assert.Equal(cells.Select(grid.ChipOf), annealer.Cells.ToArray().Select(grid.ChipOf));
        });
    }

    [Fact]
    public void Loads_follow_moves()
    {
        Properties.ForSeeds(100, seed =>
        {
            (NetGraph graph, PlacementGrid grid) = Random(seed, chips: true);
            int[] before = CellLayouts.Random(grid, graph.Cores, (ulong)seed);
            int[] after = CellLayouts.Random(grid, graph.Cores, (ulong)seed + 1);
            var loads = new LinkLoads(graph, grid, before);
            for (int net = 0; net < graph.Nets; net++)
            {
                loads.Add(net, before, -1);
                loads.Add(net, after, 1);
            }

            Assert.Equal(new LinkLoads(graph, grid, after).Largest(), loads.Largest(), 6);
        });
    }

    [Fact]
    public void Every_core_has_a_place_and_no_baseline_is_better()
    {
        Properties.ForSeeds(40, seed =>
        {
            (NetGraph graph, PlacementGrid grid) = Random(seed, chips: false);
            ChipSpecification chip = Chip(grid);
            int chips = (graph.Cores + chip.CoresPerChip - 1) / chip.CoresPerChip;
            int rows = 1 + (seed % 2);
            var mesh = new MeshGeometry(chip, (chips + rows - 1) / rows, rows);
            (TilePosition[] tiles, PlacementCosts costs) = Placer.Place(graph, chip, mesh, (ulong)seed, improve: true);
            Assert.All(tiles, tile => Assert.True(tile.X >= 0 && tile.X < mesh.Width && tile.Y >= 0 && tile.Y < mesh.Height));
            Assert.All(tiles.GroupBy(tile => tile), tile => Assert.True(tile.Count() <= chip.Mesh.CoresOnTile));
            Assert.True(costs.Chosen <= Math.Min(costs.RowMajor, Math.Min(costs.Hilbert, costs.Spectral ?? costs.Chosen)));
            Assert.Equal(RouterCost.Of(graph, PlacementGrid.OfTiles(chip, mesh), [.. tiles.Select(mesh.Index)]), costs.Chosen);
            Assert.Equal(tiles, Placer.Place(graph, chip, mesh, (ulong)seed, improve: true).Tiles);
        });
    }

    [Fact]
    public void The_way_back_through_a_scrambled_grid_is_found()
    {
        // Cores in a grid of 8 × 8, each talking with its right and its lower neighbour, under scrambled names: laid out as
        // that grid every net takes two links (one at an edge), 112 in all.
        int[] names = [.. Enumerable.Range(0, 64)];
        new Random(5).Shuffle(names);
        var nets = new List<SpikeNet>();
        for (int core = 0; core < 63; core++)
        {
            int[] right = core % 8 < 7 ? [names[core + 1]] : [];
            int[] below = core < 56 ? [names[core + 8]] : [];
            nets.Add(new SpikeNet(names[core], [.. right, .. below], 1));
        }

        ChipSpecification chip = TestChips.Small(8, 8, 1, Delivery.Multicast, 8);
        (_, PlacementCosts costs) = Placer.Place(new NetGraph(64, nets), chip, new MeshGeometry(chip, 1), 1, improve: true);
        Assert.Equal(112, costs.Chosen);
        Assert.True(costs.Spectral < costs.Hilbert);
        Assert.True(costs.Random > 400);
    }

    [Fact]
    public void Groups_that_talk_among_themselves_come_to_lie_on_one_chip()
    {
        // Four groups of 16 under scrambled names, a ring inside each: no spike has to cross.
        int[] names = [.. Enumerable.Range(0, 64)];
        new Random(6).Shuffle(names);
        SpikeNet[] nets =
        [
            .. Enumerable.Range(0, 64).Select(core => new SpikeNet(names[core], [names[(core & ~15) | ((core + 1) & 15)], names[(core & ~15) | ((core + 5) & 15)]], 1)),
        ];
        ChipSpecification chip = TestChips.Small(4, 4, 1, Delivery.Multicast, 8);
        var mesh = new MeshGeometry(chip, 2, 2);
        (TilePosition[] tiles, _) = Placer.Place(new NetGraph(64, nets), chip, mesh, 1, improve: true);
        Assert.All(nets, net => Assert.Equal(mesh.ChipOf(tiles[net.Source]), mesh.ChipOf(tiles[net.Destinations[0]])));
    }

    [Fact]
    public void A_penalty_on_the_busiest_link_spreads_traffic()
    {
        var random = new Random(8);
        SpikeNet[] nets = [.. Enumerable.Range(0, 64).Select(core => new SpikeNet(core, [(core + 1) % 64, (core + 2) % 64, random.Next(64)], 1))];
        var graph = new NetGraph(64, nets);
        ChipSpecification chip = TestChips.Small(8, 8, 1, Delivery.Multicast, 8);
        var mesh = new MeshGeometry(chip, 1);
        PlacementCosts plain = Placer.Place(graph, chip, mesh, 1, improve: true).Costs;
        PlacementCosts spread = Placer.Place(graph, chip, mesh, 1, improve: true, linkLoadPenalty: 20).Costs;
        Assert.True(spread.BusiestLink < plain.BusiestLink);
    }

    static (NetGraph Graph, PlacementGrid Grid) Random(int seed, bool chips)
    {
        var random = new Random(seed);
        int columns = chips ? random.Next(1, 4) : 1;
        int rows = chips ? random.Next(1, 3) : 1;
        int width = random.Next(1, 6);
        int height = random.Next(1, 6);
        var grid = new PlacementGrid(
            width * columns, height * rows, random.Next(1, 4), width, height,
            random.Next(2) == 0 ? RoutingOrder.XY : RoutingOrder.YX, random.Next(2) == 0 ? Delivery.Unicast : Delivery.Multicast);
        int cores = random.Next(1, chips ? (grid.Cells * grid.Capacity) + 1 : 40);
        var nets = new List<SpikeNet>();
        for (int i = 0; i < random.Next(0, 40); i++)
        {
            int[] destinations = [.. Enumerable.Range(0, cores).Where(_ => random.Next(4) == 0)];
            nets.Add(new SpikeNet(random.Next(cores), destinations, random.Next(0, 5)));
        }

        return (new NetGraph(cores, nets), grid);
    }

    static ChipSpecification Chip(PlacementGrid grid)
    {
        ChipSpecification chip = TestChips.Small(grid.ChipWidth, grid.ChipHeight, grid.Capacity, grid.Delivery, 8);
        return chip with { Mesh = chip.Mesh with { Order = new Statement<RoutingOrder>(grid.Order, Evidence.Assumed, "test") } };
    }

    static MeshGeometry Mesh(PlacementGrid grid) => new(Chip(grid), grid.Width / grid.ChipWidth, grid.Height / grid.ChipHeight);
}
