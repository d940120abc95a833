using System.Numerics;
using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Core.Networks;

/// <summary>
/// Runs one sample after another through a network and keeps the spikes of the last one. One simulator per thread;
/// nothing is allocated while a sample runs.
/// </summary>
/// <remarks>
/// Time is blocked: a population runs all its timesteps before the next one starts, which a feed-forward network allows
/// and which keeps its weights in cache. Step t of a population sees the spikes of step t of its sources; on a chip it
/// happens one step later per population (<see cref="SpikingNetwork.LatencyTimesteps"/>), with the same spikes.
/// </remarks>
public sealed unsafe class NetworkSimulator : IDisposable
{
    readonly SpikingNetwork _network;
    readonly KernelSet _kernels;
    readonly Dictionary<Population, State> _states = [];
    readonly int[] _readout;

    /// <summary>Allocates the state for a network.</summary>
    /// <param name="network">The network; not owned.</param>
    /// <param name="timesteps">Timesteps per sample, at least 1.</param>
    /// <param name="kernels">The instruction set to use; the result does not depend on it.</param>
    public NetworkSimulator(SpikingNetwork network, int timesteps, KernelSet kernels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(timesteps, 1);
        _network = network;
        _kernels = kernels;
        Timesteps = timesteps;
        _readout = new int[checked(timesteps * network.Readout.Count)];
        foreach (Population population in network.Populations.Skip(1))
        {
            _states.Add(population, new State(population, timesteps));
        }
    }

    /// <summary>Timesteps per sample.</summary>
    public int Timesteps { get; }

    /// <summary>Runs one sample.</summary>
    /// <param name="input">The input's integers, channels last.</param>
    /// <exception cref="ArgumentException">The length is not the input's.</exception>
    public void Run(ReadOnlySpan<int> input)
    {
        if (input.Length != _network.Input.Count)
        {
            throw new ArgumentException($"the network takes {_network.Input.Count} values, not {input.Length}", nameof(input));
        }

        foreach (Population population in _network.Populations)
        {
            switch (population)
            {
                case NeuronPopulation neurons:
                    RunNeurons(neurons, input);
                    break;
                case MaxPoolPopulation pool:
                    RunMaxPool(pool);
                    break;
                case ReadoutPopulation readout:
                    RunReadout(readout, input);
                    break;
            }
        }
    }

    /// <summary>Spike mask of a population at timestep <paramref name="t"/>, counted from 0 in the population's own time.</summary>
    public ReadOnlySpan<ulong> Spikes(Population population, int t) => _states[population].SpikesAt(t);

    /// <summary>
    /// Mask of the units that had work to do at timestep <paramref name="t"/>: a current that was not zero, or for a
    /// pooling unit a spike in its window.
    /// </summary>
    public ReadOnlySpan<ulong> Driven(Population population, int t) => _states[population].DrivenAt(t);

    /// <summary>Potentials of the read-out after timestep <paramref name="t"/>, counted from 0.</summary>
    public ReadOnlySpan<int> Readout(int t) =>
        _readout.AsSpan(t * _network.Readout.Count, _network.Readout.Count);

    /// <summary>Writes how often each unit of a population spiked.</summary>
    /// <param name="population">A population that spikes.</param>
    /// <param name="counts">One counter per unit.</param>
    public void CountSpikes(Population population, Span<int> counts)
    {
        counts.Clear();
        for (int t = 0; t < Timesteps; t++)
        {
            SpikeMask.AddTo(counts, Spikes(population, t));
        }
    }

