using System.Numerics;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Networks;
using Neuromorphic.Core.Neurons;

namespace Neuromorphic.Core.Verification;

/// <summary>
/// Sums up again, in 64 bits and synapse by synapse, what a population received in a recorded run; none of the kernels takes
/// part. For integrate-and-fire neurons with soft reset, neurons of conversion, and read-outs.
/// </summary>
public sealed class PopulationReplay
{
    readonly Population _population;
    readonly NetworkRecord _record;
    readonly int _index;
    readonly long[] _constant;
    readonly int[] _sources;
    readonly List<Arrival>[] _flowing;
    readonly List<Arrival> _arrivals = [];
    readonly int[] _targets;
    readonly sbyte[] _weights;

    /// <summary>Prepares the replay of a population in a recorded sample.</summary>
    /// <param name="network">The network.</param>
    /// <param name="index">The population's index.</param>
    /// <param name="record">The recorded sample.</param>
    public PopulationReplay(SpikingNetwork network, int index, NetworkRecord record)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(record);
        _index = index;
        _record = record;
        _population = network.Populations[index];
        Parameters = ParametersOf(_population)
            ?? throw new ArgumentException($"'{_population.Name}' has neurons of another kind", nameof(index));
        int fanOut = _population.Projections.Max(projection => projection.Synapses.MaxFanOut);
        _targets = new int[fanOut];
        _weights = new sbyte[fanOut];
        _sources = [.. _population.Projections.Select(projection => IndexOf(network, projection.Source))];
        _flowing = [.. _sources.Select(_ => new List<Arrival>())];
        Current = new long[_population.Count];
        _constant = [.. Parameters.Bias.ToArray().Select(bias => (long)bias)];
        for (int k = 0; k < _sources.Length; k++)
        {
            for (int j = 0; _population.Projections[k].Source is InputPopulation && j < record.Input.Count; j++)
            {
                Add(new(k, j, record.Input[j]), _constant);
            }
        }
    }

    /// <summary>Something that arrives over the synapses of a source neuron in a timestep.</summary>
    /// <param name="Projection">Number of the projection among those of the population.</param>
    /// <param name="Source">The source neuron.</param>
    /// <param name="Factor">What it is multiplied with: 1, or the payload.</param>
    public readonly record struct Arrival(int Projection, int Source, int Factor);

    /// <summary>Thresholds, biases and start values.</summary>
    public NeuronParameters Parameters { get; }

    /// <summary>Timesteps that the population ran.</summary>
    public int Timesteps => _record.Steps(_index);

    /// <summary>The current of each neuron in the last step, the bias included.</summary>
    public long[] Current { get; }

    /// <summary>What arrived in the last step from populations that spike.</summary>
    public IReadOnlyList<Arrival> Arrivals => _arrivals;

    /// <summary>The parameters of a population that can be replayed; null for others.</summary>
    public static NeuronParameters? ParametersOf(Population population) => population switch
    {
        NeuronPopulation<IntegrateAndFire> neurons => neurons.Parameters,
        ConversionPopulation neurons => neurons.Parameters,
        ReadoutPopulation readout => readout.Parameters,
        _ => null,
    };

    /// <summary>Sums up the current of a timestep; to be called for one after the other.</summary>
    /// <param name="timestep">From 0.</param>
    public void Step(int timestep)
    {
        Current.AsSpan().Clear();
        if (timestep < _record.BiasTimesteps)
        {
            _constant.CopyTo(Current, 0);
        }

        _arrivals.Clear();
        for (int k = 0; k < _sources.Length; k++)
        {
            Population source = _population.Projections[k].Source;
            if (source.Spikes && timestep < _record.Steps(_sources[k]))
            {
                List<Arrival> into = source.Code.Kind == SpikeKind.Timed ? _flowing[k] : _arrivals;
                Collect(k, _record.Spikes(_sources[k], timestep), timestep, into);

                // The current of a timed spike flows until the sender's time ends.
                _arrivals.AddRange(_flowing[k]);
            }
        }

        foreach (Arrival arrival in _arrivals)
        {
            Add(arrival, Current);
        }
    }

    /// <summary>What a neuron sent in a timestep of the record; a read-out never sends anything.</summary>
    public int Sent(int neuron, int timestep) => _population.Spikes ? _record.Sent(_index, neuron, timestep) : 0;

    void Collect(int projection, ReadOnlySpan<ulong> mask, int timestep, List<Arrival> into)
    {
        for (int w = 0; w < mask.Length; w++)
        {
            for (ulong bits = mask[w]; bits != 0; bits &= bits - 1)
            {
                int neuron = (w * SpikeMask.BitsPerWord) + BitOperations.TrailingZeroCount(bits);
                into.Add(new(projection, neuron, _record.Sent(_sources[projection], neuron, timestep)));
            }
        }
    }

    static int IndexOf(SpikingNetwork network, Population population)
    {
        for (int p = 0; p < network.Populations.Count; p++)
        {
            if (network.Populations[p] == population)
            {
                return p;
            }
        }

        throw new InvalidOperationException($"'{population.Name}' is not in the network");
    }

    void Add(Arrival arrival, long[] sums)
    {
        if (arrival.Factor == 0)
        {
            return;
        }

        int count = _population.Projections[arrival.Projection].Synapses.CopySynapses(arrival.Source, _targets, _weights);
        for (int k = 0; k < count; k++)
        {
            sums[_targets[k]] += (long)arrival.Factor * _weights[k];
        }
    }
}
