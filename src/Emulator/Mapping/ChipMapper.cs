using System.Diagnostics;
using Neuromorphic.Core.Networks;
using Neuromorphic.Emulator.Chips;
using Neuromorphic.Emulator.Faults;
using Neuromorphic.Emulator.Mapping.Placement;

namespace Neuromorphic.Emulator.Mapping;

/// <summary>Maps a network onto a chip: partition, place, route.</summary>
public static class ChipMapper
{
    /// <summary>Maps a network.</summary>
    /// <param name="network">The network; not owned.</param>
    /// <param name="chip">The chip.</param>
    /// <param name="weightBits">Bits of a stored weight, sign included, at least 1.</param>
    /// <param name="seed">Seed of the placement. Spikes and events do not depend on it, only hops do.</param>
    /// <param name="options">Further choices; null for the usual ones.</param>
    /// <returns>The program; it needs more than one chip if the cores of one do not suffice.</returns>
    /// <exception cref="MappingException">A population cannot be cut so that a core holds a part of it.</exception>
    /// <exception cref="FaultException">Too much is dead.</exception>
    /// <exception cref="ArgumentException">Spike rates do not match their population.</exception>
    public static ChipProgram Map(
        SpikingNetwork network, ChipSpecification chip, int weightBits, ulong seed = 0, MappingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(chip);
        ArgumentOutOfRangeException.ThrowIfLessThan(weightBits, 1);
        options ??= new MappingOptions();
        var exceeded = new List<ExceededLimit>();
        CheckWeightBits(network, chip, weightBits, exceeded);

        long start = Stopwatch.GetTimestamp();
        IReadOnlyList<Population> populations = network.Populations;
        var grids = new BlockGrid[populations.Count];
        var demands = new CoreDemand[populations.Count][];
        var fanOut = new FanOutTable[populations.Count];
        int[]?[] blockOfNeuron = new int[populations.Count][];
        int[] blocks = new int[populations.Count];

        // From the read-out back: how many cores a neuron sends to is known once its targets are cut.
        for (int p = populations.Count - 1; p >= 0; p--)
        {
            fanOut[p] = FanOutTable.Build(network, populations[p], blockOfNeuron, blocks);
            if (p > 0)
            {
                var needs = PopulationNeeds.Of(network, populations[p], fanOut[p].BlocksPerNeuron(), chip.Core);
                ChipSpecification wide = chip;
                if (chip.Core.CountsBeyond)
                {
                    (CoreLimits limits, IReadOnlyList<ExceededLimit> beyond) = Partitioner.Widen(populations[p], chip, weightBits, needs);
                    wide = chip with { Core = limits };
                    exceeded.AddRange(beyond);
                }

                (grids[p], demands[p]) = Partitioner.Partition(populations[p], wide, weightBits, needs);
                blockOfNeuron[p] = grids[p].BlockOfNeuron();
                blocks[p] = demands[p].Length;
            }
        }

        int[] firstCore = new int[populations.Count];
        int cores = 0;
        for (int p = 1; p < populations.Count; p++)
        {
            firstCore[p] = cores;
            cores = checked(cores + blocks[p]);
        }

        (MeshGeometry mesh, DamagedMesh? damage) = Arrange(chip, cores, options);
        var builder = new RouteBuilder(network, firstCore, blockOfNeuron, fanOut);
        long partitioned = Stopwatch.GetTimestamp();
        var graph = new NetGraph(cores, builder.Nets(options.SpikeRates));
        (TilePosition[] tiles, PlacementCosts costs) = Placer.Place(
            graph, chip, mesh, seed, options.ImprovePlacement, options.LinkLoadPenalty);
        if (damage is not null)
        {
            tiles = damage.Evade(tiles);
            costs = costs with { Chosen = RouterCost.Of(graph, PlacementGrid.OfTiles(chip, mesh), [.. tiles.Select(mesh.Index)]) };
        }

        long placed = Stopwatch.GetTimestamp();
        (SpikeClass[] classes, Route[] routes) = builder.Plan(tiles, mesh, chip.Mesh, damage?.DeadLinks, CoresOn);
        long routed = Stopwatch.GetTimestamp();

        // For messages: the cores that lie on a tile.
        string CoresOn(int tile) => string.Join(", ", Enumerable.Range(1, populations.Count - 1).SelectMany(p => Enumerable.Range(firstCore[p], blocks[p])
            .Where(core => mesh.Index(tiles[core]) == tile)
            .Select(core => $"core {core} of '{populations[p].Name}'")));

        var assignments = new List<CoreAssignment>(cores);
        var utilisation = new List<PopulationUtilisation>();
        for (int p = 1; p < populations.Count; p++)
        {
            for (int block = 0; block < blocks[p]; block++)
            {
                TilePosition tile = tiles[firstCore[p] + block];
                assignments.Add(new CoreAssignment(
                    firstCore[p] + block, populations[p], grids[p][block], mesh.ChipOf(tile), tile, demands[p][block]));
            }

            utilisation.Add(Utilisation(populations[p], firstCore[p], demands[p], network.DepthOf(populations[p]), chip.Core));
        }

        return new ChipProgram(
            network, chip, weightBits, mesh, assignments, utilisation, builder.CoreOfNeuron, builder.ClassOfNeuron, classes, routes)
        {
            PlacementCosts = costs,
            DeadCores = damage?.DeadCores ?? 0,
            DeadLinks = damage?.DeadLinks.Count(dead => dead) ?? 0,
            Seconds = new MappingSeconds(
                Stopwatch.GetElapsedTime(start, partitioned).TotalSeconds,
                Stopwatch.GetElapsedTime(partitioned, placed).TotalSeconds,
                Stopwatch.GetElapsedTime(placed, routed).TotalSeconds),
            Exceeded = exceeded,
            Remarks = [.. Remarks(network, chip, options, exceeded)],
        };
    }

