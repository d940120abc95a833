using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Networks;
using Neuromorphic.Emulator.Mapping;

namespace Neuromorphic.Emulator.Activity;

/// <summary>How many spikes take each route of a program in a timestep of the chip.</summary>
public sealed class RouteSpikes
{
    readonly ChipProgram _program;
    readonly Dictionary<Route, int> _indexOfRoute;

    /// <summary>Prepares a program.</summary>
    public RouteSpikes(ChipProgram program)
    {
        ArgumentNullException.ThrowIfNull(program);
        _program = program;
        _indexOfRoute = program.Routes.Select((route, index) => (route, index)).ToDictionary(entry => entry.route, entry => entry.index);
    }

    /// <summary>The spikes that are sent in a timestep, per route of the program.</summary>
    /// <param name="simulator">A simulator of the program's network that has run the sample.</param>
    /// <param name="timestep">The chip's timestep, from 0.</param>
    public long[] Of(NetworkSimulator simulator, int timestep)
    {
        ArgumentNullException.ThrowIfNull(simulator);
        long[] spikes = new long[_program.Routes.Count];
        foreach (PopulationUtilisation use in _program.Populations.Where(use => use.Population.Spikes))
        {
            int t = timestep - (use.Depth - 1);
            if (t < 0 || t >= simulator.Steps(use.Population))
            {
                continue;
            }

            foreach (int neuron in SpikeMask.NeuronsOf(simulator.Spikes(use.Population, t)))
            {
                if (_program.RouteOf(use.Population, neuron) is Route route)
                {
                    spikes[_indexOfRoute[route]]++;
                }
            }
        }

        return spikes;
    }
}
