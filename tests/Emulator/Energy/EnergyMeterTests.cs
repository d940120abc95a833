using Neuromorphic.Core.Networks;
using Neuromorphic.Emulator.Activity;
using Neuromorphic.Emulator.Chips;
using Neuromorphic.Emulator.Energy;
using Neuromorphic.Emulator.Mapping;
using Neuromorphic.Emulator.Runs;
using Neuromorphic.Emulator.Tests.Runs;
using Neuromorphic.Emulator.Tests.Support;

namespace Neuromorphic.Emulator.Tests.Energy;

public class EnergyMeterTests
{
    [Fact]
    public void A_bill_by_hand()
    {
        ChipActivity activity = new(2, 3, 4) { Samples = 2 };
        activity.Add(0, 0, ActivityKind.SynapticEvents, 10);
        activity.Add(1, 2, ActivityKind.SynapticEvents, 20);
        activity.Add(0, 1, ActivityKind.UpdatesDriven, 4);
        activity.Add(0, 1, ActivityKind.UpdatesIdle, 6);
        activity.Add(1, 1, ActivityKind.WithinTile, 5);
        activity.Add(1, 1, ActivityKind.HopsEast, 2);
        activity.Add(1, 1, ActivityKind.HopsWest, 1);
        activity.Add(1, 1, ActivityKind.HopsSouth, 3);
        EnergyResult bill = EnergyMeter.Price(activity, TestChips.Loihi, 2, 1e-6);
        Assert.Equal(30 * 23.6e-12 / 2, bill.PerInference.Synapse, 1e-20);
        Assert.Equal(((4 * 81e-12) + (6 * 52e-12)) / 2, bill.PerInference.Neuron, 1e-20);
        Assert.Equal(((5 * 1.7e-12) + (3 * 3e-12) + (3 * 4e-12)) / 2, bill.PerInference.Network, 1e-20);
        Assert.Equal(2 * 0.104 * 1e-6, bill.PerInference.Static, 1e-20);
        Assert.Equal(0, bill.PerInference.Input);
        Assert.Equal(20 * 23.6e-12 / 2, bill.PerCore[1].Synapse, 1e-20);
        Assert.Equal(["energy.barrier"], bill.Unpriced);
        Assert.True(bill.LowerBound);
    }

    [Fact]
    public void Parts_cores_and_populations_add_up()
    {
        Properties.ForSeeds(20, seed =>
        {
            using SpikingNetwork network = TestNetworks.Random(seed);
            ChipSpecification chip = Priced(TestChips.Random(seed));
            ChipProgram program = ChipMapper.Map(network, chip, 8);
            EnergyResult bill = EnergyMeter.Price(ActivityTests.Run(program, TestNetworks.Samples(network, 2, seed), 1));
            EnergyParts all = bill.PerInference;
            Assert.True(all.Total > 0);
            AssertClose(all.Total, all.Synapse + all.Neuron + all.Network + all.Static + all.Input);
            EnergyParts cores = bill.PerCore.Aggregate(bill.Shared, EnergyParts.Add);
            EnergyParts populations = bill.PerPopulation.Select(p => p.Parts).Aggregate(bill.Shared, EnergyParts.Add);
            foreach (EnergyParts sum in (EnergyParts[])[cores, populations])
            {
                AssertClose(all.Synapse, sum.Synapse);
                AssertClose(all.Neuron, sum.Neuron);
                AssertClose(all.Network, sum.Network);
                AssertClose(all.Static, sum.Static);
                AssertClose(all.Input, sum.Input);
            }
        });
    }

    [Fact]
    public void What_has_no_price_is_named_and_makes_a_lower_bound()
    {
        using SpikingNetwork network = TestNetworks.Plain(3, 40, 5);
        int[] samples = TestNetworks.Samples(network, 2, 1);
        EnergyResult ideal = EnergyMeter.Price(ActivityTests.Run(ChipMapper.Map(network, ChipCatalogue.Load("ideal"), 8), samples, 1));
        Assert.True(ideal.LowerBound);
        Assert.Equal(0, ideal.PerInference.Total);
        Assert.Equal(
            ["energy.barrier", "staticPower", "energy.synapticEvent", "energy.updateActive"],
            ideal.Unpriced.Take(4));
        Assert.Contains("energy.multiplyAccumulate", ideal.Unpriced);

        ChipSpecification priced = Priced(TestChips.Small(4, 4, 1, Delivery.Unicast, 20));
        EnergyResult complete = EnergyMeter.Price(ActivityTests.Run(ChipMapper.Map(network, priced, 8), samples, 1));
        Assert.Empty(complete.Unpriced);
        Assert.False(complete.LowerBound);

        // A price that nothing asks for does no harm.
        ChipSpecification without = priced with { Energy = priced.Energy with { OffChipCrossing = Quantity.Unknown(Dimension.Energy, "test") } };
        Assert.False(EnergyMeter.Price(ActivityTests.Run(ChipMapper.Map(network, without, 8), samples, 1)).LowerBound);
    }

