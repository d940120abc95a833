using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;

namespace Neuromorphic.Core.Networks;

/// <summary>Runs all timesteps of one population from the spikes of its sources. Owns the state; one per thread.</summary>
/// <remarks>
/// Nothing is allocated while a sample runs. The input of a population lasts max(T, the longest of its sources) timesteps;
/// how long it runs itself depends on its neurons (<see cref="Emission"/>) and is bounded by <see cref="RunLength"/>.
/// </remarks>
public sealed unsafe partial class PopulationRunner : IDisposable
{
    readonly Population _population;
    readonly KernelSet _kernels;
    readonly Projection[] _projections;
    readonly int _words;
    readonly AlignedBuffer<int> _potential;
    readonly AlignedBuffer<int> _current;
    readonly AlignedBuffer<int> _bias;
    readonly AlignedBuffer<int> _noBias;
    readonly AlignedBuffer<int> _count;
    readonly AlignedBuffer<short> _noPayload;
    readonly AlignedBuffer<int>?[] _flowing;
    readonly int[] _sourceCounts;
    readonly ulong[] _hookMasks;
    readonly int[] _readout;

    /// <summary>Allocates the state.</summary>
    /// <param name="population">Any population but the input; not owned.</param>
    /// <param name="timesteps">T, the timesteps in which biases act, at least 1.</param>
    /// <param name="kernels">The instruction set to use; the result does not depend on it.</param>
    public PopulationRunner(Population population, int timesteps, KernelSet kernels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(timesteps, 1);
        _population = population;
        _kernels = kernels;
        _projections = [.. population.Projections];
        Timesteps = timesteps;
        MostSteps = RunLength.MostSteps(population, timesteps);
        _words = SpikeMask.Words(population.Count);
        int padded = SpikeMask.PaddedLength(population.Count);
        bool converted = population is ConversionPopulation;
        _potential = new AlignedBuffer<int>(padded);
        _current = new AlignedBuffer<int>(padded);
        _bias = new AlignedBuffer<int>(padded);
        _noBias = new AlignedBuffer<int>(MostSteps > timesteps ? padded : 0);
        _count = new AlignedBuffer<int>(converted ? padded : 0);
        _noPayload = new AlignedBuffer<short>(converted && !population.Code.HasPayload ? padded : 0);
        _flowing = [.. _projections.Select(p => p.Source.Code.Kind == SpikeKind.Timed ? new AlignedBuffer<int>(padded) : null)];
        Spikes = new SpikeTrain(population.Spikes ? population.Count : 0, MostSteps, population.Code);
        Driven = new SpikeTrain(population.Count, MostSteps);
        _sourceCounts = population is MaxPoolPopulation pool ? new int[SpikeMask.PaddedLength(pool.Projections[0].Source.Count)] : [];
        _hookMasks = population is MaxPoolPopulation hooked ? new ulong[2 * SpikeMask.Words(hooked.Projections[0].Source.Count)] : [];
        _readout = population is ReadoutPopulation ? new int[checked(population.Count * MostSteps)] : [];
    }

    /// <summary>T, the timesteps in which biases act.</summary>
    public int Timesteps { get; }

    /// <summary>Depth of the population in its network, where it is known.</summary>
    internal int Depth { get; init; }

    /// <summary>Looks at every step, or disturbs it.</summary>
    internal StepHook? Hook { get; init; }

    /// <summary>The most timesteps that the population runs.</summary>
    public int MostSteps { get; }

    /// <summary>The timesteps that the population ran in the last sample.</summary>
    public int Steps => Driven.Length;

    /// <summary>Spikes of the last sample; without units for a read-out.</summary>
    public SpikeTrain Spikes { get; }

    /// <summary>
    /// The units that had work to do in the last sample: a current that was not zero, a spike that carries something or is
    /// timed, or for a pooling unit a spike in its window.
    /// </summary>
    public SpikeTrain Driven { get; }

    /// <summary>Membrane potentials after the last timestep; the largest counts of a pooling population.</summary>
    public ReadOnlySpan<int> Potentials => _potential.Span[.._population.Count];

