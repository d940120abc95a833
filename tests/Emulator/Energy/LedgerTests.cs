using Neuromorphic.Core.Networks;
using Neuromorphic.Emulator.Chips;
using Neuromorphic.Emulator.Energy;
using Neuromorphic.Emulator.Mapping;
using Neuromorphic.Emulator.Runs;
using Neuromorphic.Emulator.Tests.Runs;
using Neuromorphic.Emulator.Tests.Support;

namespace Neuromorphic.Emulator.Tests.Energy;

public class LedgerTests
{
    static readonly string[] MustStand =
    [
        LedgerTerm.SynapticEvents, LedgerTerm.Updates, LedgerTerm.BiasAdds, LedgerTerm.ThresholdCompares, LedgerTerm.MembraneReads,
        LedgerTerm.MembraneWrites, LedgerTerm.Packets, LedgerTerm.PayloadBits, LedgerTerm.LinkTraversals, LedgerTerm.Barriers,
        LedgerTerm.FirstLayerMacs, LedgerTerm.ReadoutAdds, LedgerTerm.SettlingSteps, LedgerTerm.CalibrationSteps, LedgerTerm.StaticSeconds,
    ];

    [Fact]
    public void The_chips_ledger_is_the_meters_bill_line_by_line()
    {
        Properties.ForSeeds(20, seed =>
        {
            using SpikingNetwork network = seed % 2 == 0 ? TestNetworks.Random(seed) : TestNetworks.Converted(new Random(seed), seed % 6);
            ChipRunResult run = Run(network, TestChips.Loihi, seed);
            EnergyResult bill = EnergyMeter.Price(run);
            EnergyLedger ledger = ChipLedger.Of(run);
            Assert.Equal(bill.PerInference.Total, ledger.Joules, 1e-12 * bill.PerInference.Total);
            Assert.Equal(bill.LowerBound, ledger.LowerBound);
            Assert.Equal(bill.Unpriced.Order(), ledger.Unpriced.Select(line => line.Basis).Order());
            Assert.Throws<InvalidOperationException>(() => ledger.RequireTotal());
        });
    }

    [Fact]
    public void Whatever_happened_stands_in_every_ledger()
    {
        using SpikingNetwork network = TestNetworks.Convolution(new Random(4));
        ChipRunResult run = Run(network, TestChips.Loihi, 4);
        var conventional = ConventionalWork.Of(network);
        var spiking = SpikingWork.Of(run);
        IEnumerable<(string Name, EnergyLedger Ledger)> ledgers = ConventionCatalogue.All
            .Select(convention => (convention.Name, convention.BillOf(conventional, spiking)?.Spiking))
            .Where(entry => entry.Spiking is not null).Select(entry => (entry.Name, entry.Spiking!));
        foreach ((string name, EnergyLedger ledger) in ledgers)
        {
            Assert.All(MustStand, term => Assert.True(Stands(ledger, term), $"{name}: {term}"));
            Assert.All(ledger.Lines, line => Assert.Equal(line.Treatment == LedgerTreatment.Priced, line.Joules is not null));
            Assert.All(ledger.Lines, line => Assert.NotEmpty(line.Basis));
        }

        EnergyLedger chip = ChipLedger.Of(run);
        foreach (string term in MustStand.Where(term => term != LedgerTerm.PayloadBits))
        {
            Assert.True(Stands(chip, term), term);
        }

        static bool Stands(EnergyLedger ledger, string term) =>
            ledger.Lines.Any(line => line.Term == term || line.Term.StartsWith(term + ",", StringComparison.Ordinal));
    }

    [Fact]
    public void A_line_without_a_price_makes_a_lower_bound_that_decides_only_against_spiking()
    {
        const string File = """
            schema: neuromorphic.conventions/1
            conventions:
              - name: mine
                title: a device whose updates have no price
                formula: events
                node: 28 nm
                includes: [events]
                excludes: [updates]
                constants:
                  product: { value: PRODUCT, unit: pJ, evidence: assumed, source: test }
                  output: { value: 0, unit: pJ, evidence: assumed, source: test }
                  event: { value: 10, unit: pJ, evidence: assumed, source: test }
                  update: { unknown: 'nobody has measured it' }
            """;
        var conventional = new ConventionalWork(1000, 0, 10, []);
        var spiking = new SpikingWork(4, 1000, 500, 0, 40, 20, new Dictionary<string, double>());
        ConventionVerdict open = Mine("100").Compare(conventional, spiking);
        Assert.True(open.LowerBound);
        Assert.Equal(EnergyWinner.Neither, open.Winner);
        Assert.Null(open.BreakEvenSpikesPerSynapse);
        Assert.Equal(LedgerTerm.Updates, Assert.Single(open.Bill!.Spiking.Unpriced).Term);
        Assert.Equal(EnergyWinner.Conventional, Mine("1").Compare(conventional, spiking).Winner);

        static EnergyConvention Mine(string product) => Assert.Single(ConventionCatalogue.Read("mine.yaml", File.Replace("PRODUCT", product, StringComparison.Ordinal)));
    }

    [Fact]
    public void Power_at_rest_is_charged_by_its_share()
    {
        using SpikingNetwork network = TestNetworks.Plain(3, 40, 5);
        ChipRunResult run = Run(network, TestChips.Loihi, 1);
        double whole = ChipLedger.Of(run).Lines.Single(line => line.Term == LedgerTerm.StaticSeconds).Joules!.Value;
        Assert.Equal(0.104 * run.Latency.PerInferenceSeconds!.Value, whole, 1e-15);
        Assert.Equal(whole / 4, ChipLedger.Of(run, 0.25).Lines.Single(line => line.Term == LedgerTerm.StaticSeconds).Joules!.Value, 1e-15);
        Assert.Equal(LedgerTreatment.Excluded, ChipLedger.Of(run, 0).Lines.Single(line => line.Term == LedgerTerm.StaticSeconds).Treatment);
    }

