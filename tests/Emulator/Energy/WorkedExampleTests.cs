using Neuromorphic.Emulator.Activity;
using Neuromorphic.Emulator.Chips;
using Neuromorphic.Emulator.Energy;

namespace Neuromorphic.Emulator.Tests.Energy;

/// <summary>
/// A convolution 64 → 64, 3 × 3, padding 1, on 32 × 32; T = 8 and 1.5 spikes per input neuron, evenly spread, so that
/// every synapse carries 1.5 events. All figures were worked out by hand.
/// </summary>
public class WorkedExampleTests
{
    const double Outputs = 32 * 32 * 64;
    const double Macs = 94.0 * 94 * 64 * 64;
    const double MacsWithPadding = Outputs * 9 * 64;
    const double Spikes = 1.5 * Outputs;

    [Theory]
    [InlineData("horowitz45-fp32", true, 173.644, 50.961, 0.293)]
    [InlineData("horowitz45-int8-arithmetic", false, 10.858, 5.429, 0.5)]
    [InlineData("horowitz45-int8", false, 10.864, 5.534, 0.509)]
    [InlineData("horowitz45-int8-sram8k", false, 101.42, 622.012, 6.133)]
    [InlineData("horowitz45-int8-sram8k-acc", false, 101.42, 79.129, 0.78)]
    public void Conventions_give_the_figures_to_the_printed_digits(string convention, bool padding, double ann, double snn, double ratio)
    {
        double macs = padding ? MacsWithPadding : Macs;
        ConventionVerdict verdict = ConventionCatalogue.Named(convention).Compare(Conventional(macs), Spiking(macs));
        Assert.Equal(ann, Math.Round(verdict.AnnJoules!.Value * 1e6, 3));
        Assert.Equal(snn, Math.Round(verdict.SnnJoules!.Value * 1e6, 3));
        Assert.Equal(ratio, Math.Round(verdict.Ratio!.Value, 3));
        Assert.Equal(1.5, verdict.SpikesPerSynapse);
        Assert.Equal(ratio < 1 ? EnergyWinner.Spiking : EnergyWinner.Conventional, verdict.Winner);
    }

    [Theory]
    [InlineData("horowitz45-int8-sram8k", 16.595, 622.012, 37.483)]
    [InlineData("horowitz45-int8-sram8k-acc", 16.595, 79.129, 4.768)]
    public void An_array_that_reuses_operands_sixteen_times(string convention, double ann, double snn, double ratio)
    {
        ConventionVerdict verdict = ConventionCatalogue.Named(convention).Compare(Conventional(Macs), Spiking(Macs), new ConventionSettings { Reuse = 16 });
        Assert.Equal(ann, Math.Round(verdict.AnnJoules!.Value * 1e6, 3));
        Assert.Equal(snn, Math.Round(verdict.SnnJoules!.Value * 1e6, 3));
        Assert.Equal(ratio, Math.Round(verdict.Ratio!.Value, 3));

        // The capacity-matched twin: 4-bit activations.
        Assert.Equal(11.521, Math.Round(verdict.QuantisedJoules!.Value * 1e6, 3));
        if (convention.EndsWith("acc", StringComparison.Ordinal))
        {
            Assert.Equal(6.868, Math.Round(verdict.SnnJoules.Value / verdict.QuantisedJoules.Value, 3));
        }
    }

    [Fact]
    public void Loihi_against_devices()
    {
        // The bill of the chip below, 1311.713 µJ, against products at 300 pJ and at 0.3 pJ.
        double gpu = ConventionalDevices.All.Single(device => device.Name == "gpu-titan-black").JoulesPerInference(Macs);
        double arithmetic = ConventionalDevices.All.Single(device => device.Name == "mac45-int8").JoulesPerInference(Macs);
        Assert.Equal(0.121, Math.Round(1311.713e-6 / gpu, 3));
        Assert.Equal(120.81, Math.Round(1311.713e-6 / arithmetic, 2));
    }

