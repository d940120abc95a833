namespace Neuromorphic.Emulator.Mapping.Placement;

/// <summary>
/// Improves a placement by moves and swaps within a range that shrinks, accepted by the rule of Metropolis. A net's cost is
/// computed anew only if one of its cores moves. Half of the moves try a core near one that it talks with. The same seed
/// gives the same placement.
/// </summary>
sealed class Annealer
{
    const double Cooling = 1e-3;

    readonly NetGraph _graph;
    readonly PlacementGrid _grid;
    readonly RouterCost _router;
    readonly int[] _cells;
    readonly int[] _placeOfCore;
    readonly int[] _coreAt;
    readonly int[] _hops;
    readonly int[] _hopsBefore;
    readonly int[] _touched;
    readonly int[] _seen;
    readonly double _penalty;
    LinkLoads? _loads;
    double _largestLoad;
    int _touchedCount;
    int _visit;
    SplitMix64 _random;

    /// <summary>Starts from a placement.</summary>
    /// <param name="graph">The nets.</param>
    /// <param name="grid">The cells.</param>
    /// <param name="cells">Per core its cell; copied.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="linkLoadPenalty">Weighted hops that a spike on the busiest link costs in the last tenth; 0 for none.</param>
    public Annealer(NetGraph graph, PlacementGrid grid, int[] cells, ulong seed, double linkLoadPenalty = 0)
    {
        _graph = graph;
        _grid = grid;
        _cells = (int[])cells.Clone();
        _router = new RouterCost(graph, grid, cells);
        _random = new SplitMix64(seed);
        _penalty = linkLoadPenalty;
        _placeOfCore = new int[cells.Length];
        _coreAt = new int[checked(grid.Cells * grid.Capacity)];
        _coreAt.AsSpan().Fill(-1);
        int[] used = new int[grid.Cells];
        for (int core = 0; core < cells.Length; core++)
        {
            int place = (cells[core] * grid.Capacity) + used[cells[core]]++;
            _placeOfCore[core] = place;
            _coreAt[place] = core;
        }

        _hops = new int[graph.Nets];
        _hopsBefore = new int[graph.Nets];
        _touched = new int[graph.Nets];
        _seen = new int[graph.Nets];
        for (int net = 0; net < graph.Nets; net++)
        {
            _hops[net] = _router.Hops(net);
            Cost += graph.Weight[net] * _hops[net];
        }
    }

    /// <summary>Weighted traversals × spikes of the present placement, kept up to date move by move.</summary>
    public double Cost { get; private set; }

    /// <summary>Per core its present cell.</summary>
    public ReadOnlySpan<int> Cells => _cells;

    /// <summary>Runs a number of moves; the last of them are accepted only if they gain.</summary>
    /// <param name="moves">Moves to try.</param>
    /// <param name="heat">Start temperature as a share of what a random move changes on average.</param>
    public void Run(int moves, double heat)
    {
        double start = heat * MeanChange();
        double widest = 0.5 * Math.Max(_grid.Width, _grid.Height);
        for (int move = 0; move < moves; move++)
        {
            double progress = (double)move / moves;
            if (_penalty > 0 && _loads is null && progress >= 0.9)
            {
                _loads = new LinkLoads(_graph, _grid, _cells);
                _largestLoad = _loads.Largest();
            }

            int range = Math.Max(1, (int)(widest * (1 - progress) * (1 - progress)));
            int core = _random.Below(_cells.Length);
            int place = Propose(core, range);
            int from = _placeOfCore[core];
            if (place / _grid.Capacity == from / _grid.Capacity)
            {
                continue;
            }

            double temperature = start * Math.Pow(Cooling, progress);
            double before = _largestLoad;
            double change = Apply(core, place);
            double penalised = change + (_penalty * (_largestLoad - before));
            if (penalised <= 0 || _random.Fraction() < Math.Exp(-penalised / temperature))
            {
                Cost += change;
            }
            else
            {
                Undo(core, from, before);
            }
        }
    }

