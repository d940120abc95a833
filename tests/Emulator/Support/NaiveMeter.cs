using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Networks;
using Neuromorphic.Emulator.Activity;
using Neuromorphic.Emulator.Chips;
using Neuromorphic.Emulator.Mapping;

namespace Neuromorphic.Emulator.Tests.Support;

/// <summary>Counts the slow way: every spike, every synapse, every step of every packet on its own.</summary>
sealed class NaiveMeter(ChipProgram program, int timesteps)
{
    /// <summary>Traversals per timestep and link.</summary>
    public Dictionary<(int Step, int Link), long> Loads { get; } = [];

    /// <summary>The longest way per timestep: hops along x and along y.</summary>
    public Dictionary<int, (int X, int Y)> Longest { get; } = [];

    public ChipActivity Activity { get; } = new(program.Cores.Count, program.Network.LatencyTimesteps(timesteps), program.Mesh.Tiles);

    public void Meter(NetworkSimulator simulator, ReadOnlySpan<int> input)
    {
        Activity.Samples++;
        Activity.TimestepsUnused += Activity.Timesteps;
        int used = 0;
        foreach (Population population in program.Network.Populations)
        {
            foreach (Projection projection in population.Projections)
            {
                if (projection.Source is InputPopulation)
                {
                    CountProducts(population, projection, input);
                }
            }

            for (int t = 0; population is not InputPopulation && t < simulator.Steps(population); t++)
            {
                for (int i = 0; i < population.Count; i++)
                {
                    int step = t + Depth(population) - 1;
                    int core = program.CoreOfNeuron(population)[i];
                    bool driven = SpikeMask.Contains(simulator.Driven(population, t), i);
                    Activity.Add(core, step, driven ? ActivityKind.UpdatesDriven : ActivityKind.UpdatesIdle, 1);
                    Activity.Add(core, step, ActivityKind.BiasAdds, population is MaxPoolPopulation || t >= timesteps ? 0 : 1);
                    used = Math.Max(used, step + 1);
                    if (population.Spikes && SpikeMask.Contains(simulator.Spikes(population, t), i))
                    {
                        Activity.Add(core, step, ActivityKind.Spikes, 1);
                        Send(population, i, core, t, step);
                    }
                }
            }
        }

        Activity.TimestepsUnused -= used;
    }

    /// <summary>The time of a single sample, from the documented formula and the chip's own numbers.</summary>
    public double Seconds()
    {
        ChipTiming timing = program.Chip.Timing;
        double tiles = Math.Min(program.TilesUsed, program.Chip.TilesPerChip) - 1;
        double barrier = timing.BarrierMin.Si
            + (tiles / Math.Max(1, program.Chip.TilesPerChip - 1) * (timing.BarrierMax.Si - timing.BarrierMin.Si));
        double sum = 0;
        for (int step = 0; step < Activity.Barriers; step++)
        {
            ActivityCounts[] cores = [.. Enumerable.Range(0, Activity.Cores).Select(core => Activity.Of(core, step))];
            double compute = cores.Max(c => (c.SynapticEvents * timing.SynapticEvent.Si)
                + (c[ActivityKind.UpdatesDriven] * timing.UpdateActive.Si) + (c[ActivityKind.UpdatesIdle] * timing.UpdateInactive.Si)
                + (c.Spikes * timing.Spike.Si) + (c.Packets * timing.PacketSent.Si) + (c[ActivityKind.PacketsReceived] * timing.PacketReceived.Si));
            double link = Loads.Where(load => load.Key.Step == step)
                .Select(load => load.Value * (load.Key.Link % 4 < 2 ? timing.HopEastWest.Si : timing.HopNorthSouth.Si)).DefaultIfEmpty(0).Max();
            double network = Math.Max(
                link + HopSeconds(Longest.GetValueOrDefault(step)),
                cores.Max(c => c[ActivityKind.PacketsReceived]) * timing.WithinTile.Si);
            sum += Math.Max(compute, network) + barrier;
        }

        return sum;
    }

