using System.Numerics;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Networks;

namespace Neuromorphic.Core.Verification;

/// <summary>Everything that a simulator says about one sample: spikes, final potentials, read-outs.</summary>
public sealed class NetworkRecord
{
    readonly ulong[][][] _spikes;
    readonly short[][][] _payloads;
    readonly int[][] _potentials;
    readonly int[][] _readout;

    NetworkRecord(int[] input, int biasTimesteps, ulong[][][] spikes, short[][][] payloads, int[][] potentials, int[][] readout)
    {
        Input = input;
        BiasTimesteps = biasTimesteps;
        _spikes = spikes;
        _payloads = payloads;
        _potentials = potentials;
        _readout = readout;
    }

    /// <summary>The sample's integers.</summary>
    public IReadOnlyList<int> Input { get; }

    /// <summary>T, the timesteps in which biases and the input act.</summary>
    public int BiasTimesteps { get; }

    /// <summary>Timesteps of the read-out, the longest of all.</summary>
    public int Timesteps => _readout.Length;

    /// <summary>The same record of another sample, as a run that got the wrong input would leave it.</summary>
    internal NetworkRecord WithInput(int[] input) => new(input, BiasTimesteps, _spikes, _payloads, _potentials, _readout);

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
        short[][][] payloads = new short[populations][][];
        int[][] potentials = new int[populations][];
        for (int p = 0; p < populations; p++)
        {
            Population population = network.Populations[p];
            spikes[p] = population.Spikes
                ? [.. Enumerable.Range(0, simulator.Steps(population)).Select(t => simulator.Spikes(population, t).ToArray())]
                : [];
            payloads[p] = population.Code.HasPayload
                ? [.. Enumerable.Range(0, simulator.Steps(population)).Select(t => simulator.Payload(population, t).ToArray())]
                : [];
            potentials[p] = population is InputPopulation ? [] : simulator.Potentials(population).ToArray();
        }

        return new(
            input,
            simulator.Timesteps,
            spikes,
            payloads,
            potentials,
            [.. Enumerable.Range(0, simulator.Steps(network.Readout)).Select(t => simulator.Readout(t).ToArray())]);
    }

    /// <summary>Timesteps that a population ran.</summary>
    /// <param name="population">Its index in the network.</param>
    public int Steps(int population) => _spikes[population].Length == 0 ? Timesteps : _spikes[population].Length;

    /// <summary>What a unit sent in a timestep: the payload of its spike, 1 for a spike without one, 0 for none.</summary>
    /// <param name="population">Its population's index in the network.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="timestep">From 0.</param>
    public int Sent(int population, int unit, int timestep) =>
        !SpikeMask.Contains(_spikes[population][timestep], unit) ? 0
        : _payloads[population].Length == 0 ? 1
        : _payloads[population][timestep][unit];

    /// <summary>Spike mask of a population at a timestep.</summary>
    /// <param name="population">Its index in the network.</param>
    /// <param name="timestep">From 0.</param>
    public ReadOnlySpan<ulong> Spikes(int population, int timestep) => _spikes[population][timestep];

    /// <summary>
    /// Writes what each unit of a population sent in all: its spikes, the sum of their payloads, or for a timed spike the
    /// timesteps from it to the end.
    /// </summary>
    /// <param name="network">The network that was run.</param>
    /// <param name="population">A population that spikes.</param>
    /// <param name="totals">One sum per unit.</param>
    public void Total(SpikingNetwork network, Population population, Span<int> totals)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(population);
        int p = network.Populations.TakeWhile(other => other != population).Count();
        totals.Clear();
        for (int t = 0; t < _spikes[p].Length; t++)
        {
            for (int unit = 0; unit < population.Count; unit++)
            {
                totals[unit] += Sent(p, unit, t) * (population.Code.Kind == SpikeKind.Timed ? _spikes[p].Length - t : 1);
            }
        }
    }

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
                LookAtPayloads(p, t, $"payloads of '{name}' at timestep {t}");
            }

            Look(_potentials[p], other._potentials[p], $"potentials of '{name}'");
        }

        if (Timesteps != other.Timesteps)
        {
            cases++;
            differences++;
            first = first.Length == 0 ? "the timesteps of the read-out" : first;
        }

        for (int t = 0; t < Math.Min(Timesteps, other.Timesteps); t++)
        {
            Look(_readout[t], other._readout[t], $"the read-out at timestep {t}");
        }

        return CheckOutcome.OfDifferences(cases, differences, first);

        // Payloads mean something where a unit spiked.
        void LookAtPayloads(int p, int t, string what)
        {
            if (_payloads[p].Length > 0)
            {
                Look(Where(_payloads[p][t], _spikes[p][t]), Where(other._payloads[p][t], other._spikes[p][t]), what);
            }
        }

        void Look<T>(T[] mine, T[] theirs, string what)
            where T : IEquatable<T>
        {
            int wrong = mine.Zip(theirs).Count(pair => !pair.First.Equals(pair.Second));
            cases += mine.Length;
            differences += wrong;
            first = first.Length == 0 && wrong > 0 ? what : first;
        }
    }

    static short[] Where(short[] payloads, ulong[] mask) =>
        [.. payloads.Select((payload, unit) => SpikeMask.Contains(mask, unit) ? payload : (short)0)];

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