    [Fact]
    public void The_ledger_has_every_line_of_the_example()
    {
        ConventionVerdict verdict = ConventionCatalogue.Named("horowitz45-int8-sram8k").Compare(Conventional(Macs), Spiking(Macs));
        EnergyLedger ledger = verdict.Bill!.Spiking;
        double events = 1.5 * Macs;
        const double Updates = 8 * Outputs;
        Equal(LedgerTerm.SynapticEvents, events, events * 0.1e-12);
        Equal(LedgerTerm.WeightReads, events, events * 1.25e-12);
        Assert.Equal(events + Updates, ledger.Lines.Where(line => line.Term == LedgerTerm.MembraneReads).Sum(line => line.Count), 3);
        Assert.Equal((events + Updates) * 5e-12, ledger.Lines.Where(line => line.Term == LedgerTerm.MembraneWrites).Sum(line => line.Joules!.Value), 1e-15);
        Equal(LedgerTerm.BiasAdds, Updates, Updates * 0.1e-12);
        Equal(LedgerTerm.ThresholdCompares, Updates, Updates * 0.1e-12);
        Equal(LedgerTerm.Spikes, Spikes, Spikes * 5e-12);
        Assert.Equal(622.012, Math.Round(ledger.RequireTotal() * 1e6, 3));
        Assert.Equal(101.42, Math.Round(verdict.Bill.EightBit!.RequireTotal() * 1e6, 3));

        void Equal(string term, double count, double joules)
        {
            LedgerLine line = ledger.Lines.Single(line => line.Term == term && line.Count > 0);
            Assert.Equal(count, line.Count, 3);
            Assert.Equal(joules, line.Joules!.Value, 1e-15);
        }
    }

    [Fact]
    public void Loihi_priced_by_its_table()
    {
        // Active where a spike arrives once, idle else, and one hop to the north per spike.
        ChipActivity activity = new(1, 8, 1) { Samples = 1 };
        activity.Add(0, 0, ActivityKind.SynapticEvents, (long)(1.5 * Macs));
        EnergyResult events = EnergyMeter.Price(activity, ChipCatalogue.Load("loihi1"), 1, null);
        Assert.Equal(1281.206, Math.Round(events.PerInference.Total * 1e6, 3));
        activity.Add(0, 0, ActivityKind.UpdatesDriven, (long)Spikes);
        activity.Add(0, 0, ActivityKind.UpdatesIdle, (long)((8 * Outputs) - Spikes));
        activity.Add(0, 0, ActivityKind.HopsNorth, (long)Spikes);
        EnergyResult all = EnergyMeter.Price(activity, ChipCatalogue.Load("loihi1"), 1, null);
        Assert.Equal(1311.713, Math.Round(all.PerInference.Total * 1e6, 3));
        Assert.Equal(120.81, Math.Round(all.PerInference.Total * 1e6 / 10.857677, 2));
    }

    [Theory]
    [InlineData("horowitz45-fp32", 5.111)]
    [InlineData("horowitz45-int8-arithmetic", 3.0)]
    [InlineData("horowitz45-int8", 3.0)]
    [InlineData("horowitz45-int8-sram8k", 0.247)]
    [InlineData("davidson-furber-2021", 1.714)]
    public void Synapses_alone_break_even_where_the_literature_says(string convention, double breakEven) =>
        Assert.Equal(breakEven, Math.Round(ConventionCatalogue.Named(convention).BreakEvenSpikesPerSynapse!.Value, 3));

    [Fact]
    public void The_potential_in_an_accumulator_breaks_even_where_the_table_says()
    {
        // Fan-in 512 and T = 8: each synapse carries 1/512 of eight reads and writes of a potential.
        LinearFigures figures = Figures("horowitz45-int8-sram8k-acc");
        Assert.Equal(1.958, Math.Round((figures.Product - (8 * figures.PotentialPerUpdate / 512)) / figures.Event, 3));
    }

