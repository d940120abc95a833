using Neuromorphic.Emulator.Sanafe.Engine;
using Neuromorphic.Emulator.Sanafe.Timing;

namespace Neuromorphic.Emulator.Sanafe;

/// <summary>A run between two timesteps.</summary>
public sealed class SanafeMoment
{
    readonly SanafeProgram _program;
    readonly SpikeSink _sink;
    readonly DetailedClock? _clock;
    readonly Dictionary<int, (SomaBlock Block, int Index)> _blocks = [];

    internal SanafeMoment(SanafeProgram program, SpikeSink sink, ITimestepClock clock)
    {
        _program = program;
        _sink = sink;
        _clock = clock as DetailedClock;
        foreach (SomaBlock block in program.Cores.SelectMany(core => core.Blocks))
        {
            for (int i = 0; i < block.Count; i++)
            {
                _blocks[program.NeuronOf[block.FirstSlot + i]] = (block, i);
            }
        }
    }

    /// <summary>The timestep that is over, counted from 1.</summary>
    public int Timestep { get; internal set; }

    /// <summary>Results up to this timestep.</summary>
    public required SanafeResult Result { get; init; }

    /// <summary>The neurons that fired, in the order of processing.</summary>
    public IEnumerable<int> Fired
    {
        get
        {
            for (int k = 0; k < _sink.Count; k++)
            {
                yield return _program.NeuronOf[_sink.Fired[k]];
            }
        }
    }

    /// <summary>The packets that were sent, in the order of processing.</summary>
    public IEnumerable<SanafePacket> Packets
    {
        get
        {
            for (int k = 0; k < _sink.Count; k++)
            {
                int slot = _sink.Fired[k];
                for (int index = _program.PacketRows[slot]; index < _program.PacketRows[slot + 1]; index++)
                {
                    yield return Describe(slot, index);
                }
            }
        }
    }

    /// <summary>Links that packets went over, with the number of packets; links without packets are left out.</summary>
    public IEnumerable<(string Link, int Packets)> Links
    {
        get
        {
            RouteTable routes = _program.Routes!;
            Route[] all = routes.Routes;
            int[] links = routes.Links;
            var counts = new SortedDictionary<int, int>();
            for (int k = 0; k < _sink.Count; k++)
            {
                int slot = _sink.Fired[k];
                for (int index = _program.PacketRows[slot]; index < _program.PacketRows[slot + 1]; index++)
                {
                    Route route = all[_program.Packets[index].Route];
                    foreach (int link in links.AsSpan(route.FirstLink, route.Hops + 1))
                    {
                        counts[link] = counts.GetValueOrDefault(link) + 1;
                    }
                }
            }

            return counts.Select(entry => (routes.NameOf(entry.Key), entry.Value));
        }
    }

    /// <summary>The membrane potential of a neuron after the timestep; 0 for an input, which has none.</summary>
    /// <param name="neuron">Index, from 0.</param>
    public double Potential(int neuron)
    {
        (SomaBlock block, int index) = _blocks[neuron];
        return block.Potential(index);
    }

    SanafePacket Describe(int slot, int index)
    {
        Packet packet = _program.Packets[index];
        int neuron = _program.NeuronOf[slot];
        PacketTimes times = _clock is null
            ? new PacketTimes(double.NaN, double.NaN, double.NaN, double.NaN)
            : _clock.Times[index];
        return new SanafePacket(
            neuron,
            _program.Network.Core[neuron],
            _program.Cores[packet.Target].Index,
            _program.Routes!.Hops(packet.Route),
            packet.Events,
            packet.ProcessingSeconds,
            times.Sent,
            times.Received,
            times.Processed,
            times.Blocked);
    }
}
