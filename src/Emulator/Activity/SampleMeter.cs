using System.Numerics;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Networks;
using Neuromorphic.Emulator.Energy;
using Neuromorphic.Emulator.Faults;
using Neuromorphic.Emulator.Mapping;

namespace Neuromorphic.Emulator.Activity;

/// <summary>
/// Counts what one sample after another did on the chip, from the spikes of a simulator and the routes of a program. One
/// meter per thread.
/// </summary>
/// <remarks>
/// Spikes are first counted per class (neurons of a core that reach the same cores with as many synapses), then classes
/// are multiplied out per destination, then routes per core and link: a spike costs a few nanoseconds per destination.
/// </remarks>
sealed class SampleMeter
{
    const int GradedBehindEvents = ActivityKind.GradedEvents - ActivityKind.SynapticEvents;

    readonly ChipProgram _program;
    readonly int _timesteps;
    readonly TimeModel? _time;
    readonly ChipActivity _sample;
    readonly Dictionary<Population, CoreSegments> _segments = [];
    readonly int[] _startOfCore;
    readonly int[] _classCounts;
    readonly int[] _touchedClasses;
    readonly int[] _routeOfClass;
    readonly int[] _classStart;
    readonly int[] _eventsAt;
    readonly int[] _synapses;
    readonly Route[] _routes;
    readonly double[] _pathSeconds;
    readonly int[] _routeCounts;
    readonly int[] _touchedRoutes;
    readonly long[] _linkLoads;
    readonly int[] _touchedLinks;
    readonly int[] _payloadBits;
    readonly double[] _stepSeconds;
    readonly double[] _networkSeconds;
    int _used;
    int _routesTouched;
    int _linksTouched;

    /// <summary>A meter for a program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="timesteps">T, the timesteps in which biases act.</param>
    /// <param name="time">How long things take; null if that is not known.</param>
    public SampleMeter(ChipProgram program, int timesteps, TimeModel? time)
    {
        _program = program;
        _timesteps = timesteps;
        _time = time;
        Activity = NewActivity(program, timesteps);
        _sample = NewActivity(program, timesteps);
        _startOfCore = new int[program.Cores.Count];
        _payloadBits = new int[program.Cores.Count];
        foreach (PopulationUtilisation use in program.Populations)
        {
            _segments.Add(use.Population, new CoreSegments(program.CoreOfNeuron(use.Population)));
            _startOfCore.AsSpan(use.FirstCore, use.Cores).Fill(use.Depth - 1);
            _payloadBits.AsSpan(use.FirstCore, use.Cores).Fill(use.Population.Code.PayloadBits);
        }

        _classCounts = new int[program.Classes.Length];
        _touchedClasses = new int[program.Classes.Length];
        _routes = [.. program.Routes];
        _pathSeconds = [.. _routes.Select(PathSeconds)];
        Dictionary<Route, int> routes = program.Routes.Select((route, index) => (route, index)).ToDictionary(r => r.route, r => r.index);
        _routeOfClass = [.. program.Classes.Select(c => c.Route is null ? -1 : routes[c.Route])];
        (_classStart, _eventsAt, _synapses) = Flatten(program.Classes);
        _routeCounts = new int[program.Routes.Count];
        _touchedRoutes = new int[program.Routes.Count];
        _linkLoads = new long[_sample.Links.Length];
        _touchedLinks = new int[_linkLoads.Length];
        _stepSeconds = new double[_sample.Timesteps];
        _networkSeconds = new double[_sample.Timesteps];
    }

    /// <summary>What all samples did together.</summary>
    public ChipActivity Activity { get; }

    /// <summary>What disturbs the samples, and so changes what arrives; null for nothing.</summary>
    public FaultInjector? Faults { get; init; }

    /// <summary>The timestep with most traffic so far; a load of 0 if there was none.</summary>
    public BusiestTimestep Busiest { get; private set; } = new(0, int.MaxValue, 0);

    /// <summary>How long each timestep of the last sample took, where times are known.</summary>
    public ReadOnlySpan<double> LastSeconds => _stepSeconds.AsSpan(0, _time is null ? 0 : _used);

    /// <summary>The network's part of each timestep of the last sample, where times are known.</summary>
    public ReadOnlySpan<double> LastNetworkSeconds => _networkSeconds.AsSpan(0, _time is null ? 0 : _used);

    /// <summary>An activity of a program's size.</summary>
    public static ChipActivity NewActivity(ChipProgram program, int timesteps) =>
        new(program.Cores.Count, program.Network.LatencyTimesteps(timesteps), program.Mesh.Tiles);

