using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Networks;
using Neuromorphic.Emulator.Activity;
using Neuromorphic.Emulator.Energy;
using Neuromorphic.Emulator.Mapping;
using Neuromorphic.Emulator.Runs;

namespace Neuromorphic.Emulator.Traces;

/// <summary>
/// Everything that one sample does on a chip, timestep by timestep. Timesteps are the chip's, from 0: a population of depth
/// d does its step t in timestep t + d − 1.
/// </summary>
public sealed class SampleTrace
{
    readonly ChipProgram _program;
    readonly ChipActivity _activity;
    readonly double[] _seconds;
    readonly double[] _networkSeconds;
    readonly long[][] _spikesOfRoute;
    readonly List<TracedSpike> _spikes = [];
    readonly PotentialRecorder? _potentials;

    SampleTrace(ChipProgram program, int sample, SampleMeter meter, long[][] spikesOfRoute, PotentialRecorder? potentials)
    {
        _program = program;
        _activity = meter.Activity;
        _seconds = meter.LastSeconds.ToArray();
        _networkSeconds = meter.LastNetworkSeconds.ToArray();
        _spikesOfRoute = spikesOfRoute;
        _potentials = potentials;
        Sample = sample;
    }

    /// <summary>The sample.</summary>
    public int Sample { get; }

    /// <summary>The chip's timesteps until all was quiet.</summary>
    public int Timesteps => _spikesOfRoute.Length;

    /// <summary>All spikes by timestep, population and neuron.</summary>
    public IReadOnlyList<TracedSpike> Spikes => _spikes;

    /// <summary>Runs a sample and keeps what it does.</summary>
    /// <param name="program">The program.</param>
    /// <param name="source">The samples.</param>
    /// <param name="sample">The sample to run.</param>
    /// <param name="timesteps">T, at least 1.</param>
    /// <param name="withPotentials">Whether to keep the potentials of all neurons after every timestep.</param>
    public static SampleTrace Record(ChipProgram program, IInputSource source, int sample, int timesteps, bool withPotentials = false)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(source);
        PotentialRecorder? potentials = withPotentials ? new PotentialRecorder() : null;
        using var simulator = new NetworkSimulator(program.Network, timesteps, KernelSet.Best, potentials);
        int[] input = new int[program.Network.Input.Count];
        source.Copy(sample, input);
        simulator.Run(input);
        var meter = new SampleMeter(program, timesteps, TimeModel.Create(program, out _));
        meter.Meter(simulator, input, simulator.LatencyTimesteps, sample);
        var routes = new RouteSpikes(program);
        long[][] spikesOfRoute = [.. Enumerable.Range(0, simulator.LatencyTimesteps).Select(step => routes.Of(simulator, step))];
        var trace = new SampleTrace(program, sample, meter, spikesOfRoute, potentials);
        trace.KeepSpikes(simulator);
        return trace;
    }

    /// <summary>What happened in a timestep.</summary>
    public ActivityCounts Counts(int timestep) => _activity.OfTimestep(timestep);

    /// <summary>How long a timestep took, in seconds; null if that is not known.</summary>
    public double? Seconds(int timestep) => _seconds.Length > 0 ? _seconds[timestep] : null;

    /// <summary>The network's part of a timestep, in seconds; null if that is not known.</summary>
    public double? NetworkSeconds(int timestep) => _networkSeconds.Length > 0 ? _networkSeconds[timestep] : null;

    /// <summary>Spikes that took each route of the program in a timestep.</summary>
    public ReadOnlySpan<long> SpikesOfRoutes(int timestep) => _spikesOfRoute[timestep];

    /// <summary>What a timestep cost, in joules; what has no price is left out.</summary>
    public EnergyParts Energy(int timestep) =>
        EnergyMeter.PriceTimestep(Counts(timestep), _program.Chip, _program.ChipsUsed, Seconds(timestep));

    /// <summary>Packets of a timestep: sender, receiver, and how many.</summary>
    public IEnumerable<(int Source, int Destination, long Packets)> Packets(int timestep)
    {
        foreach ((Route route, long spikes) in UsedRoutes(timestep))
        {
            for (int k = 0; k < route.Destinations.Length; k++)
            {
                yield return (route.Source, route.Destinations[k], spikes);
            }
        }
    }

    /// <summary>Traversals per link in a timestep (4 × tile that is entered + direction), by link; those without are left out.</summary>
    public IReadOnlyList<(int Link, long Traversals)> Links(int timestep)
    {
        var loads = new SortedDictionary<int, long>();
        foreach ((Route route, long spikes) in UsedRoutes(timestep))
        {
            for (int k = 0; k < route.Links.Length; k++)
            {
                loads[route.Links[k]] = loads.GetValueOrDefault(route.Links[k]) + (spikes * route.Uses[k]);
            }
        }

        return [.. loads.Select(load => (load.Key, load.Value))];
    }

    /// <summary>Potentials after a timestep: population (its index in the network), neuron, potential.</summary>
    /// <exception cref="InvalidOperationException">They were not recorded.</exception>
    public IEnumerable<(int Population, int Neuron, int Potential)> Potentials(int timestep)
    {
        PotentialRecorder potentials = _potentials ?? throw new InvalidOperationException("potentials were not recorded");
        for (int p = 1; p < _program.Network.Populations.Count; p++)
        {
            Population population = _program.Network.Populations[p];
            int[] values = potentials.Of(population, timestep - (_program.Of(population).Depth - 1));
            for (int neuron = 0; neuron < values.Length; neuron++)
            {
                yield return (p, neuron, values[neuron]);
            }
        }
    }

    IEnumerable<(Route Route, long Spikes)> UsedRoutes(int timestep)
    {
        long[] spikes = _spikesOfRoute[timestep];
        for (int index = 0; index < spikes.Length; index++)
        {
            if (spikes[index] > 0)
            {
                yield return (_program.Routes[index], spikes[index]);
            }
        }
    }

    void KeepSpikes(NetworkSimulator simulator)
    {
        for (int step = 0; step < Timesteps; step++)
        {
            for (int p = 1; p < _program.Network.Populations.Count; p++)
            {
                Population population = _program.Network.Populations[p];
                int t = step - (_program.Of(population).Depth - 1);
                if (!population.Spikes || t < 0 || t >= simulator.Steps(population))
                {
                    continue;
                }

                foreach (int neuron in SpikeMask.NeuronsOf(simulator.Spikes(population, t)))
                {
                    int payload = population.Code.HasPayload ? simulator.Payload(population, t)[neuron] : 1;
                    _spikes.Add(new TracedSpike(step, p, neuron, payload));
                }
            }
        }
    }
}
