using Neuromorphic.Emulator.Activity;
using Neuromorphic.Emulator.Energy;
using Neuromorphic.Emulator.Mapping;
using Neuromorphic.Emulator.Mapping.Placement;
using Neuromorphic.Emulator.Runs;
using Neuromorphic.Emulator.Traffic;
using Neuromorphic.Tools.Results;
using ActivityCounts = Neuromorphic.Emulator.Activity.ActivityCounts;
using EnergyParts = Neuromorphic.Emulator.Energy.EnergyParts;

namespace Neuromorphic.Tools.Pipeline;

/// <summary>How a network lies on a chip and what its cores did, as results name it.</summary>
static class ChipFacts
{
    /// <summary>The facts of a run.</summary>
    public static ChipUse Of(ChipRunResult run, EnergyResult energy, NetworkCheck? check)
    {
        ChipProgram program = run.Program;
        double perSample = 1.0 / run.Activity.Samples;
        return new ChipUse
        {
            Name = program.Chip.Name,
            ChipsUsed = program.ChipsUsed,
            CoresUsed = program.Cores.Count,
            Cores = program.Chip.CoresPerChip,
            CoreList = [.. program.Cores.Select(core => Core(core, run.Activity.OfCore(core.Index), energy.PerCore[core.Index], perSample))],
            Tiles = new TileMap(
                program.Mesh.Width,
                program.Mesh.Height,
                [.. Enumerable.Range(0, program.Mesh.Tiles).Select(tile => run.Activity.TraversalsInto(tile) * perSample)])
            {
                Links = [.. run.Activity.Links.ToArray().Select(link => link * perSample)],
            },
            Utilisation = [.. Utilisation(program)],
            LayerLimits = [.. LayerLimits(program)],
            Exceeded = [.. program.Exceeded.Select(limit => new LimitUse(NameOf(limit.Limit), limit.Population, limit.Needed, limit.Available))],
            Placement = Placement(program.PlacementCosts),
            NetworkCheck = check is null ? null : Check(check),
        };
    }

    static CoreUse Core(CoreAssignment core, ActivityCounts counts, EnergyParts energy, double perSample) => new()
    {
        Core = core.Index,
        TileX = core.Tile.X,
        TileY = core.Tile.Y,
        Layer = core.Population.Name,
        Neurons = core.Block.Count,
        SpikesPerInference = counts.Spikes * perSample,
        SynapticEventsPerInference = counts.SynapticEvents * perSample,
        PacketsIn = counts[ActivityKind.PacketsReceived] * perSample,
        PacketsOut = counts.Packets * perSample,
        JoulesPerInference = energy.Total > 0 ? energy.Total : null,
    };

    static PlacementUse Placement(PlacementCosts costs) => new(
        costs.Chosen, costs.RowMajor, costs.Hilbert, costs.Spectral, costs.Random, costs.RandomUnicast, costs.BusiestLink, costs.BusiestLinkHilbert);

    static NetworkCheckFacts Check(NetworkCheck check) => new()
    {
        Sample = check.Sample,
        Timestep = check.Timestep,
        Packets = check.Packets,
        BoundCycles = check.Bound.Cycles,
        Simulations =
        [
            .. check.Cycles.Select(simulation => new CycleFacts(
                simulation.Depth, simulation.Result.Drain, (simulation.Result.Drain / check.Bound.Cycles) - 1, simulation.Result.MeanLatency)),
        ],
        ModelSeconds = check.ModelSeconds,
        EventSeconds = check.EventSeconds,
    };

    /// <summary>Each limit where it is tightest.</summary>
    static IEnumerable<LimitUse> Utilisation(ChipProgram program) => Tightest(program, program.Cores);

    static IEnumerable<LimitUse> LayerLimits(ChipProgram program) => program.Cores
        .GroupBy(core => core.Population)
        .SelectMany(cores => Tightest(program, cores));

    static IEnumerable<LimitUse> Tightest(ChipProgram program, IEnumerable<CoreAssignment> cores) => cores
        .SelectMany(core => core.Demand.Compare(program.Chip.Core).Select(use => (use.Limit, core.Population.Name, use.Needed, use.Available)))
        .GroupBy(use => use.Limit)
        .Select(uses => uses.MaxBy(use => use.Needed / use.Available))
        .Select(use => new LimitUse(NameOf(use.Limit), use.Name, use.Needed, use.Available));

    static string NameOf(CoreLimit limit) => limit switch
    {
        CoreLimit.Neurons => "neurons per core",
        CoreLimit.InputAxons => "input axons per core",
        CoreLimit.OutputAxons => "output axons per core",
        CoreLimit.SynapseMemory => "synapse memory per core (bits)",
        CoreLimit.FanIn => "fan-in per neuron",
        CoreLimit.Delay => "delay (timesteps)",
        _ => "weight bits",
    };
}
