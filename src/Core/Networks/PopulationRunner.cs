using System.Numerics;
using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Core.Networks;

/// <summary>Runs all timesteps of one population from the spikes of its sources. Owns the state; one per thread.</summary>
/// <remarks>Nothing is allocated while a sample runs.</remarks>
public sealed unsafe class PopulationRunner : IDisposable
{
    readonly Population _population;
    readonly KernelSet _kernels;
    readonly Projection[] _projections;
    readonly int _words;
    readonly AlignedBuffer<int> _potential;
    readonly AlignedBuffer<int> _current;
    readonly AlignedBuffer<int> _bias;
    readonly int[] _sourceCounts;
    readonly int[] _readout;

    /// <summary>Allocates the state.</summary>
    /// <param name="population">Any population but the input; not owned.</param>
    /// <param name="timesteps">Timesteps per sample, at least 1.</param>
    /// <param name="kernels">The instruction set to use; the result does not depend on it.</param>
    public PopulationRunner(Population population, int timesteps, KernelSet kernels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(timesteps, 1);
        _population = population;
        _kernels = kernels;
        _projections = [.. population.Projections];
        Timesteps = timesteps;
        _words = SpikeMask.Words(population.Count);
        int padded = SpikeMask.PaddedLength(population.Count);
        _potential = new AlignedBuffer<int>(padded);
        _current = new AlignedBuffer<int>(padded);
        _bias = new AlignedBuffer<int>(padded);
        Spikes = new SpikeTrain(population.Spikes ? population.Count : 0, timesteps);
        Driven = new SpikeTrain(population.Count, timesteps);
        _sourceCounts = population is MaxPoolPopulation pool ? new int[SpikeMask.PaddedLength(pool.Projections[0].Source.Count)] : [];
        _readout = population is ReadoutPopulation ? new int[checked(population.Count * timesteps)] : [];
    }

    /// <summary>Timesteps per sample.</summary>
    public int Timesteps { get; }

    /// <summary>Spikes of the last sample; without units for a read-out.</summary>
    public SpikeTrain Spikes { get; }

    /// <summary>
    /// The units that had work to do in the last sample: a current that was not zero, or for a pooling unit a spike in its
    /// window.
    /// </summary>
    public SpikeTrain Driven { get; }

    /// <summary>Membrane potentials after the last timestep; the largest counts of a pooling population.</summary>
    public ReadOnlySpan<int> Potentials => _potential.Span[.._population.Count];

    /// <summary>Potentials of a read-out after timestep <paramref name="t"/>, counted from 0.</summary>
    public ReadOnlySpan<int> Readout(int t) => _readout.AsSpan(t * _population.Count, _population.Count);

    /// <summary>Runs one sample.</summary>
    /// <param name="input">The network input's integers, channels last; used where the input is a source.</param>
    /// <param name="sources">The spikes of a source population for the same sample.</param>
    public void Run(ReadOnlySpan<int> input, Func<Population, SpikeTrain> sources)
    {
        switch (_population)
        {
            case NeuronPopulation neurons:
                Start(neurons.Parameters, input);
                for (int t = 0; t < Timesteps; t++)
                {
                    AccumulateSpikes(t, sources);
                    neurons.Step(_kernels, _potential.Address, _current.Address, _bias.Address, Spikes.Address(t), Driven.Address(t));
                }

                break;
            case ReadoutPopulation readout:
                Start(readout.Parameters, input);
                for (int t = 0; t < Timesteps; t++)
                {
                    AccumulateSpikes(t, sources);
                    _kernels.Accumulate(_words, _potential.Address, _current.Address, _bias.Address, Driven.Address(t));
                    Potentials.CopyTo(_readout.AsSpan(t * readout.Count));
                }

                break;
            case MaxPoolPopulation pool:
                RunMaxPool(pool, sources(pool.Projections[0].Source));
                break;
            default:
                throw new InvalidOperationException($"'{_population.Name}' does not run");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _potential.Dispose();
        _current.Dispose();
        _bias.Dispose();
        Spikes.Dispose();
        Driven.Dispose();
    }

    /// <summary>Sets the start values; the input's weighted sum becomes part of the bias of this sample.</summary>
    void Start(NeuronParameters parameters, ReadOnlySpan<int> input)
    {
        parameters.PaddedInitialPotential.CopyTo(_potential.Span);
        parameters.PaddedBias.CopyTo(_bias.Span);
        foreach (Projection projection in _projections)
        {
            if (projection.Source is InputPopulation)
            {
                projection.Synapses.AccumulateScaled(_kernels, input, _bias.Address);
            }
        }

        _bias.Span.CopyTo(_current.Span);
    }

    void AccumulateSpikes(int t, Func<Population, SpikeTrain> sources)
    {
        foreach (Projection projection in _projections)
        {
            if (projection.Source.Spikes)
            {
                projection.Synapses.Accumulate(_kernels, sources(projection.Source)[t], _current.Address);
            }
        }
    }

    void RunMaxPool(MaxPoolPopulation pool, SpikeTrain source)
    {
        WindowSynapses windows = pool.Windows;
        int channels = windows.Source.Channels;
        Span<int> largest = _potential.Span;
        Span<int> counts = _sourceCounts;
        largest.Clear();
        counts.Clear();
        Spikes.Clear();
        Driven.Clear();
        for (int t = 0; t < Timesteps; t++)
        {
            ReadOnlySpan<ulong> incoming = source[t];
            Span<ulong> spikes = Spikes[t];
            Span<ulong> driven = Driven[t];
            for (int w = 0; w < incoming.Length; w++)
            {
                for (ulong bits = incoming[w]; bits != 0; bits &= bits - 1)
                {
                    int unit = (w * SpikeMask.BitsPerWord) + BitOperations.TrailingZeroCount(bits);
                    int count = ++counts[unit];
                    int position = Math.DivRem(unit, channels, out int channel);
                    foreach (int window in windows.WindowsOf(position))
                    {
                        int target = window + channel;
                        ulong bit = 1UL << (target % SpikeMask.BitsPerWord);
                        driven[target / SpikeMask.BitsPerWord] |= bit;
                        if (count > largest[target])
                        {
                            largest[target] = count;
                            spikes[target / SpikeMask.BitsPerWord] |= bit;
                        }
                    }
                }
            }
        }
    }
}
