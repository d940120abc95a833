using Neuromorphic.Emulator.Chips;

namespace Neuromorphic.Emulator.Mapping;

/// <summary>
/// Places cores on tiles: along Hilbert's curve in the order of the network, then improved by swaps (simulated annealing
/// on the cost of the router that the chip has). The same seed gives the same placement; the worst outcome is the order
/// of the network itself.
/// </summary>
sealed class Placer
{
    const int MaxMoves = 50_000;
    const long MaxWork = 40_000_000;
    const double FinalTemperature = 1e-3;

    readonly MeshGeometry _mesh;
    readonly Delivery _delivery;
    readonly IReadOnlyList<SpikeNet> _nets;
    readonly int[][] _netsOfCore;
    readonly int[] _visited;
    readonly TilePosition[] _tiles;
    int _visit;

    Placer(MeshGeometry mesh, Delivery delivery, TilePosition[] tiles, IReadOnlyList<SpikeNet> nets)
    {
        _mesh = mesh;
        _delivery = delivery;
        _tiles = tiles;
        _nets = nets;
        _visited = new int[nets.Count];
        List<int>[] netsOfCore = [.. tiles.Select(_ => new List<int>())];
        for (int net = 0; net < nets.Count; net++)
        {
            foreach (int core in nets[net].Destinations.Append(nets[net].Source).Distinct())
            {
                netsOfCore[core].Add(net);
            }
        }

        _netsOfCore = [.. netsOfCore.Select(list => list.ToArray())];
    }

    /// <summary>The tile of every core, and the cost in weighted hops before and after the improvement.</summary>
    public static (TilePosition[] Tiles, double IdentityCost, double Cost) Place(
        int cores, ChipSpecification chip, MeshGeometry mesh, IReadOnlyList<SpikeNet> nets, ulong seed, bool improve)
    {
        IReadOnlyList<TilePosition> order = HilbertCurve.Tiles(chip.Mesh.WidthTiles, chip.Mesh.HeightTiles);
        var identity = new TilePosition[cores];
        for (int core = 0; core < cores; core++)
        {
            TilePosition tile = order[core % chip.CoresPerChip / chip.Mesh.CoresOnTile];
            identity[core] = tile with { X = tile.X + (core / chip.CoresPerChip * chip.Mesh.WidthTiles) };
        }

        var placer = new Placer(mesh, chip.Mesh.Delivery.Value, [.. identity], nets);
        double before = placer.TotalCost();
        if (!improve || before == 0 || cores < 2)
        {
            return (identity, before, before);
        }

        TilePosition[] best = placer.Anneal(seed);
        best.CopyTo(placer._tiles, 0);
        double after = placer.TotalCost();
        return after < before ? (best, before, after) : (identity, before, before);
    }

    TilePosition[] Anneal(ulong seed)
    {
        var random = new SplitMix64(seed);
        var best = (TilePosition[])_tiles.Clone();
        double total = 0;
        double least = 0;
        double workPerMove = 2.0 * _nets.Sum(net => (long)net.Destinations.Length * (net.Destinations.Length + 1)) / _tiles.Length;
        int moves = (int)Math.Min(MaxMoves, MaxWork / Math.Max(1, workPerMove));
        double temperature = MeanChange(ref random);
        double cooling = moves > 0 ? Math.Pow(FinalTemperature, 1.0 / moves) : 1;
        for (int move = 0; move < moves; move++, temperature *= cooling)
        {
            (int a, int b) = (random.Below(_tiles.Length), random.Below(_tiles.Length));
            if (_tiles[a] == _tiles[b])
            {
                continue;
            }

            double change = Swap(a, b);
            if (change > 0 && random.Fraction() >= Math.Exp(-change / temperature))
            {
                (_tiles[a], _tiles[b]) = (_tiles[b], _tiles[a]);
                continue;
            }

            total += change;
            if (total < least)
            {
                least = total;
                _tiles.CopyTo(best, 0);
            }
        }

        return best;
    }

    /// <summary>The start temperature: what a swap changes on average.</summary>
    double MeanChange(ref SplitMix64 random)
    {
        const int Samples = 64;
        double sum = 0;
        for (int i = 0; i < Samples; i++)
        {
            (int a, int b) = (random.Below(_tiles.Length), random.Below(_tiles.Length));
            sum += Math.Abs(Swap(a, b));
            (_tiles[a], _tiles[b]) = (_tiles[b], _tiles[a]);
        }

        // A tenth: the start is good already and should be improved, not melted.
        return Math.Max(sum / Samples / 10, double.Epsilon);
    }

    /// <summary>Swaps two cores and says what that costs.</summary>
    double Swap(int a, int b)
    {
        double before = CostOf(a, b);
        (_tiles[a], _tiles[b]) = (_tiles[b], _tiles[a]);
        return CostOf(a, b) - before;
    }

    double CostOf(int a, int b)
    {
        _visit++;
        double cost = 0;
        foreach (int net in _netsOfCore[a])
        {
            _visited[net] = _visit;
            cost += _nets[net].Cost(_tiles, _mesh, _delivery);
        }

        foreach (int net in _netsOfCore[b])
        {
            cost += _visited[net] == _visit ? 0 : _nets[net].Cost(_tiles, _mesh, _delivery);
        }

        return cost;
    }

    double TotalCost() => _nets.Sum(net => net.Cost(_tiles, _mesh, _delivery));
}