    /// <summary>Net counts after the last timestep of neurons that keep them; else empty.</summary>
    public ReadOnlySpan<int> NetCounts => _count.Span[..Math.Min(_count.Length, _population.Count)];

    /// <summary>Potentials of a read-out after timestep <paramref name="t"/>, counted from 0.</summary>
    public ReadOnlySpan<int> Readout(int t)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)t, (uint)Steps, nameof(t));
        return _readout.AsSpan(t * _population.Count, _population.Count);
    }

    /// <summary>Runs one sample.</summary>
    /// <param name="input">The network input's integers, channels last; used where the input is a source.</param>
    /// <param name="sources">The spikes of a source population for the same sample.</param>
    public void Run(ReadOnlySpan<int> input, Func<Population, SpikeTrain> sources)
    {
        int steps = InputSteps(sources);
        switch (_population)
        {
            case NeuronPopulation neurons:
                Start(neurons.Parameters, input);
                steps = RunNeurons(neurons, steps, sources);
                break;
            case ReadoutPopulation readout:
                Start(readout.Parameters, input);
                Driven.Length = steps;
                for (int t = 0; t < steps; t++)
                {
                    Accumulate(t, sources);
                    Potentials.CopyTo(_readout.AsSpan(t * readout.Count));
                }

                break;
            case MaxPoolPopulation pool:
                RunMaxPool(pool, sources(pool.Projections[0].Source));
                break;
            default:
                throw new InvalidOperationException($"'{_population.Name}' does not run");
        }

        Spikes.Length = steps;
        Driven.Length = steps;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _potential.Dispose();
        _current.Dispose();
        _bias.Dispose();
        _noBias.Dispose();
        _count.Dispose();
        _noPayload.Dispose();
        foreach (AlignedBuffer<int>? flowing in _flowing)
        {
            flowing?.Dispose();
        }

        Spikes.Dispose();
        Driven.Dispose();
    }

    /// <summary>Timesteps in which something may arrive.</summary>
    int InputSteps(Func<Population, SpikeTrain> sources)
    {
        int steps = Timesteps;
        foreach (Projection projection in _projections)
        {
            if (projection.Source.Spikes)
            {
                steps = Math.Max(steps, sources(projection.Source).Length);
            }
        }

        return steps;
    }

    /// <summary>Sets the start values; the input's weighted sum becomes part of the bias of this sample.</summary>
    void Start(NeuronParameters parameters, ReadOnlySpan<int> input)
    {
        parameters.PaddedInitialPotential.CopyTo(_potential.Span);
        parameters.PaddedBias.CopyTo(_bias.Span);
        _count.Span.Clear();
        foreach (AlignedBuffer<int>? flowing in _flowing)
        {
            flowing?.Span.Clear();
        }

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
        for (int p = 0; p < _projections.Length; p++)
        {
            Projection projection = _projections[p];
            if (!projection.Source.Spikes)
            {
                continue;
            }

            SpikeTrain train = sources(projection.Source);
            if (t >= train.Length)
            {
                continue;
            }

            if (train.Code.HasPayload)
            {
                projection.Synapses.AccumulateGraded(_kernels, train[t], train.PayloadAddress(t), _current.Address);
            }
            else if (_flowing[p] is AlignedBuffer<int> flowing)
            {
                // The current of a timed spike flows until the train ends.
                projection.Synapses.Accumulate(_kernels, train[t], flowing.Address);
                _kernels.AddValues(_current.Address, flowing.Address, _words);
            }
            else
            {
                projection.Synapses.Accumulate(_kernels, train[t], _current.Address);
            }
        }

        Hook?.Received(_population, t, _current.Span[.._population.Count], sources);
    }

    /// <summary>A step in which nobody can fire.</summary>
    void Accumulate(int t, Func<Population, SpikeTrain> sources)
    {
        AccumulateSpikes(t, sources);
        _kernels.Accumulate(_words, _potential.Address, _current.Address, BiasAfter(t), Driven.Address(t));
        Hook?.Stepped(_population, t, Potentials, []);
    }

    /// <summary>The biases of step t + 1.</summary>
    int* BiasAfter(int t) => t + 1 < Timesteps || MostSteps == Timesteps ? _bias.Address : _noBias.Address;
}