    [Fact]
    public void The_twin_has_the_activation_bits_of_the_timesteps()
    {
        // T = 8 needs 4 bits: multiply 0.2 × 4/8 + add 0.1; weight 1.25 and activation 0.625 from memory; output 0.625.
        ConventionVerdict compute = ConventionCatalogue.Named("horowitz45-int8-arithmetic").Compare(Conventional(Macs), Spiking(Macs));
        Assert.Equal(Macs * 0.2e-12, compute.QuantisedJoules!.Value, 1e-15);
        ConventionVerdict memory = ConventionCatalogue.Named("horowitz45-int8-sram8k").Compare(Conventional(Macs), Spiking(Macs));
        Assert.Equal((Macs * 2.075e-12) + (Outputs * 0.625e-12), memory.QuantisedJoules!.Value, 1e-15);
        Assert.Null(ConventionCatalogue.Named("horowitz45-fp32").Compare(Conventional(Macs), Spiking(Macs)).QuantisedJoules);
    }

    [Fact]
    public void Lemaire_counts_accesses_arithmetic_and_addresses()
    {
        // 2 inputs, 3 outputs, T = 2, 5 spikes in, 1 out; everything written out by hand, in pJ.
        var layer = new ConventionalLayer("a", "b", false, false, 2, 3, 2, 3, 1, 1, 1, 1, 6, 6);
        var spiking = new SpikingWork(2, 6, 15, 0, 6, 6, new Dictionary<string, double> { ["a"] = 5, ["b"] = 1 });
        ConventionVerdict verdict = ConventionCatalogue.Named("lemaire-2022").Compare(new ConventionalWork(6, 0, 3, [layer]), spiking);
        const double Slope = 1.09e-5;
        double input = 13.2 + (Slope * 16);
        double weight = 13.2 + (Slope * 48);
        double state = 13.2 + (Slope * 96);
        double output = 13.2 + (Slope * 24);
        double ann = (6 * 0.3) + (3 * 0.1) + (6 * 0.1) + (6 * (input + weight)) + (3 * (state + output));
        double snn = (5 * (13.2 + (Slope * 2))) + (15 * weight) + (6 * state) + (2 * (15 + 6) * state) + (1 * (13.2 + (Slope * 3)))
            + ((15 + 6 + 1) * 0.1);
        Assert.Equal(ann, verdict.AnnJoules!.Value * 1e12, 9);
        Assert.Equal(snn, verdict.SnnJoules!.Value * 1e12, 9);
        double fixedPart = (6 * 0.1) + (6 * state) + (2 * 6 * state);
        Assert.Equal(2.5 * (ann - fixedPart) / (snn - fixedPart), verdict.BreakEvenSpikesPerSynapse!.Value, 9);
    }

    [Fact]
    public void Lemaire_counts_a_convolution_as_its_authors_do()
    {
        // 4 × 4 × 2 → 2 × 2 × 3, kernel 3 × 3, stride 2; 10 spikes in, none out, T = 1.
        var layer = new ConventionalLayer("a", "b", false, true, 32, 12, 2, 3, 3, 3, 2, 2, 54, 100);
        var spiking = new SpikingWork(1, 200, 90, 0, 12, 10, new Dictionary<string, double> { ["a"] = 10 });
        ConventionVerdict verdict = ConventionCatalogue.Named("lemaire-2022").Compare(new ConventionalWork(100, 0, 12, [layer]), spiking);
        const double Slope = 1.09e-5;
        double weight = 13.2 + (Slope * 54 * 8);
        double state = 13.2 + (Slope * 12 * 32);
        double ann = (216 * 0.3) + ((12 + 32 + 12 + 27) * 0.1) + (216 * (13.2 + (Slope * 32 * 8) + weight)) + (12 * (state + 13.2 + (Slope * 12 * 8)));
        double snn = (10 * (13.2 + (Slope * 32))) + (270 * weight) + (12 * state) + (2 * (270 + 12) * state)
            + (((10 * 2 * 2 * 3) + 12) * 0.1) + (20 * 0.3) + (270 * 0.1);
        Assert.Equal(ann, verdict.AnnJoules!.Value * 1e12, 8);
        Assert.Equal(snn, verdict.SnnJoules!.Value * 1e12, 8);
    }