    [Fact]
    public void What_another_price_contains_is_neither_charged_nor_missing()
    {
        using SpikingNetwork network = TestNetworks.Plain(3, 40, 5);
        ChipProgram program = ChipMapper.Map(network, ChipCatalogue.Load("truenorth") with { Core = TestChips.Loihi.Core }, 8);
        ChipRunResult run = ActivityTests.Run(program, TestNetworks.Samples(network, 2, 1), 2);
        EnergyResult bill = EnergyMeter.Price(run);
        Assert.True(run.Activity.Total.Spikes > 0);
        Assert.Equal(new EnergyParts(run.Activity.Total.SynapticEvents * 26e-12 / 2, 0, 0, 0, 0).Total, bill.PerInference.Total, 1e-20);
        Assert.Equal(["energy.multiplyAccumulate"], bill.Unpriced);
        Assert.Equal(1e-3 * run.Activity.Barriers / 2, run.Latency.PerInferenceSeconds!.Value, 1e-12);
        Assert.Equal(["timing.multiplyAccumulate"], run.Latency.Omitted);
    }

    [Fact]
    public void Spikes_and_packets_have_their_prices()
    {
        ChipActivity activity = new(1, 1, 1) { Samples = 1 };
        activity.Add(0, 0, ActivityKind.Spikes, 3);
        activity.Add(0, 0, ActivityKind.Packets, 5);
        activity.Add(0, 0, ActivityKind.PacketsReceived, 7);
        EnergyResult bill = EnergyMeter.Price(activity, ChipCatalogue.Load("loihi1-sanafe"), 1, 0);
        Assert.Equal(3 * 69.3e-12, bill.PerInference.Neuron, 1e-20);
        Assert.Equal(5 * 111e-12, bill.PerInference.Network, 1e-20);
        Assert.Empty(bill.Unpriced);
        Assert.Equal(["energy.barrier", "energy.spike", "energy.packetSent", "energy.packetReceived"], EnergyMeter.Price(activity, ChipCatalogue.Load("loihi1"), 1, 0).Unpriced);
    }

