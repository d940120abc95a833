using Neuromorphic.Emulator.Activity;
using Neuromorphic.Emulator.Energy;
using Neuromorphic.Emulator.Mapping;
using Neuromorphic.Emulator.Runs;
using Neuromorphic.Emulator.Traces;

namespace Neuromorphic.Emulator.Traffic;

/// <summary>What the fast model says about the busiest timestep of a run, next to simulations of the routers.</summary>
/// <param name="Sample">The sample.</param>
/// <param name="Timestep">The chip's timestep, from 0.</param>
/// <param name="Packets">Packets that cores send in it; a tree is one.</param>
/// <param name="Bound">The bottleneck bound in cycles.</param>
/// <param name="Cycles">Cycle by cycle, per number of packets that an input of a router holds.</param>
/// <param name="ModelSeconds">The time of the network in the fast model, which prices time; null if times are not known.</param>
/// <param name="EventSeconds">The same by events with the chip's times and inputs of 16 packets; null if some time is not known or is 0.</param>
public sealed record NetworkCheck(
    int Sample,
    int Timestep,
    long Packets,
    TrafficBound Bound,
    IReadOnlyList<(int Depth, TrafficResult Result)> Cycles,
    double? ModelSeconds,
    double? EventSeconds)
{
    /// <summary>Packets that an input holds: as deep as the buffers of a published architecture, and shallow ones.</summary>
    static readonly int[] Depths = [16, 4];

    /// <summary>Simulates the busiest timestep of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="source">The samples that it ran.</param>
    /// <param name="cancellation">Stops the simulation.</param>
    /// <returns>The check; null if nothing was sent.</returns>
    /// <exception cref="ArgumentException">A tile holds more cores than can be simulated.</exception>
    public static NetworkCheck? Of(ChipRunResult run, IInputSource source, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(source);
        if (run.Busiest is not BusiestTimestep busiest)
        {
            return null;
        }

        ChipProgram program = run.Program;
        var trace = SampleTrace.Record(program, source, busiest.Sample, run.Timesteps);
        var traffic = MeshTraffic.Of(program, trace.SpikesOfRoutes(busiest.Timestep));
        var time = TimeModel.Create(program, out _);
        bool timed = time is not null
            && time.LinkSeconds(LinkDirection.East, 1) > 0 && time.LinkSeconds(LinkDirection.North, 1) > 0 && time.IngressSeconds(1) > 0;
        return new NetworkCheck(
            busiest.Sample,
            busiest.Timestep,
            traffic.Packets,
            TrafficBound.Of(traffic),
            [.. Depths.Select(depth => (depth, CycleSimulator.Run(traffic, depth, cancellation)))],
            trace.NetworkSeconds(busiest.Timestep),
            timed
                ? EventSimulator.Run(traffic, Depths[0], link => time!.LinkSeconds((LinkDirection)(link % 4), 1), time!.IngressSeconds(1), cancellation).Drain
                : null);
    }
}