    /// <summary>Counts the sample that a simulator ran last.</summary>
    /// <param name="simulator">The simulator.</param>
    /// <param name="input">The sample's integers.</param>
    /// <param name="timesteps">Timesteps of the chip that are counted, from the first; at most all that the sample took.</param>
    /// <param name="sample">Its number.</param>
    /// <returns>How long the chip takes; null if that is not known.</returns>
    public double? Meter(NetworkSimulator simulator, ReadOnlySpan<int> input, int timesteps, int sample)
    {
        // Spikes of the last steps are used in later ones, which are counted no more: as many as the network is deep.
        _sample.Clear(Math.Min(_sample.Timesteps, _used + _program.Network.Depth));
        _used = timesteps;
        _sample.Samples = 1;
        _sample.TimestepsUnused = _sample.Timesteps - _used;
        Faults?.AddTo(_sample);
        CountInput(input);
        double seconds = 0;
        for (int step = 0; step < _used; step++)
        {
            foreach (PopulationUtilisation use in _program.Populations)
            {
                int t = step - (use.Depth - 1);
                if (t >= 0 && t < simulator.Steps(use.Population))
                {
                    CountUpdates(use, simulator.Driven(use.Population, t), step, t < _timesteps);
                    if (use.Population.Spikes)
                    {
                        CountSpikes(use.Population, simulator.Spikes(use.Population, t), t, step);
                    }
                }
            }

            (double ways, long load) = CountRoutes(step);
            long received = MostReceived(step);
            Busiest = BusiestTimestep.Busier(Busiest, new BusiestTimestep(Math.Max(load, received), sample, step));
            if (_time is not null)
            {
                _networkSeconds[step] = Math.Max(ways, _time.IngressSeconds(received));
                _stepSeconds[step] = Math.Max(ComputeSeconds(_time, step), _networkSeconds[step]) + _time.BarrierSeconds;
                seconds += _stepSeconds[step];
            }
        }

        Activity.Add(_sample, _used);
        return _time is null ? null : seconds;
    }

    /// <summary>The first layer's products, in the step in which a population starts.</summary>
    void CountInput(ReadOnlySpan<int> input)
    {
        int[] classes = _program.ClassOfNeuron(_program.Network.Input);
        for (int i = 0; i < classes.Length; i++)
        {
            if (classes[i] < 0)
            {
                continue;
            }

            SpikeClass fanOut = _program.Classes[classes[i]];
            for (int k = 0; k < fanOut.Destinations.Length; k++)
            {
                int core = fanOut.Destinations[k];
                Span<long> row = _sample.RowOf(core, _startOfCore[core]);
                row[(int)ActivityKind.MultiplyAccumulates] += fanOut.Synapses[k];
                row[(int)ActivityKind.EffectiveMultiplyAccumulates] += input[i] != 0 ? fanOut.Synapses[k] : 0;
            }
        }
    }

    void CountUpdates(PopulationUtilisation use, ReadOnlySpan<ulong> driven, int step, bool withBias)
    {
        _segments[use.Population].Count(driven, _sample, step, ActivityKind.UpdatesDriven);
        bool biased = withBias && use.Population is not MaxPoolPopulation;
        for (int core = use.FirstCore; core < use.FirstCore + use.Cores; core++)
        {
            long neurons = _program.Cores[core].Demand.Neurons;
            Span<long> row = _sample.RowOf(core, step);
            row[(int)ActivityKind.UpdatesIdle] += neurons - row[(int)ActivityKind.UpdatesDriven];
            row[(int)ActivityKind.BiasAdds] += biased ? neurons : 0;
        }
    }

    void CountSpikes(Population population, ReadOnlySpan<ulong> spikes, int t, int step)
    {
        _segments[population].Count(spikes, _sample, step, ActivityKind.Spikes);
        int[] classOfNeuron = _program.ClassOfNeuron(population);
        int touched = 0;
        for (int w = 0; w < spikes.Length; w++)
        {
            for (ulong bits = spikes[w]; bits != 0; bits &= bits - 1)
            {
                int index = classOfNeuron[(w * SpikeMask.BitsPerWord) + BitOperations.TrailingZeroCount(bits)];
                if (index >= 0 && _classCounts[index]++ == 0)
                {
                    _touchedClasses[touched++] = index;
                }
            }
        }

        bool graded = population.Code.Kind == SpikeKind.Graded;
        foreach (int index in _touchedClasses.AsSpan(0, touched))
        {
            CountClass(index, _classCounts[index], t, graded);
            _classCounts[index] = 0;
        }
    }

    /// <summary>Spikes of one class: events are counted where and when the receiver uses them, ways later, by route.</summary>
    void CountClass(int index, int spikes, int t, bool graded)
    {
        Span<long> counts = _sample.Counts;
        int ofTimestep = t * _sample.Cores * ActivityCounts.Kinds;
        for (int k = _classStart[index]; k < _classStart[index + 1]; k++)
        {
            counts[_eventsAt[k] + ofTimestep] += (long)spikes * _synapses[k];
            if (graded)
            {
                counts[_eventsAt[k] + ofTimestep + GradedBehindEvents] += (long)spikes * _synapses[k];
            }
        }

        int route = _routeOfClass[index];
        if (_routeCounts[route] == 0)
        {
            _touchedRoutes[_routesTouched++] = route;
        }

        _routeCounts[route] += spikes;
    }

