using Neuromorphic.Core.Networks;
using Neuromorphic.Emulator.Activity;
using Neuromorphic.Emulator.Chips;
using Neuromorphic.Emulator.Energy;
using Neuromorphic.Emulator.Mapping;
using Neuromorphic.Emulator.Runs;
using Neuromorphic.Emulator.Tests.Runs;
using Neuromorphic.Emulator.Tests.Support;
using Neuromorphic.Emulator.Traces;
using Neuromorphic.Emulator.Traffic;

namespace Neuromorphic.Emulator.Tests.Traffic;

public class NetworkCheckTests
{
    const int Samples = 4;
    const int Timesteps = 6;

    [Fact]
    public void The_busiest_timestep_is_found_on_any_number_of_threads()
    {
        Properties.ForSeeds(20, seed =>
        {
            using SpikingNetwork network = TestNetworks.Random(seed);
            ChipProgram program = ChipMapper.Map(network, TestChips.Random(seed), 8, (ulong)seed);
            int[] samples = TestNetworks.Samples(network, Samples, seed);
            var source = new ArrayInputSource(samples, network.Input.Count);
            var expected = new BusiestTimestep(0, int.MaxValue, 0);
            for (int sample = 0; sample < Samples; sample++)
            {
                var trace = SampleTrace.Record(program, source, sample, Timesteps);
                for (int step = 0; step < trace.Timesteps; step++)
                {
                    long link = trace.Links(step).Select(entry => entry.Traversals).DefaultIfEmpty(0).Max();
                    long core = trace.Packets(step).GroupBy(entry => entry.Destination).Select(group => group.Sum(entry => entry.Packets)).DefaultIfEmpty(0).Max();
                    if (Math.Max(link, core) > expected.Load)
                    {
                        expected = new BusiestTimestep(Math.Max(link, core), sample, step);
                    }
                }
            }

            Assert.Equal(expected, ActivityTests.Run(program, samples, 1).Busiest);
            Assert.Equal(expected, ActivityTests.Run(program, samples, 3).Busiest);
        });
    }

    [Fact]
    public void The_busier_of_two_does_not_depend_on_their_order()
    {
        BusiestTimestep[] inOrder = [new(5, 2, 9), new(4, 0, 1), new(4, 0, 3), new(4, 1, 0), new(0, int.MaxValue, 0)];
        for (int i = 0; i < inOrder.Length; i++)
        {
            for (int j = i; j < inOrder.Length; j++)
            {
                Assert.Equal(inOrder[i], BusiestTimestep.Busier(inOrder[i], inOrder[j]));
                Assert.Equal(inOrder[i], BusiestTimestep.Busier(inOrder[j], inOrder[i]));
            }
        }
    }

    [Fact]
    public void The_check_simulates_the_packets_of_that_timestep()
    {
        long packets = 0;
        Properties.ForSeeds(20, seed =>
        {
            using SpikingNetwork network = TestNetworks.Random(seed);
            ChipSpecification slow = TestChips.Random(seed);

            // Hops so slow that the network's time is the timestep's, the barrier left out.
            slow = slow with { Timing = slow.Timing with { HopEastWest = Milliseconds(1), HopNorthSouth = Milliseconds(2), WithinTile = Milliseconds(3) } };
            ChipProgram program = ChipMapper.Map(network, slow, 8, (ulong)seed);
            int[] samples = TestNetworks.Samples(network, Samples, seed);
            var source = new ArrayInputSource(samples, network.Input.Count);
            ChipRunResult run = ActivityTests.Run(program, samples, 1);
            NetworkCheck check = NetworkCheck.Of(run, source)!;
            var trace = SampleTrace.Record(program, source, run.Busiest!.Value.Sample, Timesteps);
            int step = run.Busiest.Value.Timestep;
            Assert.Equal((run.Busiest.Value.Sample, step), (check.Sample, check.Timestep));
            if (slow.Mesh.Delivery.Value == Delivery.Unicast)
            {
                Assert.Equal(trace.Counts(step).Packets, check.Packets);
            }

            Assert.All(check.Cycles, simulation => Assert.Equal(trace.Counts(step).Packets, simulation.Result.Delivered));
            Assert.True(check.Bound.Cycles > run.Busiest.Value.Load);
            double barrier = TimeModel.Create(program, out _)!.BarrierSeconds;
            Assert.Equal(trace.Seconds(step)!.Value - barrier, check.ModelSeconds!.Value, 1e-12);

            // A simulation never beats its busiest resource.
            Assert.True(check.EventSeconds >= run.Busiest.Value.Load * 1e-3);
            packets += check.Packets;
        });
        Assert.True(packets > 500);
    }

    [Fact]
    public void Without_times_cycles_are_simulated_and_without_packets_nothing()
    {
        using SpikingNetwork network = TestNetworks.Plain(3, 40, 5);
        int[] samples = TestNetworks.Samples(network, 2, 1);
        ChipProgram program = ChipMapper.Map(network, ChipCatalogue.Load("ideal"), 8);
        NetworkCheck check = NetworkCheck.Of(ActivityTests.Run(program, samples, 1), new ArrayInputSource(samples, 3))!;
        Assert.True(check.Cycles[0].Result.Drain > 0);
        Assert.Null(check.ModelSeconds);
        Assert.Null(check.EventSeconds);
        Assert.Null(NetworkCheck.Of(ChipRun.Run(program, new ArrayInputSource([], 3), 0, 4), new ArrayInputSource([], 3)));
    }

    static Quantity Milliseconds(double value) => Quantity.Known(value, "ms", Dimension.Time, Evidence.Assumed, "test");
}
