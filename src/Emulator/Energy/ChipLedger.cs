using Neuromorphic.Emulator.Activity;
using Neuromorphic.Emulator.Chips;
using Neuromorphic.Emulator.Runs;

namespace Neuromorphic.Emulator.Energy;

/// <summary>
/// The bill of one inference by the chip's own published energies. Its total is that of <see cref="EnergyMeter"/>; besides
/// it names what a chip's prices contain or leave open.
/// </summary>
public static class ChipLedger
{
    /// <summary>The ledger of a run.</summary>
    /// <param name="run">A run of which at least one sample is done.</param>
    /// <param name="staticShare">Share of the power at rest that is charged, 0 to 1.</param>
    public static EnergyLedger Of(ChipRunResult run, double staticShare = 1)
    {
        ArgumentNullException.ThrowIfNull(run);
        return Of(run, new Dictionary<string, double>(), staticShare);
    }

    /// <summary>The ledger with some prices multiplied, by field of the chip file.</summary>
    internal static EnergyLedger Of(ChipRunResult run, IReadOnlyDictionary<string, double> factors, double staticShare)
    {
        ChipEnergy prices = run.Program.Chip.Energy;
        ActivityCounts counts = run.Activity.Total;
        double perSample = 1.0 / Math.Max(1, run.Activity.Samples);
        var ledger = new LedgerBuilder();
        Line(LedgerTerm.SynapticEvents, counts.SynapticEvents, prices.SynapticEvent, "energy.synapticEvent", spikes: true);
        ledger.Contain(LedgerTerm.ReadoutAdds, SpikingWork.OfReadout(run).SynapticEvents * perSample, LedgerTerm.SynapticEvents);
        if (counts.GradedEvents > 0)
        {
            ledger.PriceIfKnown(LedgerTerm.GradedProducts, counts.GradedEvents * perSample, null, "multiplication by graded payloads");
        }

        Line(LedgerTerm.UpdatesDriven, counts[ActivityKind.UpdatesDriven], prices.UpdateActive, "energy.updateActive");
        Line(LedgerTerm.UpdatesIdle, counts[ActivityKind.UpdatesIdle], prices.UpdateInactive, "energy.updateInactive");
        var work = SpikingWork.Of(run);
        ledger.Contain(LedgerTerm.MembraneReads, counts.MembraneReads * perSample, LedgerTerm.Updates);
        ledger.Contain(LedgerTerm.MembraneWrites, counts.MembraneWrites * perSample, LedgerTerm.Updates);
        ledger.Contain(LedgerTerm.ThresholdCompares, work.ThresholdCompares, LedgerTerm.Updates);
        ledger.Contain(LedgerTerm.BiasAdds, work.BiasAdds, LedgerTerm.Updates);
        Line(LedgerTerm.Spikes, counts.Spikes, prices.Spike, "energy.spike", spikes: true);
        Line($"{LedgerTerm.Packets}, sent", counts.Packets, prices.PacketSent, "energy.packetSent", spikes: true);
        Line($"{LedgerTerm.Packets}, received", counts[ActivityKind.PacketsReceived], prices.PacketReceived, "energy.packetReceived", spikes: true);
        Line(LedgerTerm.PacketsWithinTile, counts[ActivityKind.WithinTile], prices.WithinTile, "energy.withinTile", spikes: true);
        Line(
            LedgerTerm.HopsEastWest, counts[ActivityKind.HopsEast] + counts[ActivityKind.HopsWest], prices.HopEastWest, "energy.hopEastWest", spikes: true);
        Line(
            LedgerTerm.HopsNorthSouth, counts[ActivityKind.HopsNorth] + counts[ActivityKind.HopsSouth], prices.HopNorthSouth, "energy.hopNorthSouth", spikes: true);
        Line(LedgerTerm.Crossings, counts.OffChipCrossings, prices.OffChipCrossing, "energy.offChipCrossing", spikes: true);
        if (counts.PayloadBits > 0)
        {
            ledger.PriceIfKnown(LedgerTerm.PayloadBits, counts.PayloadBits * perSample, null, "transport of payload bits");
        }

        Line(LedgerTerm.Barriers, run.Activity.Barriers, prices.Barrier, "energy.barrier");
        Line(LedgerTerm.FirstLayerMacs, counts.MultiplyAccumulates, prices.MultiplyAccumulate, "energy.multiplyAccumulate");
        ledger.Contain(LedgerTerm.SettlingSteps, SpikingWork.SettlingSteps(run), $"{LedgerTerm.Updates} and {LedgerTerm.Barriers}");
        ledger.Contain(LedgerTerm.CalibrationSteps, 0, $"{LedgerTerm.Updates} and {LedgerTerm.Barriers}");
        AtRest(ledger, run, factors, staticShare);
        return ledger.Build();

        void Line(string term, long count, Quantity price, string field, bool spikes = false)
        {
            if (price.IncludedIn is string within)
            {
                ledger.Contain(term, count * perSample, within);
                return;
            }

            double? each = price.TryGet(out double? joules) ? joules * factors.GetValueOrDefault(field, 1) : null;
            ledger.PriceIfKnown(term, count * perSample, each, field, spikes);
        }
    }

    static void AtRest(LedgerBuilder ledger, ChipRunResult run, IReadOnlyDictionary<string, double> factors, double share)
    {
        const string Field = "staticPower";
        double? seconds = run.Latency.PerInferenceSeconds * run.Program.ChipsUsed;
        if (run.Program.Chip.StaticPower.IncludedIn is string within)
        {
            ledger.Contain(LedgerTerm.StaticSeconds, seconds ?? 0, within);
        }
        else if (share == 0)
        {
            ledger.Exclude([(LedgerTerm.StaticSeconds, seconds ?? 0)]);
        }
        else if (run.Program.Chip.StaticPower.TryGet(out double? watts) && seconds is double known)
        {
            ledger.Price(LedgerTerm.StaticSeconds, known, watts.Value * share * factors.GetValueOrDefault(Field, 1), Field);
            if (run.Latency.LowerBound)
            {
                ledger.PriceIfKnown($"{LedgerTerm.StaticSeconds}, of times not published", 1, null, $"{Field} × {string.Join(", ", run.Latency.Omitted)}");
            }
        }
        else
        {
            ledger.PriceIfKnown(LedgerTerm.StaticSeconds, 1, null, run.Program.Chip.StaticPower.IsKnown ? $"{Field} (the time of an inference is not known)" : Field);
        }
    }
}