    /// <summary>What a random move changes on average.</summary>
    double MeanChange()
    {
        const int Samples = 64;
        double sum = 0;
        for (int i = 0; i < Samples; i++)
        {
            int core = _random.Below(_cells.Length);
            int from = _placeOfCore[core];
            sum += Math.Abs(Apply(core, Propose(core, Math.Max(_grid.Width, _grid.Height))));
            Undo(core, from, _largestLoad);
        }

        return Math.Max(sum / Samples, double.Epsilon);
    }

    /// <summary>A place on the core's own chip: near the core itself, or next to one that it talks with.</summary>
    int Propose(int core, int range)
    {
        int cell = _cells[core];
        ReadOnlySpan<int> nets = _graph.NetsOf(core);
        int centre = cell;
        if (nets.Length > 0 && (_random.Next() & 1) == 0)
        {
            int net = nets[_random.Below(nets.Length)];
            ReadOnlySpan<int> destinations = _graph.Destinations(net);
            int other = _graph.Source[net] == core && destinations.Length > 0
                ? destinations[_random.Below(destinations.Length)]
                : _graph.Source[net];
            if (_grid.ChipOf(_cells[other]) == _grid.ChipOf(cell))
            {
                centre = _cells[other];
                range = 1;
            }
        }

        int column = Near(centre % _grid.Width, range, _grid.ChipWidth);
        int row = Near(centre / _grid.Width, range, _grid.ChipHeight);
        return (((row * _grid.Width) + column) * _grid.Capacity) + _random.Below(_grid.Capacity);
    }

    /// <summary>A coordinate at most <paramref name="range"/> away, on the same chip.</summary>
    int Near(int at, int range, int chipLength)
    {
        int chip = at / chipLength * chipLength;
        int low = Math.Max(chip, at - range);
        int high = Math.Min(chip + chipLength - 1, at + range);
        return low + _random.Below(high - low + 1);
    }

    /// <summary>Moves a core to a place, and the core that is there to the place that becomes free; says what that costs.</summary>
    double Apply(int core, int place)
    {
        int other = _coreAt[place];
        _visit++;
        _touchedCount = 0;
        Touch(core);
        if (other >= 0)
        {
            Touch(other);
        }

        AddLoads(-1);
        Exchange(core, place);
        double change = 0;
        for (int i = 0; i < _touchedCount; i++)
        {
            int net = _touched[i];
            int hops = _router.Hops(net);
            change += _graph.Weight[net] * (hops - _hops[net]);
            _hopsBefore[i] = _hops[net];
            _hops[net] = hops;
        }

        AddLoads(1);
        _largestLoad = _loads?.Largest() ?? 0;
        return change;
    }

    /// <summary>Takes the last move back.</summary>
    void Undo(int core, int place, double largestLoad)
    {
        AddLoads(-1);
        Exchange(core, place);
        AddLoads(1);
        _largestLoad = largestLoad;
        for (int i = 0; i < _touchedCount; i++)
        {
            _hops[_touched[i]] = _hopsBefore[i];
        }
    }

    void Touch(int core)
    {
        foreach (int net in _graph.NetsOf(core))
        {
            if (_seen[net] != _visit)
            {
                _seen[net] = _visit;
                _touched[_touchedCount++] = net;
            }
        }
    }

    void AddLoads(int sign)
    {
        for (int i = 0; _loads is not null && i < _touchedCount; i++)
        {
            _loads.Add(_touched[i], _cells, sign);
        }
    }

    void Exchange(int core, int place)
    {
        int from = _placeOfCore[core];
        int other = _coreAt[place];
        Put(core, place);
        _coreAt[from] = other;
        if (other >= 0)
        {
            Put(other, from);
        }
    }

    void Put(int core, int place)
    {
        _placeOfCore[core] = place;
        _coreAt[place] = core;
        _cells[core] = place / _grid.Capacity;
        _router.Move(core, _cells[core]);
    }
}
