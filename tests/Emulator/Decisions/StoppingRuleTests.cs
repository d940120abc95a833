using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Networks;
using Neuromorphic.Emulator.Decisions;
using Neuromorphic.Emulator.Mapping;
using Neuromorphic.Emulator.Runs;
using Neuromorphic.Emulator.Tests.Support;

namespace Neuromorphic.Emulator.Tests.Decisions;

public class StoppingRuleTests
{
    [Fact]
    public void Confidence_is_the_share_that_was_right_when_it_looked_alike()
    {
        // Margin 1: one of four right; margin 2: three of four. (k + ½) ÷ (n + 1).
        EvidenceTrace[] traces = [.. Enumerable.Range(0, 8).Select(i => new EvidenceTrace([0], [i < 4 ? 1 : 2]))];
        int[] right = [0, 1, 1, 1, 0, 0, 0, 1];
        var rule = StoppingRule.Calibrate(ConfidenceRule.Margin, traces, right);
        Assert.Equal(1.5 / 5, rule.Confidence(traces[0], 1), 12);
        Assert.Equal(3.5 / 5, rule.Confidence(traces[7], 1), 12);
        Assert.Equal(1.5 / 5, rule.Confidence(new EvidenceTrace([0], [0.1]), 1), 12);
        Assert.Equal(1.5 / 5, rule.Confidence(new EvidenceTrace([0], [1.9]), 1), 12);
        Assert.Equal(3.5 / 5, rule.Confidence(new EvidenceTrace([0], [99]), 1), 12);
    }

    [Fact]
    public void Shares_that_fall_are_pooled()
    {
        // Right at margin 1, wrong at 2, right at 3: the first two become one pool of one in two.
        EvidenceTrace[] traces = [new([0], [1]), new([0], [2]), new([0], [3])];
        var rule = StoppingRule.Calibrate(ConfidenceRule.Margin, traces, [0, 1, 0]);
        Assert.Equal(0.5, rule.Confidence(traces[0], 1), 12);
        Assert.Equal(0.5, rule.Confidence(traces[1], 1), 12);
        Assert.Equal(0.75, rule.Confidence(traces[2], 1), 12);
    }

    [Theory]
    [InlineData(ConfidenceRule.Margin)]
    [InlineData(ConfidenceRule.Table)]
    [InlineData(ConfidenceRule.Settling)]
    public void More_confidence_never_stops_earlier_and_confidence_holds_at_the_stop(ConfidenceRule rule)
    {
        Properties.ForSeeds(20, seed =>
        {
            var random = new Random(seed);
            EvidenceTrace[] traces = [.. Enumerable.Range(0, 60).Select(_ => Walk(random, 12))];
            int[] right = [.. traces.Select(trace => random.Next(5) == 0 ? 1 : trace.Leader(12))];
            var stopping = StoppingRule.Calibrate(rule, traces, right);
            foreach (EvidenceTrace trace in traces)
            {
                int before = 0;
                foreach (double target in (double[])[0.5, 0.8, 0.9, 0.99])
                {
                    StoppedDecision stop = stopping.Stop(trace, target);
                    Assert.InRange(stop.Timesteps, Math.Max(1, before), 12);
                    Assert.True(stop.Confidence >= target || stop.Timesteps == 12);
                    Assert.Equal(trace.Leader(stop.Timesteps), stop.Class);
                    Assert.InRange(stop.Confidence, 0, 1);
                    for (int t = 1; t < stop.Timesteps; t++)
                    {
                        Assert.True(stopping.Confidence(trace, t) < target);
                    }

                    before = stop.Timesteps;
                }
            }
        });
    }

    [Fact]
    public void Each_rule_looks_at_its_own()
    {
        var trace = new EvidenceTrace([1, 1, 0, 0, 0], [5, 1, 2, 3, 4]);
        Assert.Equal([1, 2, 1, 2, 3], Enumerable.Range(1, 5).Select(trace.Settled));
        Assert.Equal((0, 4.0, 5), (trace.Leader(7), trace.Margin(7), trace.Settled(7)));

        // At the first timestep a margin of 5 means nothing, at the second one of 1 is always right.
        EvidenceTrace[] traces = [.. Enumerable.Range(0, 20).Select(_ => new EvidenceTrace([0, 0], [5, 1]))];
        int[] right = [.. Enumerable.Repeat(0, 20)];
        EvidenceTrace[] wrong = [.. Enumerable.Range(0, 20).Select(_ => new EvidenceTrace([1, 0], [5, 1]))];
        var table = StoppingRule.Calibrate(ConfidenceRule.Table, [.. traces, .. wrong], [.. right, .. right]);
        Assert.Equal(0.5, table.Confidence(traces[0], 1), 12);
        Assert.Equal(40.5 / 41, table.Confidence(traces[0], 2), 12);
        Assert.Equal(2, table.Stop(traces[0], 0.9).Timesteps);
    }

