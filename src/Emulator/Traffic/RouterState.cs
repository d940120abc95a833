namespace Neuromorphic.Emulator.Traffic;

/// <summary>
/// Queues of all routers: one per incoming link with a limited number of places, one per core with its packets of the
/// timestep, taken from its bursts in turn. Who is at the head still has to leave by the ports of a mask.
/// </summary>
/// <typeparam name="TTime">Cycles or seconds.</typeparam>
sealed class RouterState<TTime>
    where TTime : struct
{
    readonly MeshTraffic _traffic;
    readonly Queue<(int Node, TTime Since)>[] _queues;
    readonly List<(int Node, long Left)>[] _bursts;
    readonly int[] _turn;
    readonly ulong[] _portsOfNode;
    readonly int[] _children;
    readonly int _depth;

    /// <summary>All packets at their cores.</summary>
    /// <param name="traffic">The traffic.</param>
    /// <param name="depth">Places per link, at least 1.</param>
    public RouterState(MeshTraffic traffic, int depth)
    {
        ArgumentNullException.ThrowIfNull(traffic);
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, 1);
        _traffic = traffic;
        _depth = depth;
        Ports = traffic.Ports;
        (_portsOfNode, _children) = traffic.Flatten();
        int inputs = traffic.Mesh.Tiles * Ports;
        _queues = [.. Enumerable.Range(0, inputs).Select(_ => new Queue<(int, TTime)>())];
        _bursts = [.. Enumerable.Range(0, inputs).Select(_ => new List<(int, long)>())];
        _turn = new int[inputs];
        Wanted = new ulong[inputs];
        NextInput = new int[inputs];
        foreach ((int core, int node, long packets) in traffic.Bursts)
        {
            _bursts[traffic.PortOf(core)].Add((node, packets));
        }

        for (int input = 0; input < inputs; input++)
        {
            TakeTurn(input, default);
        }
    }

    /// <summary>Ports per tile.</summary>
    public int Ports { get; }

    /// <summary>Per input (tile × ports + port) the ports that its head still has to leave by; 0 if it is empty.</summary>
    public ulong[] Wanted { get; }

    /// <summary>Per output the input that is asked first: round robin.</summary>
    public int[] NextInput { get; }

    /// <summary>Since when the head of an input has been in the mesh.</summary>
    public TTime HeadSince(int input) => _queues[input].Peek().Since;

    /// <summary>The input of the next tile that an output leads to; −1 for a core.</summary>
    public int InputBehind(int output)
    {
        int port = output % Ports;
        return port < MeshTraffic.Links ? (_traffic.Neighbour(output / Ports, port) * Ports) + port : -1;
    }

    /// <summary>The output of the previous tile that leads to an input; −1 if a core does.</summary>
    public int OutputBefore(int input)
    {
        int port = input % Ports;
        return port < MeshTraffic.Links ? (_traffic.Neighbour(input / Ports, port ^ 1) * Ports) + port : -1;
    }

    /// <summary>
    /// Whether a place is free behind an output that is not busy: only one output leads to an input, so nothing else is on
    /// its way there.
    /// </summary>
    public bool HasPlace(int output)
    {
        int input = InputBehind(output);
        return input < 0 || _queues[input].Count < _depth;
    }

    /// <summary>The input that may use an output next; −1 if none wants to.</summary>
    public int Choose(int output)
    {
        int first = output - (output % Ports);
        ulong bit = 1UL << (output % Ports);
        for (int i = 0; i < Ports; i++)
        {
            int input = first + ((NextInput[output] + i) % Ports);
            if ((Wanted[input] & bit) != 0)
            {
                return input;
            }
        }

        return -1;
    }

    /// <summary>Lets the head of an input leave by an output: its copy there; it stays the head until it is dropped.</summary>
    public (int Node, TTime Since) Send(int input, int output)
    {
        int port = output % Ports;
        Wanted[input] &= ~(1UL << port);
        NextInput[output] = ((input % Ports) + 1) % Ports;
        (int node, TTime since) = _queues[input].Peek();
        return (port < MeshTraffic.Links ? _children[(node * MeshTraffic.Links) + port] : -1, since);
    }

    /// <summary>Puts a packet at the end of an input.</summary>
    public void Push(int input, int node, TTime since)
    {
        _queues[input].Enqueue((node, since));
        if (_queues[input].Count == 1)
        {
            Wanted[input] = _portsOfNode[node];
        }
    }

    /// <summary>Drops the head of an input; the next packet is the head.</summary>
    public void Drop(int input, TTime now)
    {
        _queues[input].Dequeue();
        TakeTurn(input, now);
        if (_queues[input].TryPeek(out (int Node, TTime Since) head))
        {
            Wanted[input] = _portsOfNode[head.Node];
        }
    }

    /// <summary>A core's next packet becomes ready when the one before has left.</summary>
    void TakeTurn(int input, TTime now)
    {
        List<(int Node, long Left)> bursts = _bursts[input];
        if (bursts.Count == 0)
        {
            return;
        }

        int turn = _turn[input] % bursts.Count;
        (int node, long left) = bursts[turn];
        if (left == 1)
        {
            bursts.RemoveAt(turn);
            _turn[input] = turn;
        }
        else
        {
            bursts[turn] = (node, left - 1);
            _turn[input] = turn + 1;
        }

        Push(input, node, now);
    }
}
