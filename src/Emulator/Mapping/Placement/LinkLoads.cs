namespace Neuromorphic.Emulator.Mapping.Placement;

/// <summary>Expected spikes over every link of the mesh, kept up to date while cores move.</summary>
sealed class LinkLoads
{
    readonly NetGraph _graph;
    readonly LinkWalker _walker;
    readonly double[] _loads;
    readonly int[] _destinations;

    /// <summary>Loads of a placement.</summary>
    /// <param name="graph">The nets.</param>
    /// <param name="grid">The cells.</param>
    /// <param name="cells">Per core its cell.</param>
    public LinkLoads(NetGraph graph, PlacementGrid grid, ReadOnlySpan<int> cells)
    {
        _graph = graph;
        _walker = new LinkWalker(grid.Width, grid.Height, grid.Order, grid.Delivery);
        _loads = new double[4 * grid.Cells];
        _destinations = new int[Enumerable.Range(0, graph.Nets).Select(net => graph.Destinations(net).Length).DefaultIfEmpty(0).Max()];
        for (int net = 0; net < graph.Nets; net++)
        {
            Add(net, cells, 1);
        }
    }

    /// <summary>The load of the busiest link.</summary>
    public double Largest()
    {
        double largest = 0;
        foreach (double load in _loads)
        {
            largest = Math.Max(largest, load);
        }

        return largest;
    }

    /// <summary>Adds a net's traffic, or takes it away.</summary>
    /// <param name="net">The net.</param>
    /// <param name="cells">Per core its cell.</param>
    /// <param name="sign">1 or −1.</param>
    public void Add(int net, ReadOnlySpan<int> cells, int sign)
    {
        ReadOnlySpan<int> cores = _graph.Destinations(net);
        for (int i = 0; i < cores.Length; i++)
        {
            _destinations[i] = cells[cores[i]];
        }

        _walker.Walk(cells[_graph.Source[net]], _destinations.AsSpan(0, cores.Length));
        ReadOnlySpan<int> links = _walker.Links;
        for (int i = 0; i < links.Length; i++)
        {
            _loads[links[i]] += sign * _graph.Weight[net] * _walker.Uses[i];
        }
    }
}
