using System.Numerics;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Networks;

namespace Neuromorphic.Core.Verification;

/// <summary>Everything that a simulator says about one sample: spikes, final potentials, read-outs.</summary>
public sealed class NetworkRecord
{
    readonly ulong[][][] _spikes;
    readonly int[][] _potentials;
    readonly int[][] _readout;

    NetworkRecord(int[] input, ulong[][][] spikes, int[][] potentials, int[][] readout)
    {
        Input = input;
        _spikes = spikes;
        _potentials = potentials;
        _readout = readout;
    }

    /// <summary>The sample's integers.</summary>
    public IReadOnlyList<int> Input { get; }

    /// <summary>Timesteps of the read-out; a population that runs until it is quiet may take more.</summary>
    public int Timesteps => _readout.Length;

    /// <summary>Runs a sample and keeps what came out.</summary>
    /// <param name="network">The network that the simulator runs.</param>
    /// <param name="simulator">The simulator.</param>
    /// <param name="input">The sample's integers, channels last.</param>
    public static NetworkRecord Run(SpikingNetwork network, NetworkSimulator simulator, int[] input)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(simulator);
        ArgumentNullException.ThrowIfNull(input);
        simulator.Run(input);
        int populations = network.Populations.Count;
        ulong[][][] spikes = new ulong[populations][][];
        int[][] potentials = new int[populations][];
        for (int p = 0; p < populations; p++)
        {
            Population population = network.Populations[p];
            spikes[p] = population.Spikes
                ? [.. Enumerable.Range(0, simulator.Steps(population)).Select(t => simulator.Spikes(population, t).ToArray())]
                : [];
            potentials[p] = population is InputPopulation ? [] : simulator.Potentials(population).ToArray();
        }

        return new(input, spikes, potentials, [.. Enumerable.Range(0, simulator.Timesteps).Select(t => simulator.Readout(t).ToArray())]);
    }

    /// <summary>Spike mask of a population at a timestep.</summary>
    /// <param name="population">Its index in the network.</param>
    /// <param name="timestep">From 0.</param>
    public ReadOnlySpan<ulong> Spikes(int population, int timestep) => _spikes[population][timestep];

    /// <summary>Potentials of a population after the last timestep; the largest counts of a pooling population.</summary>
    public ReadOnlySpan<int> Potentials(int population) => _potentials[population];

    /// <summary>Spikes × fan-out over all synapses: the synaptic events that the sample causes.</summary>
    /// <param name="network">The network that was run.</param>
    public long SynapticEvents(SpikingNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        long events = 0;
        for (int p = 0; p < network.Populations.Count; p++)
        {
            foreach (Projection projection in network.Populations.SelectMany(target => target.Projections))
            {
                if (projection.Source == network.Populations[p])
                {
                    events += Events(_spikes[p], projection.Synapses.FanOut);
                }
            }
        }

        return events;
    }

    /// <summary>How many values of another record of the same network differ: words of spikes, potentials, read-outs.</summary>
    /// <param name="other">The other record.</param>
    /// <param name="network">The network, for names.</param>
    /// <returns>How many were compared, how many differ, and what the first is.</returns>
    public CheckOutcome Compare(NetworkRecord other, SpikingNetwork network)
    {
        ArgumentNullException.ThrowIfNull(other);
        ArgumentNullException.ThrowIfNull(network);
        long cases = 0;
        long differences = 0;
        string first = "";
        for (int p = 1; p < _potentials.Length; p++)
        {
            string name = network.Populations[p].Name;
            if (_spikes[p].Length != other._spikes[p].Length)
            {
                cases++;
                differences++;
                first = first.Length == 0 ? $"the timesteps of '{name}'" : first;
            }

            for (int t = 0; t < Math.Min(_spikes[p].Length, other._spikes[p].Length); t++)
            {
                Look(_spikes[p][t], other._spikes[p][t], $"spikes of '{name}' at timestep {t}");
            }

            Look(_potentials[p], other._potentials[p], $"potentials of '{name}'");
        }

        for (int t = 0; t < Timesteps; t++)
        {
            Look(_readout[t], other._readout[t], $"the read-out at timestep {t}");
        }

        return CheckOutcome.OfDifferences(cases, differences, first);

        void Look<T>(T[] mine, T[] theirs, string what)
            where T : IEquatable<T>
        {
            int wrong = mine.Zip(theirs).Count(pair => !pair.First.Equals(pair.Second));
            cases += mine.Length;
            differences += wrong;
            first = first.Length == 0 && wrong > 0 ? what : first;
        }
    }

    static long Events(ulong[][] spikes, ReadOnlySpan<int> fanOut)
    {
        long events = 0;
        foreach (ulong[] mask in spikes)
        {
            for (int w = 0; w < mask.Length; w++)
            {
                for (ulong bits = mask[w]; bits != 0; bits &= bits - 1)
                {
                    events += fanOut[(w * SpikeMask.BitsPerWord) + BitOperations.TrailingZeroCount(bits)];
                }
            }
        }

        return events;
    }
}
