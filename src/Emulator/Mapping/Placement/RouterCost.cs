using Neuromorphic.Emulator.Chips;

namespace Neuromorphic.Emulator.Mapping.Placement;

/// <summary>
/// What the router pays for a net: link traversals of one spike, exactly, crossings between chips weighted. For multicast
/// that is the trunk along the source's line plus, for every line that a destination lies on, the reach of the branch:
/// (max u − min u) + Σᵤ (high(u) − low(u)).
/// </summary>
sealed class RouterCost
{
    readonly NetGraph _graph;
    readonly PlacementGrid _grid;
    readonly bool _unicast;
    readonly int[] _trunk;
    readonly int[] _branch;
    readonly int[] _trunkOfCell;
    readonly int[] _branchOfCell;
    readonly int[] _low;
    readonly int[] _high;
    readonly int[] _seen;
    int _visit;

    /// <summary>Costs of a placement.</summary>
    /// <param name="graph">The nets.</param>
    /// <param name="grid">The cells.</param>
    /// <param name="cells">Per core its cell; copied.</param>
    public RouterCost(NetGraph graph, PlacementGrid grid, ReadOnlySpan<int> cells)
    {
        _graph = graph;
        _grid = grid;
        _unicast = grid.Delivery == Delivery.Unicast;
        _trunkOfCell = new int[grid.Cells];
        _branchOfCell = new int[grid.Cells];
        for (int cell = 0; cell < grid.Cells; cell++)
        {
            _trunkOfCell[cell] = grid.Trunk(cell);
            _branchOfCell[cell] = grid.Branch(cell);
        }

        _trunk = new int[graph.Cores];
        _branch = new int[graph.Cores];
        for (int core = 0; core < graph.Cores; core++)
        {
            Move(core, cells[core]);
        }

        _low = new int[grid.TrunkLength];
        _high = new int[grid.TrunkLength];
        _seen = new int[grid.TrunkLength];
    }

    /// <summary>The cost of a whole placement in weighted traversals × spikes.</summary>
    public static double Of(NetGraph graph, PlacementGrid grid, ReadOnlySpan<int> cells) => new RouterCost(graph, grid, cells).Total();

    /// <summary>Puts a core into a cell.</summary>
    public void Move(int core, int cell)
    {
        _trunk[core] = _trunkOfCell[cell];
        _branch[core] = _branchOfCell[cell];
    }

    /// <summary>Weighted traversals of one spike of a net.</summary>
    public int Hops(int net) => _unicast ? UnicastHops(net) : TreeHops(net);

    /// <summary>Weighted traversals × spikes of all nets.</summary>
    public double Total()
    {
        double sum = 0;
        for (int net = 0; net < _graph.Nets; net++)
        {
            sum += _graph.Weight[net] * Hops(net);
        }

        return sum;
    }

    int UnicastHops(int net)
    {
        int source = _graph.Source[net];
        int hops = 0;
        foreach (int core in _graph.Destinations(net))
        {
            hops += Math.Abs(_trunk[core] - _trunk[source]) + Math.Abs(_branch[core] - _branch[source]);
        }

        return hops;
    }

    int TreeHops(int net)
    {
        int source = _graph.Source[net];
        int line = _branch[source];
        int first = _trunk[source];
        int last = first;
        int branches = 0;
        _visit++;
        foreach (int core in _graph.Destinations(net))
        {
            int u = _trunk[core];
            int v = _branch[core];
            if (_seen[u] != _visit)
            {
                _seen[u] = _visit;
                _low[u] = _high[u] = line;
                first = Math.Min(first, u);
                last = Math.Max(last, u);
            }

            if (v < _low[u])
            {
                branches += _low[u] - v;
                _low[u] = v;
            }
            else if (v > _high[u])
            {
                branches += v - _high[u];
                _high[u] = v;
            }
        }

        return branches + last - first;
    }
}
