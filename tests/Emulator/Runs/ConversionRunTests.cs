using Neuromorphic.Core;
using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Networks;
using Neuromorphic.Core.Synapses;
using Neuromorphic.Emulator.Activity;
using Neuromorphic.Emulator.Energy;
using Neuromorphic.Emulator.Mapping;
using Neuromorphic.Emulator.Runs;
using Neuromorphic.Emulator.Tests.Support;

namespace Neuromorphic.Emulator.Tests.Runs;

public class ConversionRunTests
{
    const int Timesteps = 6;

    /// <summary>Kinds as in <see cref="TestNetworks.Converted(Random, int?)"/>: the bits that one packet carries.</summary>
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 4)]
    [InlineData(2, 1)]
    [InlineData(3, 5)]
    [InlineData(4, 4)]
    [InlineData(5, 0)]
    public void Every_kind_is_counted_and_decides_as_the_quantised_network(int kind, int bitsPerPacket)
    {
        for (int seed = 0; seed < 6; seed++)
        {
            using SpikingNetwork network = TestNetworks.Converted(new Random(seed), kind);
            ChipProgram program = ChipMapper.Map(network, TestChips.Loihi, 8);
            int[] samples = TestNetworks.Samples(network, 5, seed);
            ChipRunResult result = ActivityTests.Run(program, samples, 2);
            ActivityCounts total = result.Activity.Total;
            Assert.True(total.Spikes > 0 && total.Packets > 0);
            Assert.Equal(total.Packets * bitsPerPacket, total.PayloadBits);
            Assert.Equal(kind is 1 or 3 or 4 ? total.SynapticEvents : 0, total.GradedEvents);
            Assert.Equal(Enumerable.Range(0, 5).Sum(result.ChipTimesteps), result.Activity.Barriers);
            Assert.All(Enumerable.Range(0, 5), sample => Assert.Equal(result.ChipTimesteps(sample) - (Timesteps + 3), result.SettleTimesteps(sample)));

            // Biases act in T timesteps only, however long a population runs.
            Assert.Equal(
                5L * Timesteps * network.Populations.Skip(1).Where(p => p is not MaxPoolPopulation).Sum(p => p.Count), total[ActivityKind.BiasAdds]);
            using var twin = new QuantisedTwin(network, Timesteps, KernelSet.Best);
            for (int sample = 0; sample < 5; sample++)
            {
                twin.Run(samples.AsSpan(sample * network.Input.Count, network.Input.Count));
                Assert.Equal(twin.Counts(network.Readout).ToArray(), result.FinalPotentials(sample).ToArray());
                Assert.Equal(Array.IndexOf(result.FinalPotentials(sample).ToArray(), result.FinalPotentials(sample).ToArray().Max()), result.Decisions(sample)[^1]);
            }
        }
    }

    /// <summary>What payloads add is not in any chip file, so the energy is a lower bound and says so.</summary>
    [Fact]
    public void Payloads_without_a_price_are_named()
    {
        using SpikingNetwork graded = TestNetworks.Converted(new Random(1), kind: 4);
        EnergyResult price = EnergyMeter.Price(ActivityTests.Run(ChipMapper.Map(graded, TestChips.Loihi, 8), TestNetworks.Samples(graded, 2, 1), 1));
        Assert.Contains("multiplication by graded payloads", price.Unpriced);
        Assert.Contains("transport of payload bits", price.Unpriced);
        using SpikingNetwork signed = TestNetworks.Converted(new Random(1), kind: 0);
        price = EnergyMeter.Price(ActivityTests.Run(ChipMapper.Map(signed, TestChips.Loihi, 8), TestNetworks.Samples(signed, 2, 1), 1));
        Assert.DoesNotContain("multiplication by graded payloads", price.Unpriced);
        Assert.Contains("transport of payload bits", price.Unpriced);
        using SpikingNetwork timed = TestNetworks.Converted(new Random(1), kind: 5);
        price = EnergyMeter.Price(ActivityTests.Run(ChipMapper.Map(timed, TestChips.Loihi, 8), TestNetworks.Samples(timed, 2, 1), 1));
        Assert.DoesNotContain("transport of payload bits", price.Unpriced);
    }

    /// <summary>A graded event is charged one multiplication more than a binary one, and is no accumulate for NeuroBench.</summary>
    [Fact]
    public void Graded_events_are_products()
    {
        using SpikingNetwork network = TestNetworks.Converted(new Random(2), kind: 4);
        ChipRunResult result = ActivityTests.Run(ChipMapper.Map(network, TestChips.Loihi, 8), TestNetworks.Samples(network, 2, 1), 1);
        var work = SpikingWork.Of(result);
        Assert.Equal(work.SynapticEvents, work.GradedEvents);
        Assert.True(work.GradedEvents > 0);
        var conventional = ConventionalWork.Of(network);
        foreach ((string name, double joules) in new[] { ("horowitz45-int8", 0.2e-12), ("horowitz45-int8-sram8k", 0.2e-12), ("davidson-furber-2021", 5 * 0.06e-12), ("lemaire-2022", 0.2e-12) })
        {
            EnergyConvention convention = ConventionCatalogue.Named(name);
            double more = convention.Compare(conventional, work).SnnJoules!.Value - convention.Compare(conventional, work with { GradedEvents = 0 }).SnnJoules!.Value;
            double perEvent = name == "lemaire-2022" ? convention.Constants["multiply"].Si : joules;
            Assert.Equal(1, more / (work.GradedEvents * perEvent), 6);
        }

        var metrics = NeuroBenchMetrics.Of(result);
        Assert.Equal(0, metrics.EffectiveAcs);
        Assert.Equal((result.Activity.Total[ActivityKind.EffectiveMultiplyAccumulates] / 2.0) + work.GradedEvents, metrics.EffectiveMacs, 6);
    }

    /// <summary>One input of 1, one neuron that can send two, a class: by hand, until quiet.</summary>
    [Fact]
    public void A_sample_ends_when_all_is_quiet()
    {
        var input = new InputPopulation("input", Shape.Flat(1), 1, -1, 1);
        var first = ConversionPopulation.SignedIntegrateAndFire(
            "first", Shape.Flat(1), [new Projection(input, new DenseSynapses(input.Shape, Shape.Flat(1), [5]))], new NeuronParameters([5], [0], [2]), 3, [1], true);
        var second = ConversionPopulation.SignedIntegrateAndFire(
            "second", Shape.Flat(1), [new Projection(first, new DenseSynapses(first.Shape, Shape.Flat(1), [20]))], new NeuronParameters([10], [0], [0]), 6, [1], true);
        var readout = new ReadoutPopulation(
            "readout", Shape.Flat(2), [new Projection(second, new DenseSynapses(second.Shape, Shape.Flat(2), [1, -1]))], [0, 0], [0, 0], 1);
        using var network = new SpikingNetwork([input, first, second, readout]);
        ChipProgram program = ChipMapper.Map(network, TestChips.Loihi, 8);
        ChipRunResult result = ChipRun.Run(program, new ArrayInputSource([1, -1], 1), 2, 3, new ChipRunOptions { Threads = 1 });

        // The first neuron sends in steps 0 to 2; the second gets 60, worth six spikes, one per step: steps 0 to 5.
        Assert.Equal(6 + 2, result.ChipTimesteps(0));
        Assert.Equal(3 + 2, result.ChipTimesteps(1));
        Assert.Equal((3, 0), (result.SettleTimesteps(0), result.SettleTimesteps(1)));
        Assert.Equal(8 + 5, result.Activity.Barriers);
        Assert.Equal(3 + 6 + (2 * 6) + 3 + 3 + (2 * 3), result.Activity.Total.NeuronUpdates);
        Assert.Equal([6, -6], result.FinalPotentials(0).ToArray());
    }
}
