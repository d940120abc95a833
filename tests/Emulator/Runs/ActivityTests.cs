using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Networks;
using Neuromorphic.Emulator.Activity;
using Neuromorphic.Emulator.Mapping;
using Neuromorphic.Emulator.Runs;
using Neuromorphic.Emulator.Tests.Support;

namespace Neuromorphic.Emulator.Tests.Runs;

public class ActivityTests
{
    const int Timesteps = 6;
    const int Samples = 3;

    [Fact]
    public void Every_count_equals_a_count_spike_by_spike()
    {
        long events = 0;
        long hops = 0;
        long crossings = 0;
        Properties.ForSeeds(60, seed =>
        {
            using SpikingNetwork network = TestNetworks.Random(seed);
            ChipProgram program = ChipMapper.Map(network, TestChips.Random(seed), 8, (ulong)seed);
            int[] samples = TestNetworks.Samples(network, Samples, seed);
            ChipRunResult result = Run(program, samples, 2);
            var naive = new NaiveMeter(program, Timesteps);
            using var simulator = new NetworkSimulator(network, Timesteps, KernelSet.Best);
            foreach (int[] sample in samples.Chunk(network.Input.Count))
            {
                simulator.Run(sample);
                naive.Meter(simulator, sample);
            }

            AssertSame(naive.Activity, result.Activity);
            events += result.Activity.Total.SynapticEvents;
            hops += result.Activity.Total.LinkTraversals;
            crossings += result.Activity.Total.OffChipCrossings;
        });

        // The networks must spike and travel, or the comparison says nothing.
        Assert.True(events > 10_000 && hops > 10_000 && crossings > 1_000, $"{events} events, {hops} hops, {crossings} crossings");
    }

    [Fact]
    public void Spikes_times_fan_out_are_the_synaptic_events()
    {
        Properties.ForSeeds(40, seed =>
        {
            using SpikingNetwork network = TestNetworks.Random(seed);
            ChipProgram program = ChipMapper.Map(network, TestChips.Random(seed), 8);
            int[] samples = TestNetworks.Samples(network, 1, seed);
            long expected = 0;
            ChipRunResult result = Run(program, samples, 1, observe: (_, simulator) =>
            {
                foreach (Population population in network.Populations)
                {
                    foreach (Projection projection in population.Projections.Where(p => p.Source.Spikes))
                    {
                        int[] counts = new int[projection.Source.Count];
                        simulator.CountSpikes(projection.Source, counts);
                        for (int j = 0; j < counts.Length; j++)
                        {
                            expected += (long)counts[j] * projection.Synapses.FanOut[j];
                        }
                    }
                }
            });
            Assert.Equal(expected, result.Activity.Total.SynapticEvents);
        });
    }

    [Fact]
    public void Counts_add_up_over_cores_populations_and_timesteps()
    {
        Properties.ForSeeds(20, seed =>
        {
            using SpikingNetwork network = TestNetworks.Random(seed);
            ChipProgram program = ChipMapper.Map(network, TestChips.Random(seed), 8);
            ChipActivity activity = Run(program, TestNetworks.Samples(network, Samples, seed), 1).Activity;
            foreach (ActivityKind kind in Enum.GetValues<ActivityKind>())
            {
                long total = activity.Total[kind];
                Assert.Equal(total, Enumerable.Range(0, activity.Cores).Sum(core => activity.OfCore(core)[kind]));
                Assert.Equal(total, Enumerable.Range(0, activity.Timesteps).Sum(step => activity.OfTimestep(step)[kind]));
                Assert.Equal(total, program.Populations.Sum(use => activity.OfCores(use.FirstCore, use.Cores)[kind]));
            }

            if (network.Populations.All(p => p is not ConversionPopulation))
            {
                Assert.Equal(network.UnitCount * Timesteps * Samples, activity.Total.NeuronUpdates);
                Assert.Equal((long)network.LatencyTimesteps(Timesteps) * Samples, activity.Barriers);
            }

            Assert.InRange(activity.Total.GradedEvents, 0, activity.Total.SynapticEvents);
            Assert.Equal(activity.Total.Packets, activity.Total[ActivityKind.PacketsReceived]);
            Assert.Equal(
                activity.Total.LinkTraversals + activity.Total.OffChipCrossings,
                Enumerable.Range(0, activity.Tiles).Sum(activity.TraversalsInto));
        });
    }

