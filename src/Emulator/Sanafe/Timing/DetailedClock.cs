using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Neuromorphic.Emulator.Sanafe.Engine;

namespace Neuromorphic.Emulator.Sanafe.Timing;

/// <summary>
/// SANA-FE's semi-analytical model of the network: packets enter in the order of their sending times; each spreads one over the links of its
/// route, and what lies on a route slows down who comes next. Cores receive one packet after the other.
/// </summary>
/// <remarks>
/// D is the density on the packet's hops + 1 links, M the mean processing time of the packets in flight, C the capacity of the route. Above C
/// a packet waits (D − C)·M; on the way it is max(time without traffic, D·M / (hops + 1)). A packet leaves the network when its target
/// begins with it; per target these times never decrease, so each target has a queue of packets in flight, and only the heads are looked at.
/// </remarks>
sealed class DetailedClock : ITimestepClock
{
    const int Lanes = 8;

    readonly SanafeProgram _program;
    readonly SendQueue _queue;
    readonly Way[] _ways;
    readonly int[] _links;
    readonly double[] _density;
    readonly Sending[] _sendings;
    readonly int[] _next;
    readonly int[] _end;
    readonly double[] _free;
    readonly double[] _leaves;
    readonly int[] _head;
    readonly int[] _tail;
    readonly int[] _first;
    readonly Flight[] _flights;
    readonly PacketTimes[]? _times;
    double _sum;
    int _inFlight;
    double _nextLeave;

    /// <summary>A clock for a program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="record">Whether the times of packets are kept until the next timestep.</param>
    public DetailedClock(SanafeProgram program, bool record)
    {
        _program = program;
        RouteTable routes = program.Routes!;
        int cores = program.Cores.Length;
        _queue = new SendQueue(cores);
        _links = routes.Links;
        _density = new double[routes.LinkCount];
        _ways =
        [
            .. routes.Routes.Select(route => new Way(
                route.FirstLink,
                route.Hops + 1,
                route.Seconds,
                (double)(route.Hops + 1) * program.Architecture.LinkBufferSize,
                1.0 / (route.Hops + 2.0))),
        ];
        _sendings = new Sending[program.Packets.Length + cores];
        _next = new int[cores];
        _end = new int[cores];
        _free = new double[cores];
        _leaves = new double[(cores + Lanes - 1) / Lanes * Lanes];
        _head = new int[cores];
        _tail = new int[cores];
        _first = new int[cores];

        // Each target has room for all packets that can reach it in a timestep.
        foreach (Packet packet in program.Packets)
        {
            if (packet.Target + 1 < cores)
            {
                _first[packet.Target + 1]++;
            }
        }

        for (int core = 1; core < cores; core++)
        {
            _first[core] += _first[core - 1];
        }

        _flights = new Flight[program.Packets.Length];
        _times = record ? new PacketTimes[program.Packets.Length] : null;
    }

    /// <summary>Times of the packets of the last timestep, by index of the packet; only those that were sent are valid.</summary>
    public ReadOnlySpan<PacketTimes> Times => _times;

    /// <inheritdoc/>
    public double Measure(in CoreTimes cores)
    {
        Array.Clear(_density);
        Array.Clear(_free);
        Array.Fill(_leaves, double.PositiveInfinity);
        _first.CopyTo(_head, 0);
        _first.CopyTo(_tail, 0);
        _sum = 0;
        _inFlight = 0;
        _nextLeave = double.PositiveInfinity;
        double last = 0;
        int end = 0;
        for (int core = 0; core < _next.Length; core++)
        {
            _next[core] = end;
            end = List(cores, core, end);
            _end[core] = end;
            if (_next[core] < end)
            {
                _queue.Push(_sendings[_next[core]].Delay, core);
            }
        }

        while (!_queue.IsEmpty)
        {
            double time = _queue.Pop(out int core);
            last = Math.Max(last, time);
            if (time >= _nextLeave)
            {
                Leave(time);
            }

            int index = _next[core]++;
            ref readonly Sending sending = ref _sendings[index];
            if (sending.Packet >= 0)
            {
                last = Math.Max(last, Send(in sending, ref time));
            }

            if (index + 1 < _end[core])
            {
                _queue.Push(time + _sendings[index + 1].Delay, core);
            }
        }

        return last;
    }

