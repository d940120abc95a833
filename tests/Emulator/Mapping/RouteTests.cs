using Neuromorphic.Emulator.Chips;
using Neuromorphic.Emulator.Mapping;
using Neuromorphic.Emulator.Tests.Support;

namespace Neuromorphic.Emulator.Tests.Mapping;

public class RouteTests
{
    [Fact]
    public void A_way_is_as_long_as_the_Manhattan_distance()
    {
        Properties.ForSeeds(200, seed =>
        {
            var random = new Random(seed);
            ChipSpecification chip = TestChips.Small(random.Next(1, 6), random.Next(1, 6), 1, Delivery.Unicast, 8);
            var mesh = new MeshGeometry(chip, random.Next(1, 4), random.Next(1, 4));
            TilePosition[] tiles = [.. Enumerable.Range(0, 2).Select(_ => mesh.Position(random.Next(mesh.Tiles)))];
            foreach (RoutingOrder order in Enum.GetValues<RoutingOrder>())
            {
                foreach (Delivery delivery in Enum.GetValues<Delivery>())
                {
                    var route = Route.Plan(0, [1], tiles, mesh, order, delivery);
                    var back = Route.Plan(1, [0], tiles, mesh, order, delivery);
                    (int east, int west, int north, int south) = route.Traversals;
                    Assert.Equal(tiles[0].HopsTo(tiles[1]), east + west + north + south + route.OffChip);
                    int chips = Math.Abs((tiles[0].X / mesh.ChipWidth) - (tiles[1].X / mesh.ChipWidth))
                        + Math.Abs((tiles[0].Y / mesh.ChipHeight) - (tiles[1].Y / mesh.ChipHeight));
                    Assert.Equal(chips, route.OffChip);
                    Assert.Equal(tiles[0] == tiles[1] ? 1 : 0, route.WithinTile);
                    Assert.True(east == 0 || west == 0);
                    Assert.True(north == 0 || south == 0);
                    Assert.Equal((west, east, south, north, route.OffChip), (back.Traversals.East, back.Traversals.West, back.Traversals.North, back.Traversals.South, back.OffChip));
                }
            }
        });
    }

    [Fact]
    public void A_tree_reaches_each_destination_once_over_links_in_dimension_order()
    {
        Properties.ForSeeds(200, seed =>
        {
            var random = new Random(seed);
            ChipSpecification chip = TestChips.Small(random.Next(1, 7), random.Next(1, 7), 1, Delivery.Multicast, 8);
            var mesh = new MeshGeometry(chip, random.Next(1, 3), random.Next(1, 3));
            TilePosition[] tiles = [.. Enumerable.Range(0, random.Next(2, 12)).Select(_ => mesh.Position(random.Next(mesh.Tiles)))];
            int[] destinations = [.. Enumerable.Range(1, tiles.Length - 1)];
            RoutingOrder order = (RoutingOrder)random.Next(2);
            var tree = Route.Plan(0, destinations, tiles, mesh, order, Delivery.Multicast);
            Assert.All(tree.Uses.ToArray(), uses => Assert.Equal(1, uses));

            // Each tile is entered over one link at most, and only the sender's over none: so each is reached once.
            int[] links = tree.Links.ToArray();
            Assert.Equal(links.Length, links.Select(link => link / 4).Distinct().Count());
            Assert.DoesNotContain(mesh.Index(tiles[0]), links.Select(link => link / 4));
            var reached = links.Select(link => link / 4).Append(mesh.Index(tiles[0])).ToHashSet();
            Assert.Superset(tiles.Select(mesh.Index).ToHashSet(), reached);

            // The links are those of the ways to each destination, no more.
            HashSet<int> expected = [.. destinations.SelectMany(d => Route.Plan(0, [d], tiles, mesh, order, Delivery.Unicast).Links.ToArray())];
            Assert.Equal(expected.Order(), links);
            Assert.All(links, link => Assert.True(
                link % 4 >= 2 == (order == RoutingOrder.XY) || (order == RoutingOrder.XY ? mesh.Position(link / 4).Y == tiles[0].Y : mesh.Position(link / 4).X == tiles[0].X)));
        });
    }

    [Fact]
    public void A_tree_uses_each_link_once_and_columns_come_before_rows()
    {
        // From the corner to both ends of the last column: the row is shared, then one branch goes down.
        var mesh = new MeshGeometry(TestChips.Small(3, 3, 1, Delivery.Multicast, 8), 1);
        TilePosition[] tiles = [new(0, 0), new(2, 1), new(2, 2), new(1, 1)];
        var tree = Route.Plan(0, [1, 2, 3], tiles, mesh, RoutingOrder.XY, Delivery.Multicast);
        Assert.Equal((2, 0, 0, 3), tree.Traversals);
        Assert.All(tree.Uses.ToArray(), uses => Assert.Equal(1, uses));
        var packets = Route.Plan(0, [1, 2, 3], tiles, mesh, RoutingOrder.XY, Delivery.Unicast);
        Assert.Equal((5, 0, 0, 4), packets.Traversals);
    }

    [Fact]
    public void The_cost_of_the_placement_is_the_hops_of_the_routes()
    {
        Properties.ForSeeds(30, seed =>
        {
            using var network = TestNetworks.Random(seed);
            ChipSpecification chip = TestChips.Random(seed);
            ChipProgram program = ChipMapper.Map(network, chip, 8, (ulong)seed);
            double hops = 0;
            foreach (var population in network.Populations.Where(p => p.Spikes))
            {
                for (int neuron = 0; neuron < population.Count; neuron++)
                {
                    if (program.RouteOf(population, neuron) is Route route)
                    {
                        (int east, int west, int north, int south) = route.Traversals;
                        hops += east + west + north + south + (10.0 * route.OffChip);
                    }
                }
            }

            Assert.Equal(hops, program.PlacementCosts.Chosen, 6);
        });
    }

    [Fact]
    public void Swaps_shorten_the_ways()
    {
        // A pyramid of many cores in the order of the network is far from good.
        using var network = TestNetworks.Plain(3, 400, 200);
        ChipProgram program = ChipMapper.Map(network, TestChips.Small(8, 8, 1, Delivery.Multicast, 10), 8, 3);
        Assert.True(program.PlacementCosts.Chosen < program.PlacementCosts.Hilbert);
        ChipProgram untouched = ChipMapper.Map(
            network, TestChips.Small(8, 8, 1, Delivery.Multicast, 10), 8, 3, new MappingOptions { ImprovePlacement = false });
        Assert.Equal(program.PlacementCosts.Hilbert, untouched.PlacementCosts.Chosen);
    }

    [Fact]
    public void The_same_seed_gives_the_same_placement()
    {
        using var network = TestNetworks.Plain(3, 400, 200);
        ChipSpecification chip = TestChips.Small(8, 8, 1, Delivery.Unicast, 10);
        Assert.Equal(
            ChipMapper.Map(network, chip, 8, 9).Cores.Select(core => core.Tile),
            ChipMapper.Map(network, chip, 8, 9).Cores.Select(core => core.Tile));
    }
}
