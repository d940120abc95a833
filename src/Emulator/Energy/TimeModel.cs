using Neuromorphic.Emulator.Activity;
using Neuromorphic.Emulator.Chips;
using Neuromorphic.Emulator.Mapping;

namespace Neuromorphic.Emulator.Energy;

/// <summary>
/// How long a timestep takes: the slowest core or the busiest part of the network, whichever is longer, then the barrier.
/// </summary>
/// <remarks>
/// A core takes events × event time + updates × update time + spikes, packets sent and packets received × their times. The network is bounded from below by its bottlenecks: the
/// busiest link's traversals × hop time plus the longest way, and the packets into one core × delivery time. Queues are
/// not modelled. The barrier is interpolated between one tile and all tiles of a chip by the tiles in use (derived; only
/// its ends are published).
/// </remarks>
public sealed class TimeModel
{
    readonly double _event;
    readonly double _active;
    readonly double _inactive;
    readonly double _multiplyAccumulate;
    readonly double _spike;
    readonly double _packetSent;
    readonly double _packetReceived;
    readonly double _withinTile;
    readonly double _eastWest;
    readonly double _northSouth;

    TimeModel(ChipSpecification chip, int tilesUsed, int chips, bool hasMultiplyAccumulates)
    {
        ChipTiming timing = chip.Timing;
        _event = timing.SynapticEvent.OrZero;
        _active = timing.UpdateActive.OrZero;
        _inactive = timing.UpdateInactive.OrZero;
        _withinTile = timing.WithinTile.OrZero;
        _eastWest = timing.HopEastWest.OrZero;
        _northSouth = timing.HopNorthSouth.OrZero;
        _spike = timing.Spike.OrZero;
        _packetSent = timing.PacketSent.OrZero;
        _packetReceived = timing.PacketReceived.OrZero;
        _multiplyAccumulate = timing.MultiplyAccumulate.OrZero;
        double span = Math.Max(1, chip.TilesPerChip - 1);
        double share = Math.Min(1, (Math.Min(tilesUsed, chip.TilesPerChip) - 1) / span);
        BarrierSeconds = timing.BarrierMin.OrZero + (share * (timing.BarrierMax.OrZero - timing.BarrierMin.OrZero));
        var omitted = new List<string>();
        (string, Quantity)[] besides =
        [
            ("timing.spike", timing.Spike), ("timing.packetSent", timing.PacketSent), ("timing.packetReceived", timing.PacketReceived),
        ];
        omitted.AddRange(besides.Where(entry => entry.Item2.IsMissing).Select(entry => entry.Item1));
        if (hasMultiplyAccumulates && timing.MultiplyAccumulate.IsMissing)
        {
            omitted.Add("timing.multiplyAccumulate");
        }

        if (chips > 1 && timing.OffChipCrossing.IncludedIn is null)
        {
            // A crossing is timed as a hop and the barrier as one chip's: both are too short by an unknown amount.
            omitted.Add("timing.offChipCrossing");
            omitted.Add("barrier across chips");
        }

        Omitted = omitted;
    }

    /// <summary>Seconds of the barrier that ends a timestep.</summary>
    public double BarrierSeconds { get; }

    /// <summary>Names of what takes time but has no known time; if there are any, all times are lower bounds.</summary>
    public IReadOnlyList<string> Omitted { get; }

    /// <summary>The times of a program's chip.</summary>
    /// <param name="program">The program.</param>
    /// <param name="reason">Why there is none; null if there is one.</param>
    /// <returns>The model, or null if a time that every run needs is not known.</returns>
    public static TimeModel? Create(ChipProgram program, out string? reason)
    {
        ArgumentNullException.ThrowIfNull(program);
        string[] needed =
        [
            "timing.synapticEvent", "timing.updateActive", "timing.updateInactive", "timing.withinTile",
            "timing.hopEastWest", "timing.hopNorthSouth", "timing.barrierMin", "timing.barrierMax",
        ];
        string[] unknown =
        [
            .. program.Chip.Quantities.Where(q => needed.Contains(q.Field) && q.Quantity.IsMissing).Select(q => q.Field),
        ];
        if (unknown.Length > 0)
        {
            reason = $"{program.Chip.Name} does not say {string.Join(", ", unknown)}";
            return null;
        }

        reason = null;
        bool products = program.Network.Populations.Any(p => p.Projections.Any(projection => !projection.Source.Spikes));
        return new TimeModel(program.Chip, program.TilesUsed, program.ChipsUsed, products);
    }

    /// <summary>Seconds of a core's work in a timestep.</summary>
    public double CoreSeconds(long events, long driven, long idle, long multiplyAccumulates, long spikes = 0, long sent = 0, long received = 0) =>
        (events * _event) + (driven * _active) + (idle * _inactive) + (multiplyAccumulates * _multiplyAccumulate)
        + (spikes * _spike) + (sent * _packetSent) + (received * _packetReceived);

    /// <summary>Seconds for which a link is busy.</summary>
    public double LinkSeconds(LinkDirection direction, long traversals) =>
        traversals * (direction is LinkDirection.East or LinkDirection.West ? _eastWest : _northSouth);

    /// <summary>Seconds of a way through an idle network.</summary>
    public double PathSeconds(int eastWest, int northSouth) => (eastWest * _eastWest) + (northSouth * _northSouth);

    /// <summary>Seconds for which a core's entrance is busy.</summary>
    public double IngressSeconds(long packets) => packets * _withinTile;

    internal double CoreSeconds(ReadOnlySpan<long> counts) => CoreSeconds(
        counts[(int)ActivityKind.SynapticEvents],
        counts[(int)ActivityKind.UpdatesDriven],
        counts[(int)ActivityKind.UpdatesIdle],
        counts[(int)ActivityKind.MultiplyAccumulates],
        counts[(int)ActivityKind.Spikes],
        counts[(int)ActivityKind.Packets],
        counts[(int)ActivityKind.PacketsReceived]);
}