    /// <summary>Lists what a core sends, in one piece of memory, and at the end the time that it is still busy.</summary>
    /// <returns>The end of the list.</returns>
    int List(in CoreTimes cores, int core, int end)
    {
        double messageOut = _program.Cores[core].Kind.MessageOut.Seconds;
        double interval = 0;
        Packet[] packets = _program.Packets;
        int[] rows = _program.PacketRows;
        for (int fired = cores.FirstFired[core]; fired < cores.FirstFired[core + 1]; fired++)
        {
            int slot = cores.Sink.Fired[fired];
            interval += cores.Sink.Intervals[fired];
            for (int index = rows[slot]; index < rows[slot + 1]; index++)
            {
                ref readonly Packet packet = ref packets[index];
                _sendings[end++] = new Sending(interval + messageOut, packet.ProcessingSeconds, packet.Route, packet.Target, index);
                interval = 0;
            }
        }

        interval += cores.Tail[core];
        if (interval != 0)
        {
            _sendings[end++] = new Sending(interval, 0, 0, 0, -1);
        }

        return end;
    }

    /// <summary>Sends a packet at a time, which moves on if the packet has to wait.</summary>
    /// <returns>When its target is done with it.</returns>
    double Send(in Sending packet, ref double time)
    {
        ref readonly Way way = ref _ways[packet.Route];
        double density = 0;
        double[] densities = _density;
        foreach (int link in _links.AsSpan(way.FirstLink, way.Links))
        {
            double here = densities[link];
            density += here;
            densities[link] = here + way.Share;
        }

        double mean = _inFlight > 0 ? _sum / _inFlight : 0;
        double blocked = 0;
        if (density > way.Capacity)
        {
            blocked = (density - way.Capacity) * mean;
            time += blocked;
        }

        double arrival = time + Math.Max(way.Seconds, density * mean / way.Links);
        int target = packet.Target;
        double received = Math.Max(_free[target], arrival);
        double processed = received + packet.ProcessingSeconds;
        _free[target] = processed;
        if (_head[target] == _tail[target])
        {
            _leaves[target] = received;
            _nextLeave = Math.Min(_nextLeave, received);
        }

        _flights[_tail[target]++] = new Flight(received, packet.ProcessingSeconds, packet.Route);
        _sum += packet.ProcessingSeconds;
        _inFlight++;
        if (_times is not null)
        {
            _times[packet.Packet] = new PacketTimes(time, received, processed, blocked);
        }

        return processed;
    }

    /// <summary>Takes out of the network what has arrived.</summary>
    void Leave(double time)
    {
        Vector512<double> next = Vector512.Create(double.PositiveInfinity);
        Vector512<double> now = Vector512.Create(time);
        ref double leaves = ref MemoryMarshal.GetArrayDataReference(_leaves);
        for (int first = 0; first < _leaves.Length; first += Lanes)
        {
            Vector512<double> here = Vector512.LoadUnsafe(ref leaves, (nuint)first);
            ulong left = Vector512.LessThanOrEqual(here, now).ExtractMostSignificantBits();
            if (left != 0)
            {
                for (; left != 0; left &= left - 1)
                {
                    LeaveAt(first + BitOperations.TrailingZeroCount(left), time);
                }

                here = Vector512.LoadUnsafe(ref leaves, (nuint)first);
            }

            next = Vector512.MinNative(next, here);
        }

        Vector256<double> half = Vector256.MinNative(next.GetLower(), next.GetUpper());
        _nextLeave = Math.Min(Math.Min(half[0], half[1]), Math.Min(half[2], half[3]));
    }

    void LeaveAt(int target, double time)
    {
        int head = _head[target];
        int tail = _tail[target];
        double[] densities = _density;
        while (head < tail && _flights[head].Received <= time)
        {
            ref readonly Flight flight = ref _flights[head++];
            ref readonly Way way = ref _ways[flight.Route];
            foreach (int link in _links.AsSpan(way.FirstLink, way.Links))
            {
                densities[link] -= way.Share;
            }

            _inFlight--;
            _sum = _inFlight > 0 ? _sum - flight.ProcessingSeconds : 0;
        }

        _head[target] = head;
        _leaves[target] = head < tail ? _flights[head].Received : double.PositiveInfinity;
    }

    readonly record struct Flight(double Received, double ProcessingSeconds, int Route);

    readonly record struct Way(int FirstLink, int Links, double Seconds, double Capacity, double Share);

    /// <summary>A packet that a core sends, a while after the one before; a <see cref="Packet"/> of −1 is time without a packet.</summary>
    readonly record struct Sending(double Delay, double ProcessingSeconds, int Route, int Target, int Packet);
}
