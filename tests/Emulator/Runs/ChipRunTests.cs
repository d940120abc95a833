using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Networks;
using Neuromorphic.Emulator.Mapping;
using Neuromorphic.Emulator.Runs;
using Neuromorphic.Emulator.Tests.Support;

namespace Neuromorphic.Emulator.Tests.Runs;

public class ChipRunTests
{
    [Fact]
    public void Decisions_are_the_largest_potentials_the_lowest_of_equals()
    {
        using SpikingNetwork network = TestNetworks.Dense(new Random(3), 4, 20, 20, 6);
        int[] samples = TestNetworks.Samples(network, 20, 3);
        var expected = new int[20][];
        var finals = new int[20][];
        ChipRunResult result = ActivityTests.Run(ChipMapper.Map(network, TestChips.Loihi, 8), samples, 2, (sample, simulator) =>
        {
            expected[sample] = [.. Enumerable.Range(0, 6).Select(t => simulator.Readout(t).ToArray()).Select(p => Array.IndexOf(p, p.Max()))];
            finals[sample] = simulator.Readout(5).ToArray();
        });
        for (int sample = 0; sample < 20; sample++)
        {
            Assert.Equal(expected[sample], result.Decisions(sample).ToArray());
            Assert.Equal(finals[sample], result.FinalPotentials(sample).ToArray());
        }

        Assert.False(result.Partial);
        Assert.True(expected.SelectMany(d => d).Distinct().Count() > 1);
    }

    [Fact]
    public void Equal_potentials_give_the_lowest_class()
    {
        using SpikingNetwork network = TestNetworks.Plain(2, 5, 4);
        using var readout = new ReadoutPopulation("readout", network.Readout.Shape, [], [0, 7, 7, -1], [0, 0, 0, 0], 1);
        using var tied = new SpikingNetwork([network.Populations[0], network.Populations[1], readout]);
        ChipRunResult result = ActivityTests.Run(ChipMapper.Map(tied, TestChips.Loihi, 8), [0, 0], 1);
        Assert.All(result.Decisions(0).ToArray(), decision => Assert.Equal(1, decision));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_cancelled_run_keeps_what_it_has(int threads)
    {
        using SpikingNetwork network = TestNetworks.Dense(new Random(3), 4, 20, 20, 6);
        ChipProgram program = ChipMapper.Map(network, TestChips.Loihi, 8);
        int[] samples = TestNetworks.Samples(network, 200, 3);
        using var cancellation = new CancellationTokenSource();
        int seen = 0;
        ChipRunResult result = ChipRun.Run(
            program,
            new ArrayInputSource(samples, 4),
            200,
            4,
            new ChipRunOptions
            {
                Threads = threads,
                Observe = (_, _) =>
                {
                    if (Interlocked.Increment(ref seen) == 10)
                    {
                        cancellation.Cancel();
                    }
                },
            },
            cancellation.Token);
        Assert.True(result.Partial);
        Assert.InRange(result.SamplesDone, 10, 10 + threads);
        Assert.Equal(result.SamplesDone, result.Activity.Samples);

        // What was done is what a run of those samples alone gives.
        int[] done = [.. Enumerable.Range(0, 200).Where(result.IsDone)];
        ChipRunResult again = ChipRun.Run(
            program, new ArrayInputSource([.. done.SelectMany(s => samples[(s * 4)..((s + 1) * 4)])], 4), done.Length, 4);
        Assert.Equal(again.Activity.Total.SynapticEvents, result.Activity.Total.SynapticEvents);
        Assert.Equal(again.Latency.PerInferenceSeconds, result.Latency.PerInferenceSeconds);
        Assert.Equal(-1, result.Decisions(199)[0]);
        Assert.Null(result.Seconds(199));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_failure_in_a_worker_reaches_the_caller(int threads)
    {
        using SpikingNetwork network = TestNetworks.Dense(new Random(3), 4, 20, 20, 6);
        ChipProgram program = ChipMapper.Map(network, TestChips.Loihi, 8);
        var error = Assert.Throws<InvalidOperationException>(() => ActivityTests.Run(
            program,
            TestNetworks.Samples(network, 50, 3),
            threads,
            (sample, _) =>
            {
                if (sample == 7)
                {
                    throw new InvalidOperationException("seven");
                }
            }));
        Assert.Equal("seven", error.Message);
    }

    [Fact]
    public void Progress_ends_with_all_samples_and_the_instruction_set_changes_nothing()
    {
        using SpikingNetwork network = TestNetworks.Convolution(new Random(3));
        ChipProgram program = ChipMapper.Map(network, TestChips.Loihi, 8);
        var source = new ArrayInputSource(TestNetworks.Samples(network, 9, 3), network.Input.Count);
        var progress = new Largest();
        ChipRunResult best = ChipRun.Run(program, source, 9, 5, new ChipRunOptions { Threads = 2, Progress = progress });
        Assert.Equal(9, progress.Value);
        foreach (KernelSet kernels in KernelSet.All)
        {
            ChipRunResult other = ChipRun.Run(program, source, 9, 5, new ChipRunOptions { Threads = 1, Kernels = kernels });
            Assert.Equal(best.Activity.Total.SynapticEvents, other.Activity.Total.SynapticEvents);
            Assert.Equal(best.Latency.PerInferenceSeconds, other.Latency.PerInferenceSeconds);
        }
    }

    sealed class Largest : IProgress<int>
    {
        int _value;

        public int Value => _value;

        public void Report(int value)
        {
            lock (this)
            {
                _value = Math.Max(_value, value);
            }
        }
    }
}
