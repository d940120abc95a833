using Neuromorphic.Core.Memory;
using Neuromorphic.Emulator.Sanafe.Architectures;
using Neuromorphic.Emulator.Sanafe.Engine;
using Neuromorphic.Emulator.Sanafe.Timing;

namespace Neuromorphic.Emulator.Sanafe;

/// <summary>
/// Runs a network with SANA-FE's semantics of a timestep: neurons first, core after core; then packets, whose synapses fill the inputs of
/// the next timestep; then the barrier. Sums of doubles are taken in the order of processing, so results do not depend on the machine.
/// </summary>
public sealed class SanafeRun
{
    /// <summary>Most timesteps of a run.</summary>
    public const int MaxTimesteps = 10_000_000;

    /// <summary>Rows that are fetched while others are walked: enough to hide the way to memory.</summary>
    const int RowsAhead = 6;

    readonly SanafeProgram _program;
    readonly SanafeResult _result;
    readonly SpikeSink _sink;
    readonly ITimestepClock _clock;
    readonly SpikeStatistics _statistics;
    readonly SynapticInput _input;
    readonly double[] _processing;
    readonly int[] _firstFired;
    readonly double[] _busy;
    readonly double[] _tail;

    SanafeRun(SanafeProgram program, int timesteps, SanafeRunOptions options)
    {
        bool detailed = options.Time == SanafeTimeModel.Detailed;
        _program = program;
        _result = new SanafeResult(timesteps);
        _sink = new SpikeSink(program.NeuronOf.Length, detailed);
        _clock = detailed ? new DetailedClock(program, options.Observer is not null) : new SimpleClock(program);
        _statistics = new SpikeStatistics(program);
        _firstFired = new int[program.Cores.Length + 1];
        _busy = new double[program.Cores.Length];
        _tail = new double[program.Cores.Length];
        _processing = new double[program.Cores.Length];
        _input = program.Input;
    }

    /// <summary>Runs a program from the beginning.</summary>
    /// <param name="program">A program that has not run yet.</param>
    /// <param name="timesteps">Timesteps, from 1 to <see cref="MaxTimesteps"/>.</param>
    /// <param name="options">Further choices; null for the usual ones.</param>
    /// <param name="cancellation">Stops the run between two timesteps; the result holds those that ran.</param>
    public static SanafeResult Run(SanafeProgram program, int timesteps, SanafeRunOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentOutOfRangeException.ThrowIfLessThan(timesteps, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(timesteps, MaxTimesteps);
        program.Start();
        options ??= new SanafeRunOptions();
        return new SanafeRun(program, timesteps, options).RunAll(timesteps, options, cancellation);
    }

    SanafeResult RunAll(int timesteps, SanafeRunOptions options, CancellationToken cancellation)
    {
        const int MillisecondsBetweenReports = 50;
        SanafeMoment? moment = options.Observer is null ? null : new SanafeMoment(_program, _sink, _clock) { Result = _result };
        long reported = Environment.TickCount64;
        for (int t = 1; t <= timesteps && !cancellation.IsCancellationRequested; t++)
        {
            Step(t);
            _result.Timesteps = t;
            if (moment is not null)
            {
                moment.Timestep = t;
                options.Observer!.Observe(moment);
            }

            if (options.Progress is not null && Environment.TickCount64 - reported >= MillisecondsBetweenReports)
            {
                reported = Environment.TickCount64;
                options.Progress.Report(t);
            }
        }

        _result.SpikeHash = _statistics.Hash;
        _result.Groups = _statistics.Groups(Math.Max(1, _result.Timesteps));
        return _result;
    }

    void Step(int timestep)
    {
        UpdateNeurons(timestep);
        Deliver(timestep);
        ReadOnlySpan<int> fired = _sink.Fired.AsSpan(0, _sink.Count);
        _statistics.Take(timestep, fired);
        _result.Fired[timestep - 1] = fired.Length;
        _result.Seconds[timestep - 1] = _clock.Measure(new CoreTimes(_sink, _firstFired, _busy, _tail, _processing)) + _program.BarrierSeconds;
    }

    void UpdateNeurons(int timestep)
    {
        SpikeSink sink = _sink;
        sink.Count = 0;
        int updated = 0;
        double joules = 0;
        double idle = 0;
        UsedCore[] cores = _program.Cores;
        for (int core = 0; core < cores.Length; core++)
        {
            sink.Pending = 0;
            double busy = 0;
            foreach (SomaBlock block in cores[core].Blocks)
            {
                int before = sink.Count;
                int active = block.Step(timestep, _input.Take(timestep, block.FirstSlot, block.Slots), sink);
                int fired = sink.Count - before;
                updated += active;
                SomaUnit soma = block.Soma;
                joules += block.Count * soma.Access.Joules + active * soma.Update.Joules + fired * soma.Spike.Joules;
                busy += block.Count * soma.Access.Seconds + active * soma.Update.Seconds + fired * soma.Spike.Seconds;
            }

            idle += cores[core].IdleDendriteJoules;
            _busy[core] = busy;
            _tail[core] = sink.Pending;
            _firstFired[core + 1] = sink.Count;
        }

        _result.Updated[timestep - 1] = updated;
        _result.SomaJoules[timestep - 1] = joules;
        _result.DendriteJoules[timestep - 1] = idle;
    }

    void Deliver(int timestep)
    {
        int packets = 0;
        long hops = 0;
        long events = 0;
        double synapses = 0;
        double dendrites = 0;
        double network = 0;
        SpikeCost[] costs = _program.Costs;
        int[] rows = _program.PacketRows;
        double[] processing = _processing;
        Array.Clear(processing);
        ReadOnlySpan<int> fired = _sink.Fired.AsSpan(0, _sink.Count);
        for (int i = 0; i < fired.Length; i++)
        {
            int slot = fired[i];
            if (i + RowsAhead < fired.Length)
            {
                Prefetch(fired[i + RowsAhead]);
            }

            ref readonly SpikeCost cost = ref costs[slot];
            packets += cost.Packets;
            hops += cost.Hops;
            events += cost.Events;
            synapses += cost.SynapseJoules;
            dendrites += cost.DendriteJoules;
            network += cost.NetworkJoules;
            ReadOnlySpan<Packet> sent = _program.Packets.AsSpan(rows[slot]..rows[slot + 1]);
            foreach (ref readonly Packet packet in sent)
            {
                processing[packet.Target] += packet.ProcessingSeconds;
            }

            _input.Deliver(slot, sent, timestep);
        }

        int index = timestep - 1;
        _result.Packets[index] = packets;
        _result.Hops[index] = hops;
        _result.SynapticEvents[index] = events;
        _result.SynapseJoules[index] = synapses;
        _result.DendriteJoules[index] += dendrites;
        _result.NetworkJoules[index] = network;
    }

    void Prefetch(int slot)
    {
        _input.Prefetch(slot);
        CachePrefetch.Begin<SpikeCost>(_program.Costs.AsSpan(slot, 1));
        CachePrefetch.Begin<Packet>(_program.Packets.AsSpan(_program.PacketRows[slot].._program.PacketRows[slot + 1]));
    }
}