    double HopSeconds((int X, int Y) way) =>
        (way.X * program.Chip.Timing.HopEastWest.Si) + (way.Y * program.Chip.Timing.HopNorthSouth.Si);

    void CountProducts(Population population, Projection projection, ReadOnlySpan<int> input)
    {
        for (int j = 0; j < projection.Source.Count; j++)
        {
            foreach (int target in Targets(projection, j))
            {
                int core = program.CoreOfNeuron(population)[target];
                Activity.Add(core, Depth(population) - 1, ActivityKind.MultiplyAccumulates, 1);
                Activity.Add(core, Depth(population) - 1, ActivityKind.EffectiveMultiplyAccumulates, input[j] != 0 ? 1 : 0);
            }
        }
    }

    void Send(Population source, int neuron, int core, int t, int step)
    {
        var destinations = new SortedSet<int>();
        foreach (Population population in program.Network.Populations)
        {
            foreach (Projection projection in population.Projections.Where(p => p.Source == source))
            {
                foreach (int target in Targets(projection, neuron))
                {
                    int destination = program.CoreOfNeuron(population)[target];
                    destinations.Add(destination);
                    Activity.Add(destination, t + Depth(population) - 1, ActivityKind.SynapticEvents, 1);
                    Activity.Add(destination, t + Depth(population) - 1, ActivityKind.GradedEvents, source.Code.Kind == SpikeKind.Graded ? 1 : 0);
                }
            }
        }

        var tree = new HashSet<(int X, int Y, LinkDirection Direction)>();
        foreach (int destination in destinations)
        {
            Activity.Add(core, step, ActivityKind.Packets, 1);
            Activity.Add(core, step, ActivityKind.PayloadBits, source.Code.PayloadBits);
            Activity.Add(destination, step, ActivityKind.PacketsReceived, 1);
            (int x, int y) = (program.Cores[core].Tile.X, program.Cores[core].Tile.Y);
            (int toX, int toY) = (program.Cores[destination].Tile.X, program.Cores[destination].Tile.Y);
            Activity.Add(core, step, ActivityKind.WithinTile, x == toX && y == toY ? 1 : 0);
            (int X, int Y) way = (Math.Abs(toX - x), Math.Abs(toY - y));
            (int X, int Y) longest = Longest.GetValueOrDefault(step);
            Longest[step] = HopSeconds(way) > HopSeconds(longest) ? way : longest;
            while (x != toX || y != toY)
            {
                int previous = x;
                LinkDirection direction = x < toX ? LinkDirection.East : x > toX ? LinkDirection.West : y < toY ? LinkDirection.South : LinkDirection.North;
                x += direction == LinkDirection.East ? 1 : direction == LinkDirection.West ? -1 : 0;
                y += direction == LinkDirection.South ? 1 : direction == LinkDirection.North ? -1 : 0;
                if (program.Chip.Mesh.Delivery.Value == Delivery.Unicast || tree.Add((x, y, direction)))
                {
                    int width = program.Chip.Mesh.WidthTiles;
                    ActivityKind kind = previous / width != x / width ? ActivityKind.OffChipCrossings : direction switch
                    {
                        LinkDirection.East => ActivityKind.HopsEast,
                        LinkDirection.West => ActivityKind.HopsWest,
                        LinkDirection.North => ActivityKind.HopsNorth,
                        _ => ActivityKind.HopsSouth,
                    };
                    Activity.Add(core, step, kind, 1);
                    int link = (4 * ((y * program.Mesh.Width) + x)) + (int)direction;
                    Activity.AddTraversals(link, 1);
                    Loads[(step, link)] = Loads.GetValueOrDefault((step, link)) + 1;
                }
            }
        }
    }

    static int[] Targets(Projection projection, int source)
    {
        int[] targets = new int[projection.Synapses.MaxFanOut];
        int count = projection.Synapses.CopySynapses(source, targets, new sbyte[targets.Length]);
        return targets[..count];
    }

    static int Depth(Population population) =>
        population is InputPopulation ? 0 : 1 + population.Projections.Max(projection => Depth(projection.Source));
}