    [Fact]
    public void The_number_of_threads_changes_nothing()
    {
        Properties.ForSeeds(15, seed =>
        {
            using SpikingNetwork network = TestNetworks.Random(seed);
            ChipProgram program = ChipMapper.Map(network, TestChips.Random(seed), 8);
            int[] samples = TestNetworks.Samples(network, 11, seed);
            ChipRunResult one = Run(program, samples, 1);
            foreach (int threads in (int[])[2, 3])
            {
                ChipRunResult many = Run(program, samples, threads);
                AssertSame(one.Activity, many.Activity);
                Assert.Equal(one.Latency.PerInferenceSeconds, many.Latency.PerInferenceSeconds);
                for (int sample = 0; sample < 11; sample++)
                {
                    Assert.Equal(one.Decisions(sample).ToArray(), many.Decisions(sample).ToArray());
                    Assert.Equal(one.FinalPotentials(sample).ToArray(), many.FinalPotentials(sample).ToArray());
                    Assert.Equal(one.Seconds(sample), many.Seconds(sample));
                    Assert.Equal(one.ChipTimesteps(sample), many.ChipTimesteps(sample));
                }
            }
        });
    }

    [Fact]
    public void The_placement_changes_only_the_ways()
    {
        ActivityKind[] ways =
        [
            ActivityKind.WithinTile, ActivityKind.HopsEast, ActivityKind.HopsWest, ActivityKind.HopsNorth, ActivityKind.HopsSouth, ActivityKind.OffChipCrossings,
        ];
        int moved = 0;
        Properties.ForSeeds(15, seed =>
        {
            using SpikingNetwork network = TestNetworks.Random(seed);
            int[] samples = TestNetworks.Samples(network, Samples, seed);
            ChipProgram first = ChipMapper.Map(network, TestChips.Random(seed), 8, 1);
            ChipProgram second = ChipMapper.Map(network, TestChips.Random(seed), 8, 2);
            ChipActivity a = Run(first, samples, 1).Activity;
            ChipActivity b = Run(second, samples, 1).Activity;
            foreach (ActivityKind kind in Enum.GetValues<ActivityKind>().Except(ways))
            {
                for (int core = 0; core < a.Cores; core++)
                {
                    Assert.Equal(a.OfCore(core)[kind], b.OfCore(core)[kind]);
                }
            }

            moved += first.Cores.Zip(second.Cores).Count(pair => pair.First.Tile != pair.Second.Tile);
        });
        Assert.True(moved > 0);
    }

    internal static ChipRunResult Run(ChipProgram program, int[] samples, int threads, Action<int, NetworkSimulator>? observe = null) =>
        ChipRun.Run(
            program,
            new ArrayInputSource(samples, program.Network.Input.Count),
            samples.Length / program.Network.Input.Count,
            Timesteps,
            new ChipRunOptions { Threads = threads, Observe = observe });

    static void AssertSame(ChipActivity expected, ChipActivity actual)
    {
        Assert.Equal(expected.Samples, actual.Samples);
        Assert.Equal(expected.Barriers, actual.Barriers);
        Assert.Equal(expected.Links.ToArray(), actual.Links.ToArray());
        foreach (ActivityKind kind in Enum.GetValues<ActivityKind>())
        {
            for (int core = 0; core < expected.Cores; core++)
            {
                for (int step = 0; step < expected.Timesteps; step++)
                {
                    Assert.True(
                        expected.Of(core, step)[kind] == actual.Of(core, step)[kind],
                        $"{kind} of core {core} in timestep {step}: {expected.Of(core, step)[kind]} expected, {actual.Of(core, step)[kind]} counted");
                }
            }
        }
    }
}
