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
    const int Lanes = 4;

    readonly SanafeProgram _program;
    readonly SendQueue _queue;
    readonly Way[] _ways;
    readonly int[] _links;
    readonly double[] _density;
    readonly Cursor[] _cursors;
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
        _cursors = new Cursor[cores];
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
    public double Measure(SpikeSink sink, ReadOnlySpan<int> firstFired, ReadOnlySpan<double> busy, ReadOnlySpan<double> tail)
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
        for (int core = 0; core < _cursors.Length; core++)
        {
            ref Cursor cursor = ref _cursors[core];
            cursor = new Cursor
            {
                Fired = firstFired[core],
                FiredEnd = firstFired[core + 1],
                Interval = 0,
                MessageOut = _program.Cores[core].Kind.MessageOut.Seconds,
                Tail = tail[core],
            };
            if (cursor.Next(sink, _program.PacketRows, out double delay))
            {
                _queue.Push(delay, core);
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

            ref Cursor cursor = ref _cursors[core];
            if (cursor.Packet >= 0)
            {
                last = Math.Max(last, Send(cursor.Packet, ref time));
            }

            if (cursor.Next(sink, _program.PacketRows, out double delay))
            {
                _queue.Push(time + delay, core);
            }
        }

        return last;
    }

    /// <summary>Sends a packet at a time, which moves on if the packet has to wait.</summary>
    /// <returns>When its target is done with it.</returns>
    double Send(int index, ref double time)
    {
        ref readonly Packet packet = ref _program.Packets[index];
        ref readonly Way way = ref _ways[packet.Route];
        double density = 0;
        ReadOnlySpan<int> links = _links.AsSpan(way.FirstLink, way.Links);
        double[] densities = _density;
        foreach (int link in links)
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

        _flights[_tail[target]++] = new Flight(received, index);
        _sum += packet.ProcessingSeconds;
        _inFlight++;
        if (_times is not null)
        {
            _times[index] = new PacketTimes(time, received, processed, blocked);
        }

        return processed;
    }

    /// <summary>Takes out of the network what has arrived.</summary>
    void Leave(double time)
    {
        Vector256<double> next = Vector256.Create(double.PositiveInfinity);
        Vector256<double> now = Vector256.Create(time);
        ref double leaves = ref MemoryMarshal.GetArrayDataReference(_leaves);
        for (int first = 0; first < _leaves.Length; first += Lanes)
        {
            Vector256<double> here = Vector256.LoadUnsafe(ref leaves, (nuint)first);
            uint left = Vector256.LessThanOrEqual(here, now).ExtractMostSignificantBits();
            if (left != 0)
            {
                for (; left != 0; left &= left - 1)
                {
                    LeaveAt(first + BitOperations.TrailingZeroCount(left), time);
                }

                here = Vector256.LoadUnsafe(ref leaves, (nuint)first);
            }

            next = Vector256.MinNative(next, here);
        }

        _nextLeave = Math.Min(Math.Min(next[0], next[1]), Math.Min(next[2], next[3]));
    }

    void LeaveAt(int target, double time)
    {
        int head = _head[target];
        int tail = _tail[target];
        double[] densities = _density;
        while (head < tail && _flights[head].Received <= time)
        {
            ref readonly Packet packet = ref _program.Packets[_flights[head++].Packet];
            ref readonly Way way = ref _ways[packet.Route];
            foreach (int link in _links.AsSpan(way.FirstLink, way.Links))
            {
                densities[link] -= way.Share;
            }

            _inFlight--;
            _sum = _inFlight > 0 ? _sum - packet.ProcessingSeconds : 0;
        }

        _head[target] = head;
        _leaves[target] = head < tail ? _flights[head].Received : double.PositiveInfinity;
    }

    readonly record struct Flight(double Received, int Packet);

    readonly record struct Way(int FirstLink, int Links, double Seconds, double Capacity, double Share);

    /// <summary>Where a core stands in what it sends: its packets, then the time that it is still busy.</summary>
    struct Cursor
    {
        public int Fired;
        public int FiredEnd;
        public int Packet;
        public int PacketEnd;
        public double Interval;
        public double MessageOut;
        public double Tail;

        /// <summary>Goes on; false if nothing is left. A <see cref="Packet"/> of −1 is time without a packet.</summary>
        public bool Next(SpikeSink sink, int[] rows, out double delay)
        {
            if (Packet >= 0 && ++Packet < PacketEnd)
            {
                delay = MessageOut;
                return true;
            }

            while (Fired < FiredEnd)
            {
                int slot = sink.Fired[Fired];
                Interval += sink.Intervals[Fired++];
                Packet = rows[slot];
                PacketEnd = rows[slot + 1];
                if (Packet < PacketEnd)
                {
                    delay = Interval + MessageOut;
                    Interval = 0;
                    return true;
                }
            }

            delay = Interval + Tail;
            Interval = 0;
            Tail = 0;
            Packet = -1;
            PacketEnd = -1;
            return delay != 0;
        }
    }
}
