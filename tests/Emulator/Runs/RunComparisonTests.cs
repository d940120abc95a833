using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Networks;
using Neuromorphic.Core.Verification;
using Neuromorphic.Emulator.Mapping;
using Neuromorphic.Emulator.Runs;
using Neuromorphic.Emulator.Tests.Support;

namespace Neuromorphic.Emulator.Tests.Runs;

public class RunComparisonTests
{
    const int Samples = 6;
    const int Timesteps = 5;

    [Fact]
    public void Runs_of_the_same_samples_are_equal_and_their_events_are_spikes_times_fan_out()
    {
        for (int seed = 0; seed < 9; seed++)
        {
            using SpikingNetwork network = TestNetworks.Random(seed);
            ChipProgram program = ChipMapper.Map(network, TestChips.Loihi, 8);
            int[] samples = TestNetworks.Samples(network, Samples, seed);
            ChipRunResult run = Run(program, samples, threads: 1);
            CheckOutcome equal = RunComparison.Equal(run, Run(program, samples, threads: 3));
            CheckOutcome events = RunComparison.Events(run, Records(network, samples));
            Assert.True(equal.Holds, equal.Where);
            Assert.True(events.Holds || events.Cases == 0, events.Where);
            Assert.Equal(0, events.Worst);
        }
    }

    [Fact]
    public void Runs_of_other_samples_are_neither_equal_nor_do_their_events_agree()
    {
        using SpikingNetwork network = TestNetworks.Dense(new Random(3), 4, 20, 20, 6);
        ChipProgram program = ChipMapper.Map(network, TestChips.Loihi, 8);
        int[] samples = TestNetworks.Samples(network, Samples, 3);
        ChipRunResult run = Run(program, samples, threads: 1);
        int[] others = TestNetworks.Samples(network, Samples, 4);
        CheckOutcome equal = RunComparison.Equal(run, Run(program, others, threads: 1));
        Assert.False(equal.Holds);
        Assert.True(equal.Worst > 0);
        Assert.Contains("sample 0", equal.Where, StringComparison.Ordinal);
        CheckOutcome events = RunComparison.Events(run, Records(network, others));
        Assert.False(events.Holds);
        Assert.True(events.Worst > 0);
        Assert.Throws<ArgumentException>(() => RunComparison.Equal(run, Run(program, samples[..4], threads: 1)));
    }

    static ChipRunResult Run(ChipProgram program, int[] samples, int threads)
    {
        var source = new ArrayInputSource(samples, program.Network.Input.Count);
        return ChipRun.Run(program, source, source.Count, Timesteps, new ChipRunOptions { Threads = threads });
    }

    static List<NetworkRecord> Records(SpikingNetwork network, int[] samples)
    {
        using NetworkSimulator simulator = new(network, Timesteps, KernelSet.Best);
        return [.. samples.Chunk(network.Input.Count).Select(sample => NetworkRecord.Run(network, simulator, sample))];
    }
}