    /// <summary>Membrane potentials of a population after the last timestep.</summary>
    public ReadOnlySpan<int> Potentials(Population population) => _states[population].Potential.Span[..population.Count];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (State state in _states.Values)
        {
            state.Dispose();
        }
    }

    void RunNeurons(NeuronPopulation neurons, ReadOnlySpan<int> input)
    {
        State state = _states[neurons];
        Start(neurons, neurons.Parameters, state, input);
        for (int t = 0; t < Timesteps; t++)
        {
            AccumulateSpikes(neurons, t, state.Current.Address);
            neurons.Step(
                _kernels, state.Potential.Address, state.Current.Address, state.Bias.Address, state.SpikesAddress(t), state.DrivenAddress(t));
        }
    }

    void RunReadout(ReadoutPopulation readout, ReadOnlySpan<int> input)
    {
        State state = _states[readout];
        Start(readout, readout.Parameters, state, input);
        for (int t = 0; t < Timesteps; t++)
        {
            AccumulateSpikes(readout, t, state.Current.Address);
            _kernels.Accumulate(state.Words, state.Potential.Address, state.Current.Address, state.Bias.Address, state.DrivenAddress(t));
            state.Potential.Span[..readout.Count].CopyTo(_readout.AsSpan(t * readout.Count));
        }
    }

    void RunMaxPool(MaxPoolPopulation pool)
    {
        State state = _states[pool];
        WindowSynapses windows = pool.Windows;
        Population source = pool.Projections[0].Source;
        Span<int> largest = state.Potential.Span;
        Span<int> counts = state.SourceCounts;
        largest.Clear();
        counts.Clear();
        state.Spikes.Span.Clear();
        state.Driven.Span.Clear();
        for (int t = 0; t < Timesteps; t++)
        {
            ReadOnlySpan<ulong> incoming = Spikes(source, t);
            Span<ulong> spikes = state.SpikesAt(t);
            Span<ulong> driven = state.DrivenAt(t);
            for (int w = 0; w < incoming.Length; w++)
            {
                for (ulong bits = incoming[w]; bits != 0; bits &= bits - 1)
                {
                    int unit = (w * SpikeMask.BitsPerWord) + BitOperations.TrailingZeroCount(bits);
                    int count = ++counts[unit];
                    int position = Math.DivRem(unit, source.Shape.Channels, out int channel);
                    foreach (int window in windows.WindowsOf(position))
                    {
                        int target = window + channel;
                        driven[target / SpikeMask.BitsPerWord] |= 1UL << (target % SpikeMask.BitsPerWord);
                        if (count > largest[target])
                        {
                            largest[target] = count;
                            spikes[target / SpikeMask.BitsPerWord] |= 1UL << (target % SpikeMask.BitsPerWord);
                        }
                    }
                }
            }
        }
    }

    /// <summary>Sets the start values; the input's weighted sum becomes part of the bias of this sample.</summary>
    void Start(Population population, NeuronParameters parameters, State state, ReadOnlySpan<int> input)
    {
        parameters.PaddedInitialPotential.CopyTo(state.Potential.Span);
        parameters.PaddedBias.CopyTo(state.Bias.Span);
        foreach (Projection projection in population.Projections)
        {
            if (projection.Source is InputPopulation)
            {
                projection.Synapses.AccumulateScaled(_kernels, input, state.Bias.Address);
            }
        }

        state.Bias.Span.CopyTo(state.Current.Span);
    }

    void AccumulateSpikes(Population population, int t, int* current)
    {
        foreach (Projection projection in population.Projections)
        {
            if (projection.Source.Spikes)
            {
                projection.Synapses.Accumulate(_kernels, Spikes(projection.Source, t), current);
            }
        }
    }

    /// <summary>State and spikes of one population.</summary>
    sealed class State : IDisposable
    {
        public State(Population population, int timesteps)
        {
            Words = SpikeMask.Words(population.Count);
            int padded = SpikeMask.PaddedLength(population.Count);
            Potential = new AlignedBuffer<int>(padded);
            Current = new AlignedBuffer<int>(padded);
            Bias = new AlignedBuffer<int>(padded);
            Spikes = new AlignedBuffer<ulong>(checked(Words * timesteps));
            Driven = new AlignedBuffer<ulong>(checked(Words * timesteps));
            SourceCounts = population is MaxPoolPopulation pool ? new int[SpikeMask.PaddedLength(pool.Projections[0].Source.Count)] : [];
        }

        public int Words { get; }

        public AlignedBuffer<int> Potential { get; }

        public AlignedBuffer<int> Current { get; }

        public AlignedBuffer<int> Bias { get; }

        public AlignedBuffer<ulong> Spikes { get; }

        public AlignedBuffer<ulong> Driven { get; }

        public int[] SourceCounts { get; }

        public Span<ulong> SpikesAt(int t) => Spikes.Span.Slice(t * Words, Words);

        public Span<ulong> DrivenAt(int t) => Driven.Span.Slice(t * Words, Words);

        public ulong* SpikesAddress(int t) => Spikes.Address + ((long)t * Words);

        public ulong* DrivenAddress(int t) => Driven.Address + ((long)t * Words);

        public void Dispose()
        {
            Potential.Dispose();
            Current.Dispose();
            Bias.Dispose();
            Spikes.Dispose();
            Driven.Dispose();
        }
    }
}