    [Fact]
    public void The_winner_changes_at_the_break_even()
    {
        foreach (EnergyConvention convention in ConventionCatalogue.All.Where(c => c.Formula is not (ConventionFormula.Lemaire or ConventionFormula.Published)))
        {
            double? breakEven = convention.Compare(Conventional(Macs), Spiking(Macs)).BreakEvenSpikesPerSynapse;
            Assert.True(breakEven > 0, convention.Name);
            Assert.Equal(EnergyWinner.Spiking, At(breakEven!.Value * 0.999));
            Assert.Equal(EnergyWinner.Conventional, At(breakEven.Value * 1.001));

            EnergyWinner At(double rate) =>
                convention.Compare(Conventional(Macs), Spiking(Macs) with { SynapticEvents = rate * Macs, Spikes = rate * Outputs }).Winner;
        }
    }

    [Fact]
    public void Every_constant_has_a_source_and_names_are_unique()
    {
        Assert.Equal(ConventionCatalogue.All.Count, ConventionCatalogue.All.Select(c => c.Name).Distinct().Count());
        Assert.True(ConventionCatalogue.All.Count >= 6);
        foreach (EnergyConvention convention in ConventionCatalogue.All)
        {
            Assert.NotEmpty(convention.Includes);
            Assert.NotEmpty(convention.Excludes);
            Assert.All(convention.Constants.Where(c => !c.Value.IsKnown), c => Assert.NotEmpty(c.Value.Reason!));
            Assert.All(convention.Constants.Where(c => c.Value.IsKnown), c => Assert.True(c.Value.IsKnown && c.Value.Source.Length > 5, c.Key));
        }
    }

    [Fact]
    public void Devices_have_the_published_figures()
    {
        Assert.Equal(
            [("cpu-i7-4960x", 8.6e-9), ("gpu-titan-black", 0.3e-9), ("arm-cortex-a", 0.9e-9), ("mac45-fp32", 4.6e-12), ("mac45-int8", 0.3e-12)],
            ConventionalDevices.All.Select(device => (device.Name, device.JoulesPerMac.Si)));
        Assert.Equal(10857.677, Math.Round(ConventionalDevices.All[1].JoulesPerInference(Macs) * 1e6, 3));
    }

    static ConventionalWork Conventional(double macs) => new(macs, 0, Outputs, []);

    static SpikingWork Spiking(double macs) => new(8, macs, 1.5 * macs, 0, 8 * Outputs, Spikes, new Dictionary<string, double>());

    /// <summary>Prices seen from outside, in pJ: what one more product, event or update changes.</summary>
    static LinearFigures Figures(string name)
    {
        EnergyConvention convention = ConventionCatalogue.Named(name);
        var nothing = new SpikingWork(8, 1, 0, 0, 0, 0, new Dictionary<string, double>());
        double product = convention.Compare(new ConventionalWork(1, 0, 0, []), nothing).AnnJoules!.Value;
        double one = convention.Compare(new ConventionalWork(1, 0, 0, []), nothing with { SynapticEvents = 1 }).SnnJoules!.Value;
        double update = convention.Compare(new ConventionalWork(1, 0, 0, []), nothing with { NeuronUpdates = 1 }).SnnJoules!.Value;
        return new LinearFigures(product * 1e12, one * 1e12, (update * 1e12) - 0.2);
    }

    readonly record struct LinearFigures(double Product, double Event, double PotentialPerUpdate);
}
