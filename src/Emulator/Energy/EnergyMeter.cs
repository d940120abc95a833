using Neuromorphic.Core.Networks;
using Neuromorphic.Emulator.Activity;
using Neuromorphic.Emulator.Chips;
using Neuromorphic.Emulator.Mapping;
using Neuromorphic.Emulator.Runs;

namespace Neuromorphic.Emulator.Energy;

/// <summary>
/// Prices activity: counts × the chip's energies. What has no known price is named and makes the total a lower bound; it
/// never counts as zero silently.
/// </summary>
public sealed class EnergyMeter
{
    readonly ChipEnergy _energy;
    readonly double _perSample;

    EnergyMeter(ChipEnergy energy, long samples)
    {
        _energy = energy;
        _perSample = samples > 0 ? 1.0 / samples : 0;
    }

    /// <summary>Prices a run.</summary>
    public static EnergyResult Price(ChipRunResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        ChipProgram program = result.Program;
        EnergyResult price = Price(
            result.Activity, program.Chip, program.ChipsUsed, result.Latency.PerInferenceSeconds, program.Populations);
        var unpriced = new List<string>(price.Unpriced);
        if (result.Latency.LowerBound && program.Chip.StaticPower.IsKnown && result.Activity.Samples > 0)
        {
            unpriced.Add($"staticPower × {string.Join(", ", result.Latency.Omitted)}");
        }

        if (program.Exceeded.Count > 0)
        {
            unpriced.Add($"what keeping the limits of a core would take: {string.Join("; ", program.Exceeded)}");
        }

        return price with { Unpriced = unpriced };
    }

    /// <summary>Prices activity for a chip.</summary>
    /// <param name="activity">The activity.</param>
    /// <param name="chip">The chip whose prices are used.</param>
    /// <param name="chips">Chips in use, at least 1.</param>
    /// <param name="secondsPerInference">How long a sample takes; null if not known, and then power at rest has no price.</param>
    /// <param name="populations">Whose cores are whose; null for no sums per population.</param>
    public static EnergyResult Price(
        ChipActivity activity,
        ChipSpecification chip,
        int chips,
        double? secondsPerInference,
        IReadOnlyList<PopulationUtilisation>? populations = null)
    {
        ArgumentNullException.ThrowIfNull(activity);
        ArgumentNullException.ThrowIfNull(chip);
        ArgumentOutOfRangeException.ThrowIfLessThan(chips, 1);
        var meter = new EnergyMeter(chip.Energy, activity.Samples);
        var unpriced = new List<string>();
        double barriers = meter.PriceOf(activity.Barriers, chip.Energy.Barrier, "energy.barrier", unpriced);
        var shared = new EnergyParts(
            0, 0, barriers, activity.Samples > 0 ? PowerAtRest(chip, chips, secondsPerInference, unpriced) : 0, 0);
        if (activity.Samples == 0)
        {
            unpriced.Add("no sample ran");
        }

        EnergyParts dynamic = meter.PriceOf(activity.Total, unpriced);
        NameWhatPayloadsAdd(activity.Total, unpriced);
        var perCore = new EnergyParts[activity.Cores];
        for (int core = 0; core < perCore.Length; core++)
        {
            perCore[core] = meter.PriceOf(activity.OfCore(core), null);
        }

        var perPopulation = new List<(Population, EnergyParts)>();
        foreach (PopulationUtilisation use in populations ?? [])
        {
            perPopulation.Add((use.Population, meter.PriceOf(activity.OfCores(use.FirstCore, use.Cores), null)));
        }

        return new EnergyResult(dynamic + shared, shared, perCore, perPopulation, unpriced);
    }

    /// <summary>Prices a timestep of the chip; the timesteps of a sample add up to its price.</summary>
    /// <param name="counts">What happened in the timestep.</param>
    /// <param name="chip">The chip whose prices are used.</param>
    /// <param name="chips">Chips in use, at least 1.</param>
    /// <param name="seconds">How long it took; null if not known, and then power at rest is left out.</param>
    public static EnergyParts PriceTimestep(ActivityCounts counts, ChipSpecification chip, int chips, double? seconds)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(chip);
        return new EnergyMeter(chip.Energy, 1).PriceOf(counts, null)
            + new EnergyParts(0, 0, chip.Energy.Barrier.OrZero, chip.StaticPower.OrZero * chips * (seconds ?? 0), 0);
    }

    /// <summary>Chip files price a synaptic event and a hop of a spike without payload; what one adds is not known.</summary>
    static void NameWhatPayloadsAdd(ActivityCounts counts, List<string> unpriced)
    {
        if (counts.GradedEvents > 0)
        {
            unpriced.Add("multiplication by graded payloads");
        }

        if (counts.PayloadBits > 0)
        {
            unpriced.Add("transport of payload bits");
        }
    }

    static double PowerAtRest(ChipSpecification chip, int chips, double? seconds, List<string> unpriced)
    {
        if (chip.StaticPower.IncludedIn is not null)
        {
            return 0;
        }

        if (chip.StaticPower.TryGet(out double? watts) && seconds is double time)
        {
            return watts.Value * chips * time;
        }

        unpriced.Add(chip.StaticPower.IsKnown ? "staticPower (the time of an inference is not known)" : "staticPower");
        return 0;
    }

    EnergyParts PriceOf(ActivityCounts counts, List<string>? unpriced)
    {
        long eastWest = counts[ActivityKind.HopsEast] + counts[ActivityKind.HopsWest];
        long northSouth = counts[ActivityKind.HopsNorth] + counts[ActivityKind.HopsSouth];
        return new EnergyParts(
            PriceOf(counts.SynapticEvents, _energy.SynapticEvent, "energy.synapticEvent", unpriced),
            PriceOf(counts[ActivityKind.UpdatesDriven], _energy.UpdateActive, "energy.updateActive", unpriced)
                + PriceOf(counts[ActivityKind.UpdatesIdle], _energy.UpdateInactive, "energy.updateInactive", unpriced)
                + PriceOf(counts.Spikes, _energy.Spike, "energy.spike", unpriced),
            PriceOf(counts.Packets, _energy.PacketSent, "energy.packetSent", unpriced)
                + PriceOf(counts[ActivityKind.PacketsReceived], _energy.PacketReceived, "energy.packetReceived", unpriced)
                + PriceOf(counts[ActivityKind.WithinTile], _energy.WithinTile, "energy.withinTile", unpriced)
                + PriceOf(eastWest, _energy.HopEastWest, "energy.hopEastWest", unpriced)
                + PriceOf(northSouth, _energy.HopNorthSouth, "energy.hopNorthSouth", unpriced)
                + PriceOf(counts.OffChipCrossings, _energy.OffChipCrossing, "energy.offChipCrossing", unpriced),
            0,
            PriceOf(counts.MultiplyAccumulates, _energy.MultiplyAccumulate, "energy.multiplyAccumulate", unpriced));
    }

    double PriceOf(long count, Quantity price, string name, List<string>? unpriced)
    {
        if (count == 0)
        {
            return 0;
        }

        if (price.IsMissing)
        {
            unpriced?.Add(name);
        }

        return count * price.OrZero * _perSample;
    }
}
