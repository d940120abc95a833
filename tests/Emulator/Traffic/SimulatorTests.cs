using Neuromorphic.Emulator.Chips;
using Neuromorphic.Emulator.Mapping;
using Neuromorphic.Emulator.Tests.Support;
using Neuromorphic.Emulator.Traffic;

namespace Neuromorphic.Emulator.Tests.Traffic;

public class SimulatorTests
{
    [Fact]
    public void With_equal_times_the_event_model_is_the_cycle_model_and_every_destination_is_reached_once_per_spike()
    {
        Properties.ForSeeds(60, seed =>
        {
            (MeshTraffic traffic, long arrivals) = Random(seed);
            int depth = 1 + (seed % 5);
            TrafficResult cycles = CycleSimulator.Run(traffic, depth);
            Assert.Equal(arrivals, cycles.Delivered);
            Assert.Equal(cycles, EventSimulator.Run(traffic, depth, _ => 1, 1));
            Assert.Equal(cycles, CycleSimulator.Run(traffic, depth));
        });
    }

    [Fact]
    public void No_simulation_is_faster_than_its_bottleneck_and_doubled_times_double_the_result()
    {
        Properties.ForSeeds(60, seed =>
        {
            (MeshTraffic traffic, _) = Random(seed);
            var bound = TrafficBound.Of(traffic);
            TrafficResult cycles = CycleSimulator.Run(traffic, 4);
            Assert.True(cycles.Drain >= Math.Max(bound.BusiestLink, Math.Max(bound.BusiestSender, bound.BusiestReceiver)));
            Assert.True(cycles.Drain >= bound.LongestWay);
            TrafficResult twice = EventSimulator.Run(traffic, 4, _ => 2, 2);
            Assert.Equal(2 * cycles.Drain, twice.Drain);
            Assert.Equal(2 * cycles.MeanLatency, twice.MeanLatency, 9);
        });
    }

    [Fact]
    public void A_lone_packet_takes_a_cycle_per_link_and_one_into_the_core()
    {
        MeshTraffic traffic = Empty(4, 4, Delivery.Multicast);
        traffic.Add(0, [15, 12, 0], 1);
        Assert.Equal(new TrafficResult(7, (7 + 4 + 1) / 3.0, 3), CycleSimulator.Run(traffic, 1));
        Assert.Equal(new TrafficBound(1, 1, 1, 7), TrafficBound.Of(traffic));

        // Three links east at 4, three south at 6, 2 into the core.
        TrafficResult seconds = EventSimulator.Run(traffic, 1, link => link % 4 < 2 ? 4 : 6, 2);
        Assert.Equal(32, seconds.Drain);
    }

    [Fact]
    public void A_full_buffer_holds_up_those_behind_it_too()
    {
        // Two senders compete for one core, 20 packets each; a third packet class waits behind the first in the same buffer.
        MeshTraffic traffic = Empty(3, 1, Delivery.Unicast);
        traffic.Add(0, [2], 20);
        traffic.Add(1, [2], 20);
        // The first arrives after a link and the step into the core, in cycle 2, then one in every cycle.
        Assert.Equal(41, CycleSimulator.Run(traffic, 4).Drain);
        Assert.Equal(new TrafficBound(40, 20, 40, 3), TrafficBound.Of(traffic));
        traffic.Add(0, [1], 20);
        TrafficResult shallow = CycleSimulator.Run(traffic, 1);
        TrafficResult deep = CycleSimulator.Run(traffic, 64);
        Assert.True(shallow.Drain > deep.Drain);
    }

    [Fact]
    public void A_tree_is_sent_once_and_copied_where_ways_part()
    {
        MeshTraffic tree = Empty(8, 1, Delivery.Multicast);
        MeshTraffic packets = Empty(8, 1, Delivery.Unicast);
        tree.Add(0, [1, 2, 3, 4, 5, 6, 7], 10);
        packets.Add(0, [1, 2, 3, 4, 5, 6, 7], 10);
        Assert.Equal((10, 70), (tree.Packets, packets.Packets));
        Assert.Equal(17, CycleSimulator.Run(tree, 4).Drain);
        Assert.True(CycleSimulator.Run(packets, 4).Drain >= 70);
    }

    static (MeshTraffic Traffic, long Arrivals) Random(int seed)
    {
        var random = new Random(seed);
        int cores = random.Next(1, 30);
        var mesh = new MeshGeometry(TestChips.Small(random.Next(1, 6), random.Next(1, 6), 30, Delivery.Unicast, 8), 1 + random.Next(2), 1 + random.Next(2));
        TilePosition[] tiles = [.. Enumerable.Range(0, cores).Select(_ => mesh.Position(random.Next(mesh.Tiles)))];
        var traffic = new MeshTraffic(tiles, mesh, (RoutingOrder)random.Next(2), (Delivery)random.Next(2));
        long arrivals = 0;
        for (int i = 0; i < random.Next(1, 60); i++)
        {
            int[] destinations = [.. Enumerable.Range(0, cores).Where(_ => random.Next(3) == 0)];
            int spikes = random.Next(0, 9);
            traffic.Add(random.Next(cores), destinations, spikes);
            arrivals += (long)spikes * destinations.Length;
        }

        return (traffic, arrivals);
    }

    static MeshTraffic Empty(int width, int height, Delivery delivery)
    {
        var mesh = new MeshGeometry(TestChips.Small(width, height, 1, delivery, 8), 1);
        return new MeshTraffic([.. Enumerable.Range(0, mesh.Tiles).Select(mesh.Position)], mesh, RoutingOrder.XY, delivery);
    }
}
