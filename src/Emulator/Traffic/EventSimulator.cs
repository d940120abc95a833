using System.Numerics;

namespace Neuromorphic.Emulator.Traffic;

/// <summary>
/// Routers event by event, each link and core with its own time per packet: the detailed model of a chip whose hops differ.
/// Buffers are finite; a packet keeps its place until its last copy has arrived at the next router. With all times equal
/// it is the same machine as <see cref="CycleSimulator"/>, packet by packet.
/// </summary>
public sealed class EventSimulator
{
    readonly RouterState<double> _state;
    readonly Func<int, double> _seconds;
    readonly PriorityQueue<Copy, (double Time, long Sequence)> _events = new();
    readonly bool[] _busy;
    readonly int[] _copies;
    readonly SortedSet<int> _ask = [];
    long _sequence;
    long _arrivals;
    double _waited;
    double _last;

    EventSimulator(MeshTraffic traffic, int depth, Func<int, double> seconds)
    {
        _state = new RouterState<double>(traffic, depth);
        _seconds = seconds;
        _busy = new bool[_state.Wanted.Length];
        _copies = new int[_state.Wanted.Length];
    }

    /// <summary>Runs a timestep until all packets have arrived.</summary>
    /// <param name="traffic">The traffic.</param>
    /// <param name="depth">Packets that an input holds, at least 1.</param>
    /// <param name="linkSeconds">Time of a packet on a link (4 × tile that is entered + direction), more than 0.</param>
    /// <param name="coreSeconds">Time of a packet from the router into a core, more than 0.</param>
    /// <param name="cancellation">Stops the simulation.</param>
    /// <returns>Seconds.</returns>
    public static TrafficResult Run(
        MeshTraffic traffic, int depth, Func<int, double> linkSeconds, double coreSeconds, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(traffic);
        ArgumentNullException.ThrowIfNull(linkSeconds);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(coreSeconds);
        return new EventSimulator(traffic, depth, Seconds).RunAll(cancellation);

        double Seconds(int output)
        {
            int port = output % traffic.Ports;
            return port < MeshTraffic.Links
                ? linkSeconds((MeshTraffic.Links * traffic.Neighbour(output / traffic.Ports, port)) + port)
                : coreSeconds;
        }
    }

    TrafficResult RunAll(CancellationToken cancellation)
    {
        for (int input = 0; input < _state.Wanted.Length; input++)
        {
            AskFor(input);
        }

        StartAll(0);
        while (_events.TryPeek(out _, out (double Time, long Sequence) first))
        {
            cancellation.ThrowIfCancellationRequested();

            // Everything that ends at one time ends before anything starts: so no order among equals matters.
            var pushed = new List<Copy>();
            while (_events.TryPeek(out Copy copy, out (double Time, long Sequence) at) && at.Time == first.Time)
            {
                _events.Dequeue();
                Finish(copy, at.Time);
                pushed.Add(copy);
            }

            foreach (Copy copy in pushed.Where(copy => copy.Node >= 0))
            {
                int input = _state.InputBehind(copy.Output);
                _state.Push(input, copy.Node, copy.Since);
                AskFor(input);
            }

            StartAll(first.Time);
        }

        return new TrafficResult(_last, _arrivals > 0 ? _waited / _arrivals : 0, _arrivals);
    }

    void Finish(Copy copy, double time)
    {
        _busy[copy.Output] = false;
        _ask.Add(copy.Output);
        if (copy.Node < 0)
        {
            _arrivals++;
            _waited += time - copy.Since;
            _last = time;
        }

        _copies[copy.Input]--;
        if (_state.Wanted[copy.Input] != 0 || _copies[copy.Input] > 0)
        {
            return;
        }

        _state.Drop(copy.Input, time);
        AskFor(copy.Input);
        int before = _state.OutputBefore(copy.Input);
        if (before >= 0)
        {
            _ask.Add(before);
        }
    }

    void AskFor(int input)
    {
        int first = input - (input % _state.Ports);
        for (ulong left = _state.Wanted[input]; left != 0; left &= left - 1)
        {
            _ask.Add(first + BitOperations.TrailingZeroCount(left));
        }
    }

    void StartAll(double time)
    {
        foreach (int output in _ask)
        {
            int input = _busy[output] || !_state.HasPlace(output) ? -1 : _state.Choose(output);
            if (input < 0)
            {
                continue;
            }

            (int node, double since) = _state.Send(input, output);
            _busy[output] = true;
            _copies[input]++;
            _events.Enqueue(new Copy(input, output, node, since), (time + _seconds(output), _sequence++));
        }

        _ask.Clear();
    }

    /// <summary>A packet on its way out of a router.</summary>
    readonly record struct Copy(int Input, int Output, int Node, double Since);
}
