using System.Numerics;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Networks;
using Neuromorphic.Core.Neurons;

namespace Neuromorphic.Core.Verification;

/// <summary>
/// Sums up again, in 64 bits and synapse by synapse, what a population received in a recorded run; none of the kernels takes
/// part. For neurons without leak and with soft reset, and for read-outs.
/// </summary>
public sealed class PopulationReplay
{
    readonly SpikingNetwork _network;
    readonly Population _population;
    readonly NetworkRecord _record;
    readonly int _index;
    readonly long[] _constant;
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
        _network = network;
        _index = index;
        _record = record;
        _population = network.Populations[index];
        Parameters = ParametersOf(_population)
            ?? throw new ArgumentException($"'{_population.Name}' is neither integrate-and-fire with soft reset nor a read-out", nameof(index));
        int fanOut = _population.Projections.Max(projection => projection.Synapses.MaxFanOut);
        _targets = new int[fanOut];
        _weights = new sbyte[fanOut];
        _constant = new long[_population.Count];
        Current = new long[_population.Count];
        for (int i = 0; i < _constant.Length; i++)
        {
            _constant[i] = Parameters.Bias[i];
        }

        foreach (Projection projection in _population.Projections.Where(p => p.Source is InputPopulation))
        {
            for (int j = 0; j < record.Input.Count; j++)
            {
                Add(projection, j, record.Input[j], _constant);
            }
        }
    }

    /// <summary>Thresholds, biases and start values.</summary>
    public NeuronParameters Parameters { get; }

    /// <summary>The current of each neuron in the last step, the bias included.</summary>
    public long[] Current { get; }

    /// <summary>The parameters of a population that can be replayed; null for others.</summary>
    public static NeuronParameters? ParametersOf(Population population) => population switch
    {
        NeuronPopulation<IntegrateAndFire> neurons => neurons.Parameters,
        ReadoutPopulation readout => readout.Parameters,
        _ => null,
    };

    /// <summary>Sums up the current of a timestep.</summary>
    /// <param name="timestep">From 0.</param>
    public void Step(int timestep)
    {
        _constant.CopyTo(Current, 0);
        foreach (Projection projection in _population.Projections.Where(p => p.Source.Spikes))
        {
            int source = IndexOf(projection.Source);
            ReadOnlySpan<ulong> mask = _record.Spikes(source, timestep);
            for (int w = 0; w < mask.Length; w++)
            {
                for (ulong bits = mask[w]; bits != 0; bits &= bits - 1)
                {
                    Add(projection, (w * SpikeMask.BitsPerWord) + BitOperations.TrailingZeroCount(bits), 1, Current);
                }
            }
        }
    }

    /// <summary>Whether a neuron fired in a timestep of the record; a read-out never does.</summary>
    public bool Fired(int neuron, int timestep) =>
        _population.Spikes && SpikeMask.Contains(_record.Spikes(_index, timestep), neuron);

    int IndexOf(Population population)
    {
        for (int p = 0; p < _network.Populations.Count; p++)
        {
            if (_network.Populations[p] == population)
            {
                return p;
            }
        }

        throw new InvalidOperationException($"'{population.Name}' is not in the network");
    }

    void Add(Projection projection, int source, int factor, long[] sums)
    {
        if (factor == 0)
        {
            return;
        }

        int count = projection.Synapses.CopySynapses(source, _targets, _weights);
        for (int k = 0; k < count; k++)
        {
            sums[_targets[k]] += (long)factor * _weights[k];
        }
    }
}