    [Fact]
    public void Settings_change_the_conventional_side_as_they_say()
    {
        EnergyConvention memory = ConventionCatalogue.Named("horowitz45-int8-sram8k");
        var conventional = new ConventionalWork(1000, 100, 10, []);
        var spiking = new SpikingWork(4, 900, 500, 0, 40, 20, new Dictionary<string, double>());
        Assert.Equal((1000 * 2.8) + (10 * 1.25), Ann(new ConventionSettings()), 6);
        Assert.Equal((1000 * (0.3 + (2.5 / 4))) + 12.5, Ann(new ConventionSettings { Reuse = 4 }), 6);
        Assert.Equal(((100 + 450) * 2.8) + 12.5, Ann(new ConventionSettings { Sparsity = 0.5 }), 6);
        Assert.Equal(2812.5 / 0.2, Ann(new ConventionSettings { Utilisation = 0.2 }), 6);
        double less = Snn(new ConventionSettings()) - Snn(new ConventionSettings { SpikingReuse = 5 });
        Assert.Equal(500 * 1.25 * 0.8, less, 6);
        Assert.Throws<ArgumentOutOfRangeException>(() => Ann(new ConventionSettings { Reuse = 0.5 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Ann(new ConventionSettings { Utilisation = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Ann(new ConventionSettings { Sparsity = 1.1 }));

        double Ann(ConventionSettings settings) => memory.Compare(conventional, spiking, settings).AnnJoules!.Value * 1e12;
        double Snn(ConventionSettings settings) => memory.Compare(conventional, spiking, settings).SnnJoules!.Value * 1e12;
    }

    [Fact]
    public void The_band_is_that_of_constants_halved_and_doubled()
    {
        // Two events per product: 2 × add ÷ (multiply + add), with multiply ÷ add = 2 between 1/2 and 8.
        var conventional = new ConventionalWork(1000, 0, 0, []);
        var spiking = new SpikingWork(4, 1000, 2000, 0, 0, 0, new Dictionary<string, double>());
        ConventionVerdict verdict = ConventionCatalogue.Named("horowitz45-int8-arithmetic").Compare(conventional, spiking);
        Assert.Equal(2.0 / 3, verdict.Ratio!.Value, 12);
        ConstantSensitivity multiply = verdict.Sensitivity!.Constants.Single(constant => constant.Name == "multiply");
        Assert.Equal((1.0, 0.4), (Math.Round(multiply.Halved, 12), Math.Round(multiply.Doubled, 12)));
        ConstantSensitivity add = verdict.Sensitivity.Constants.Single(constant => constant.Name == "add");
        Assert.Equal((0.4, 1.0), (Math.Round(add.Halved, 12), Math.Round(add.Doubled, 12)));
        Assert.Equal(2.0 / 9, verdict.Sensitivity.Low, 12);
        Assert.Equal(2 / 1.5, verdict.Sensitivity.High, 12);
        Assert.False(verdict.Sensitivity.Robust);
    }

    [Theory]
    [InlineData(0.1, EnergyWinner.Spiking)]
    [InlineData(0.15, EnergyWinner.Neither)]
    [InlineData(1.38, EnergyWinner.Neither)]
    [InlineData(1.5, EnergyWinner.Conventional)]
    public void A_published_range_decides_outside_of_itself(double rate, EnergyWinner winner)
    {
        var spiking = new SpikingWork(4, 1000, 1000 * rate, 0, 0, 0, new Dictionary<string, double>());
        ConventionVerdict verdict = ConventionCatalogue.Named("dampfhoffer-2022").Compare(new ConventionalWork(1000, 0, 0, []), spiking);
        Assert.Equal(winner, verdict.Winner);
        Assert.Equal((0.15, 1.38), verdict.BreakEvenRange);
        Assert.Null(verdict.AnnJoules);
        Assert.Null(verdict.Ratio);
    }

    [Fact]
    public void Constants_of_different_nodes_are_said_to_be_mixed()
    {
        Assert.True(ConventionCatalogue.Named("kerasspiking-loihi-gpu").MixesNodes);
        Assert.Equal(["28 nm", "14 nm"], ConventionCatalogue.Named("kerasspiking-loihi-gpu").Nodes);
        Assert.All(
            ConventionCatalogue.All.Where(convention => !convention.Name.StartsWith("kerasspiking", StringComparison.Ordinal)),
            convention => Assert.False(convention.MixesNodes, convention.Name));
    }

    [Fact]
    public void At_seven_nanometres_memory_weighs_more()
    {
        // Break-even of synapses alone, arithmetic: (0.07 + 0.03) ÷ 0.03; with 8 KiB: 8 bits twice against 8 + 64 bits.
        Assert.Equal(0.1 / 0.03, ConventionCatalogue.Named("jouppi7-int8-arithmetic").BreakEvenSpikesPerSynapse!.Value, 9);
        double bit = 7.5 / 64;
        Assert.Equal(((16 * bit) + 0.1) / ((72 * bit) + 0.03), ConventionCatalogue.Named("jouppi7-int8-sram8k").BreakEvenSpikesPerSynapse!.Value, 9);
    }

    static ChipRunResult Run(SpikingNetwork network, ChipSpecification chip, int seed) =>
        ActivityTests.Run(ChipMapper.Map(network, chip, 8), TestNetworks.Samples(network, 2, seed), 1);
}