    [Fact]
    public void The_expected_calibration_error_by_hand()
    {
        // 0.9 and right, 0.9 and wrong: 0.4 off; 0.25 and wrong: 0.25 off. (2 × 0.4 + 0.25) ÷ 3.
        Assert.Equal((0.8 + 0.25) / 3, CalibrationError.Expected([(0.9, true), (0.9, false), (0.25, false)]), 12);
        Assert.Equal(0, CalibrationError.Expected([(1, true), (1, true)]));
        Assert.Equal(0, CalibrationError.Expected([]));
    }

    [Fact]
    public void A_stopped_sample_is_counted_to_its_stop_and_no_further()
    {
        Properties.ForSeeds(30, seed =>
        {
            using SpikingNetwork network = TestNetworks.Random(seed);
            ChipProgram program = ChipMapper.Map(network, TestChips.Random(seed), 8);
            int[] samples = TestNetworks.Samples(network, 4, seed);
            int stop = 1 + (seed % 4);
            ChipRunResult whole = Run(program, samples, null);
            ChipRunResult stopped = Run(program, samples, (sample, _) => sample % 2 == 0 ? stop : int.MaxValue - 1000);
            ChipRunResult shortOnly = Run(program, samples, (_, _) => stop);
            for (int t = 0; t < whole.Activity.Timesteps; t++)
            {
                // What is counted in a timestep is all of it or nothing.
                Assert.Equal(
                    t < stop + network.Depth - 1 ? whole.Activity.OfTimestep(t).SynapticEvents : 0,
                    shortOnly.Activity.OfTimestep(t).SynapticEvents);
            }

            // What one sample leaves behind its stop is not counted for the next.
            long[] alone = new long[whole.Activity.Timesteps];
            for (int sample = 0; sample < 4; sample++)
            {
                int[] one = samples[(sample * network.Input.Count)..((sample + 1) * network.Input.Count)];
                ChipRunResult single = ChipRun.Run(
                    program, new ArrayInputSource(one, network.Input.Count), 1, 6, new ChipRunOptions { Threads = 1, Stop = (_, _) => sample % 2 == 0 ? stop : int.MaxValue - 1000 });
                for (int t = 0; t < alone.Length; t++)
                {
                    alone[t] += single.Activity.OfTimestep(t).SynapticEvents;
                }
            }

            Assert.Equal(alone, Enumerable.Range(0, alone.Length).Select(t => stopped.Activity.OfTimestep(t).SynapticEvents));
            Assert.InRange(stopped.Activity.Total.NeuronUpdates, shortOnly.Activity.Total.NeuronUpdates, whole.Activity.Total.NeuronUpdates);
            Assert.All(Enumerable.Range(0, 4), sample => Assert.Equal(
                Math.Min(whole.ChipTimesteps(sample), stop + network.Depth - 1), shortOnly.ChipTimesteps(sample)));
            Assert.Equal(Enumerable.Range(0, 4).Sum(shortOnly.ChipTimesteps), shortOnly.Activity.Barriers);
            Assert.True(shortOnly.Latency.PerInferenceSeconds <= whole.Latency.PerInferenceSeconds);
            Assert.Equal(whole.Decisions(1).ToArray(), shortOnly.Decisions(1).ToArray());
        });
    }

    [Fact]
    public void Evidence_is_the_potential_and_noise_is_the_same_for_the_same_key()
    {
        using SpikingNetwork network = TestNetworks.Dense(new Random(3), 5, 20, 10, 4);
        using var simulator = new NetworkSimulator(network, 6, KernelSet.Best);
        simulator.Run(TestNetworks.Samples(network, 1, 3));
        var plain = EvidenceTrace.Of(simulator, network.Readout, 0, 1);
        for (int t = 0; t < 6; t++)
        {
            int[] ordered = [.. simulator.Readout(t).ToArray().OrderDescending()];
            Assert.Equal(Decision.Of(simulator.Readout(t)), plain.Leader(t + 1));
            Assert.Equal((ordered[0] - ordered[1]) * network.Readout.Step, plain.Margin(t + 1), 9);
        }

        var noisy = EvidenceTrace.Of(simulator, network.Readout, 1000, 1);
        Assert.Equal(noisy.Margin(6), EvidenceTrace.Of(simulator, network.Readout, 1000, 1).Margin(6));
        Assert.NotEqual(noisy.Margin(6), EvidenceTrace.Of(simulator, network.Readout, 1000, 2).Margin(6));
        Assert.NotEqual(noisy.Margin(6), plain.Margin(6));
    }

    static ChipRunResult Run(ChipProgram program, int[] samples, Func<int, NetworkSimulator, int>? stop) => ChipRun.Run(
        program, new ArrayInputSource(samples, program.Network.Input.Count), 4, 6, new ChipRunOptions { Threads = 1, Stop = stop });

    static EvidenceTrace Walk(Random random, int steps)
    {
        double evidence = 0;
        int[] leaders = new int[steps];
        double[] margins = new double[steps];
        for (int t = 0; t < steps; t++)
        {
            evidence += random.NextDouble() - 0.35;
            leaders[t] = evidence > 0 ? 0 : 1;
            margins[t] = Math.Abs(evidence);
        }

        return new EvidenceTrace(leaders, margins);
    }
}