    /// <summary>The classes in flat arrays: where their events are counted at their first step, and the synapses.</summary>
    (int[] Start, int[] EventsAt, int[] Synapses) Flatten(SpikeClass[] classes)
    {
        int[] start = new int[classes.Length + 1];
        var eventsAt = new List<int>();
        var synapses = new List<int>();
        for (int index = 0; index < classes.Length; index++)
        {
            foreach (int core in classes[index].Destinations)
            {
                eventsAt.Add((((_startOfCore[core] * _sample.Cores) + core) * ActivityCounts.Kinds) + (int)ActivityKind.SynapticEvents);
            }

            synapses.AddRange(classes[index].Synapses);
            start[index + 1] = synapses.Count;
        }

        return (start, [.. eventsAt], [.. synapses]);
    }

    /// <summary>Time of the slowest way of a route through an idle network.</summary>
    double PathSeconds(Route route)
    {
        double longest = 0;
        TilePosition from = _program.Cores[route.Source].Tile;
        foreach (int destination in route.Destinations)
        {
            TilePosition to = _program.Cores[destination].Tile;
            longest = Math.Max(longest, _time?.PathSeconds(Math.Abs(to.X - from.X), Math.Abs(to.Y - from.Y)) ?? 0);
        }

        return Math.Max(longest, _time?.PathSeconds(route.LongestDetour.EastWest, route.LongestDetour.NorthSouth) ?? 0);
    }

    void CountPackets(Route route, long spikes, int step)
    {
        foreach (int core in route.Destinations)
        {
            _sample.RowOf(core, step)[(int)ActivityKind.PacketsReceived] += spikes;
        }

        Span<long> row = _sample.RowOf(route.Source, step);
        row[(int)ActivityKind.Packets] += spikes * route.Destinations.Length;
        row[(int)ActivityKind.PayloadBits] += spikes * route.Destinations.Length * _payloadBits[route.Source];
        row[(int)ActivityKind.WithinTile] += spikes * route.WithinTile;
        CountHops(row, route, spikes);
    }

    static void CountHops(Span<long> row, Route route, long spikes)
    {
        (int east, int west, int north, int south) = route.Traversals;
        row[(int)ActivityKind.HopsEast] += spikes * east;
        row[(int)ActivityKind.HopsWest] += spikes * west;
        row[(int)ActivityKind.HopsNorth] += spikes * north;
        row[(int)ActivityKind.HopsSouth] += spikes * south;
        row[(int)ActivityKind.OffChipCrossings] += spikes * route.OffChip;
    }

    /// <summary>Packets and the loads of the links in this step; returns the time of the busiest one and of the longest way, and the packets of the busiest.</summary>
    (double Seconds, long Load) CountRoutes(int step)
    {
        double longest = 0;
        foreach (int index in _touchedRoutes.AsSpan(0, _routesTouched))
        {
            Route route = _routes[index];
            CountPackets(route, _routeCounts[index], step);
            ReadOnlySpan<int> links = route.Links;
            ReadOnlySpan<int> uses = route.Uses;
            for (int k = 0; k < links.Length; k++)
            {
                if (_linkLoads[links[k]] == 0)
                {
                    _touchedLinks[_linksTouched++] = links[k];
                }

                _linkLoads[links[k]] += (long)_routeCounts[index] * uses[k];
            }

            longest = Math.Max(longest, _pathSeconds[index]);
            _routeCounts[index] = 0;
        }

        double busiest = 0;
        long load = 0;
        foreach (int link in _touchedLinks.AsSpan(0, _linksTouched))
        {
            _sample.LinkCounts[link] += _linkLoads[link];
            busiest = Math.Max(busiest, _time?.LinkSeconds((LinkDirection)(link % 4), _linkLoads[link]) ?? 0);
            load = Math.Max(load, _linkLoads[link]);
            _linkLoads[link] = 0;
        }

        _routesTouched = 0;
        _linksTouched = 0;
        return (busiest + longest, load);
    }

    long MostReceived(int step)
    {
        long most = 0;
        for (int core = 0; core < _sample.Cores; core++)
        {
            most = Math.Max(most, _sample.RowOf(core, step)[(int)ActivityKind.PacketsReceived]);
        }

        return most;
    }

    double ComputeSeconds(TimeModel time, int step)
    {
        double slowest = 0;
        for (int core = 0; core < _sample.Cores; core++)
        {
            slowest = Math.Max(slowest, time.CoreSeconds(_sample.RowOf(core, step)));
        }

        return slowest;
    }
}