    [Fact]
    public void Without_times_there_is_a_reason_and_power_at_rest_has_no_price()
    {
        using SpikingNetwork network = TestNetworks.Plain(3, 40, 5);
        ChipSpecification chip = TestChips.Loihi with { Timing = TestChips.Loihi.Timing with { HopEastWest = Quantity.Unknown(Dimension.Time, "test") } };
        ChipRunResult result = ActivityTests.Run(ChipMapper.Map(network, chip, 8), TestNetworks.Samples(network, 2, 1), 1);
        Assert.Null(result.Latency.PerInferenceSeconds);
        Assert.Contains("timing.hopEastWest", result.Latency.Reason, StringComparison.Ordinal);
        Assert.Null(result.Seconds(0));
        Assert.Contains(EnergyMeter.Price(result).Unpriced, name => name.StartsWith("staticPower", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_samples_nothing_is_known()
    {
        using SpikingNetwork network = TestNetworks.Plain(3, 40, 5);
        ChipRunResult result = ChipRun.Run(ChipMapper.Map(network, TestChips.Loihi, 8), new ArrayInputSource([], 3), 0, 4);
        Assert.Null(result.Latency.PerInferenceSeconds);
        Assert.Equal("no sample ran", result.Latency.Reason);
        Assert.True(EnergyMeter.Price(result).LowerBound);
    }

    [Fact]
    public void Time_by_hand()
    {
        // One input, one neuron that spikes in every step, one class: cores of one neuron on neighbouring tiles.
        using SpikingNetwork network = TestNetworks.Chain();
        ChipProgram program = ChipMapper.Map(network, TestChips.Small(2, 1, 1, Delivery.Unicast, 1), 8);
        ChipRunResult result = ChipRun.Run(program, new ArrayInputSource([1], 1), 1, 3);
        Assert.Equal(3, result.Activity.Total.Spikes);

        // Timesteps 0 to 3. The neuron's core updates (driven) in 0 to 2 and sends one spike over one hop; the read-out's
        // core handles one event and one driven update in 1 to 3. All of it is faster than the network.
        const double Barrier = 465e-9;
        const double Neuron = 8.4e-9;
        const double Readout = 3.5e-9 + 8.4e-9;
        const double Network = 4.1e-9 + 4.1e-9;
        double expected = (Math.Max(Neuron, Network) + Barrier) + (2 * (Math.Max(Readout, Network) + Barrier)) + (Readout + Barrier);
        Assert.Equal(expected, result.Latency.PerInferenceSeconds!.Value, 1e-16);
        Assert.Equal(expected / 4, result.Latency.PerTimestepSeconds!.Value, 1e-16);
        Assert.Equal(["timing.spike", "timing.packetSent", "timing.multiplyAccumulate"], result.Latency.Omitted);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(300, 1)]
    [InlineData(1, 300)]
    public void Time_equals_the_documented_formula(int slowerHops, int slowerDelivery)
    {
        Properties.ForSeeds(25, seed =>
        {
            using SpikingNetwork network = TestNetworks.Random(seed);
            ChipSpecification chip = TestChips.Random(seed);
            chip = chip with
            {
                Timing = chip.Timing with
                {
                    HopEastWest = Nanoseconds(4.1 * slowerHops),
                    HopNorthSouth = Nanoseconds(6.5 * slowerHops),
                    WithinTile = Nanoseconds(2.1 * slowerDelivery),
                },
            };
            ChipProgram program = ChipMapper.Map(network, chip, 8);
            int[] sample = TestNetworks.Samples(network, 1, seed);
            var naive = new NaiveMeter(program, 6);
            ChipRunResult result = ActivityTests.Run(program, sample, 1, (_, simulator) => naive.Meter(simulator, sample));
            AssertClose(naive.Seconds(), result.Seconds(0)!.Value);
            Assert.Equal(result.Seconds(0), result.Latency.PerInferenceSeconds);
        });
    }

    [Theory]
    [InlineData(1, 113e-9)]
    [InlineData(32, 465e-9)]
    public void The_barrier_is_interpolated_between_its_ends(int tiles, double seconds)
    {
        using SpikingNetwork network = TestNetworks.Plain(1, (4 * tiles) - 1, 1);
        ChipSpecification chip = TestChips.Small(8, 4, 4, Delivery.Unicast, 1);
        ChipProgram program = ChipMapper.Map(network, chip, 8);
        Assert.Equal(tiles, program.TilesUsed);
        Assert.Equal(seconds, TimeModel.Create(program, out _)!.BarrierSeconds, 1e-18);
    }

    /// <summary>A chip on which everything has a price and a time.</summary>
    static ChipSpecification Priced(ChipSpecification chip)
    {
        var energy = Quantity.Known(7, "pJ", Dimension.Energy, Evidence.Assumed, "test");
        var time = Quantity.Known(7, "ns", Dimension.Time, Evidence.Assumed, "test");
        return chip with
        {
            Energy = chip.Energy with
            {
                Barrier = energy,
                MultiplyAccumulate = energy,
                OffChipCrossing = energy,
                Spike = energy,
                PacketSent = energy,
                PacketReceived = energy,
            },
            Timing = chip.Timing with { MultiplyAccumulate = time, OffChipCrossing = time, Spike = time, PacketSent = time },
        };
    }

    static Quantity Nanoseconds(double value) => Quantity.Known(value, "ns", Dimension.Time, Evidence.Assumed, "test");

    static void AssertClose(double expected, double actual) => Assert.Equal(expected, actual, 1e-12 * Math.Abs(expected));

    [Fact]
    public void Exceeded_limits_make_the_energy_a_lower_bound()
    {
        using SpikingNetwork network = TestNetworks.Random(3);
        ChipSpecification chip = ChipCatalogue.Load("truenorth");
        EnergyResult bill = EnergyMeter.Price(ActivityTests.Run(ChipMapper.Map(network, chip, 8), TestNetworks.Samples(network, 2, 1), 1));
        Assert.True(bill.LowerBound);
        Assert.Contains(bill.Unpriced, name => name.Contains("weights have 8 bits, a core stores 2", StringComparison.Ordinal));
        EnergyResult within = EnergyMeter.Price(ActivityTests.Run(
            ChipMapper.Map(network, chip with { Core = ChipCatalogue.Load("ideal").Core }, 8), TestNetworks.Samples(network, 2, 1), 1));
        Assert.DoesNotContain(within.Unpriced, name => name.Contains("limits of a core", StringComparison.Ordinal));
    }
}