    /// <summary>The chips that hold the cores; more of them if some cores are dead.</summary>
    /// <exception cref="FaultException">So many cores are dead that 64 times as many chips would not do.</exception>
    static (MeshGeometry Mesh, DamagedMesh? Damage) Arrange(ChipSpecification chip, int cores, MappingOptions options)
    {
        const int MostTimes = 64;
        int chips = (cores + chip.CoresPerChip - 1) / chip.CoresPerChip;
        int most = MostTimes * chips;
        MeshGeometry mesh = Arrange(chip, chips, options.Arrangement);
        if (options.Faults is not { DamageChip: true } faults)
        {
            return (mesh, null);
        }

        var damage = new DamagedMesh(mesh, chip.Mesh.CoresOnTile, faults);
        while (damage.Living < cores)
        {
            chips++;
            mesh = chips <= most
                ? Arrange(chip, chips, options.Arrangement)
                : throw new FaultException($"{cores} living cores are needed, but with {faults[FaultKind.DeadCores]:0.###} of all cores dead {chips - 1} chips have {damage.Living}; use a lower rate.");
            damage = new DamagedMesh(mesh, chip.Mesh.CoresOnTile, faults);
        }

        damage.RequireListedOnMesh();
        return (mesh, damage);
    }

    /// <summary>A chain, or the rectangle nearest to a square; a rectangle may hold chips without a core, which only pass spikes on.</summary>
    static MeshGeometry Arrange(ChipSpecification chip, int chips, ChipArrangement arrangement)
    {
        if (arrangement == ChipArrangement.Chain)
        {
            return new MeshGeometry(chip, chips);
        }

        int rows = (int)Math.Sqrt(chips);
        return new MeshGeometry(chip, (chips + rows - 1) / rows, rows);
    }

    static void CheckWeightBits(SpikingNetwork network, ChipSpecification chip, int weightBits, List<ExceededLimit> exceeded)
    {
        bool tooMany = !chip.Core.WeightBitsMax.Allows(weightBits);
        bool tooFew = chip.Core.WeightBitsMin.IsKnown && weightBits < chip.Core.WeightBitsMin.Si;
        if (tooMany || tooFew)
        {
            long available = (long)(tooMany ? chip.Core.WeightBitsMax : chip.Core.WeightBitsMin).Si;
            if (chip.Core.CountsBeyond)
            {
                exceeded.Add(new ExceededLimit(network.Populations[1].Name, CoreLimit.WeightBits, weightBits, available));
                return;
            }

            throw new MappingException(
                network.Populations[1].Name,
                CoreLimit.WeightBits,
                weightBits,
                available,
                $"weights of {weightBits} bits do not fit on {chip.Name}, which stores {chip.Core.WeightBitsMin.Value} to {chip.Core.WeightBitsMax.Value} bits. "
                + $"It would fit with {(tooMany ? "fewer" : "more")} weight bits (--weight-bits {available}), or on another chip.");
        }
    }

    static PopulationUtilisation Utilisation(Population population, int firstCore, CoreDemand[] demands, int depth, CoreLimits limits)
    {
        CoreLimit? binding = null;
        double fraction = 0;
        foreach ((CoreLimit limit, long needed, double available) in demands.SelectMany(demand => demand.Compare(limits)))
        {
            if (needed / available > fraction)
            {
                (binding, fraction) = (limit, needed / available);
            }
        }

        return new PopulationUtilisation(population, firstCore, demands.Length, depth, binding, fraction);
    }

    static IEnumerable<string> Remarks(
        SpikingNetwork network, ChipSpecification chip, MappingOptions options, List<ExceededLimit> exceeded)
    {
        if (exceeded.Count > 0)
        {
            yield return $"{chip.Name} cannot hold this network as it is: {string.Join("; ", exceeded)}. It was run as if it could; "
                + "keeping the limits takes a network trained for them, or further neurons, cores and spikes, which are not counted";
        }

        if (options.Timesteps is int timesteps && chip.Core.StateBits.TryGet(out double? bits))
        {
            foreach (PotentialRange range in PotentialRange.Prove(network, timesteps).Where(range => range.Bits > bits))
            {
                yield return $"the potentials of '{range.Population.Name}' may need {range.Bits} bits; {chip.Name} has {bits}, "
                    + "so it could saturate where the emulator does not";
            }
        }

        foreach (string remark in chip.Remarks)
        {
            yield return $"{chip.Name}: {remark}";
        }

        foreach ((string field, Quantity quantity) in chip.Quantities)
        {
            if (field.StartsWith("core.", StringComparison.Ordinal) && !quantity.IsKnown && !quantity.IsUnlimited)
            {
                yield return $"{field} of {chip.Name} is unknown and was not checked: {quantity.Reason}";
            }
        }
    }
}
