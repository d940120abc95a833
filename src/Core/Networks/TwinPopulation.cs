using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Core.Networks;

/// <summary>One population of the <see cref="QuantisedTwin"/>. Owns its sums; one per thread.</summary>
public sealed unsafe class TwinPopulation : IDisposable
{
    readonly Population _population;
    readonly int _timesteps;
    readonly KernelSet _kernels;
    readonly AlignedBuffer<int> _sum;
    readonly AlignedBuffer<int> _inputSum;

    /// <summary>The twin of a population that runs for a number of timesteps.</summary>
    /// <param name="population">Any population but the input; not owned.</param>
    /// <param name="timesteps">T, at least 1.</param>
    /// <param name="kernels">The instruction set to use; the result does not depend on it.</param>
    public TwinPopulation(Population population, int timesteps, KernelSet kernels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(timesteps, 1);
        _population = population;
        _timesteps = timesteps;
        _kernels = kernels;
        int padded = SpikeMask.PaddedLength(population.Count);
        _sum = new AlignedBuffer<int>(padded);
        _inputSum = new AlignedBuffer<int>(padded);
    }

    /// <summary>Its activations for given activations of its sources.</summary>
    /// <param name="activations">Activations of a source: the integers of the input, net counts elsewhere.</param>
    /// <param name="result">Receives one activation per unit: a net count, or the potential of a read-out.</param>
    public void Evaluate(Func<Population, int[]> activations, Span<int> result)
    {
        switch (_population)
        {
            case NeuronPopulation neurons:
                SumCurrents(neurons.Parameters, activations);
                for (int i = 0; i < result.Length; i++)
                {
                    result[i] = neurons.Activation(i, _sum.Span[i], _timesteps);
                }

                break;
            case ReadoutPopulation readout:
                SumCurrents(readout.Parameters, activations);
                _sum.Span[..result.Length].CopyTo(result);
                break;
            case MaxPoolPopulation pool:
                Pool(pool, activations(pool.Projections[0].Source), result);
                break;
            default:
                throw new InvalidOperationException($"'{_population.Name}' has no input");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _sum.Dispose();
        _inputSum.Dispose();
    }

    /// <summary>All currents of T timesteps and the start value; bounded by the same proof as the potentials.</summary>
    void SumCurrents(NeuronParameters parameters, Func<Population, int[]> activations)
    {
        _sum.Span.Clear();
        _inputSum.Span.Clear();
        foreach (Projection projection in _population.Projections)
        {
            AlignedBuffer<int> sum = projection.Source is InputPopulation ? _inputSum : _sum;
            projection.Synapses.AccumulateScaled(_kernels, activations(projection.Source), sum.Address);
        }

        ReadOnlySpan<int> bias = parameters.Bias;
        ReadOnlySpan<int> initial = parameters.InitialPotential;
        Span<int> total = _sum.Span;
        for (int i = 0; i < _population.Count; i++)
        {
            total[i] = checked(total[i] + (_timesteps * (bias[i] + _inputSum.Span[i])) + initial[i]);
        }
    }

    static void Pool(MaxPoolPopulation pool, int[] source, Span<int> result)
    {
        WindowSynapses windows = pool.Windows;
        int channels = windows.Source.Channels;
        for (int unit = 0; unit < result.Length; unit++)
        {
            int position = Math.DivRem(unit, channels, out int channel);
            ReadOnlySpan<int> inputs = windows.InputsOf(position);
            int largest = inputs.IsEmpty ? 0 : int.MinValue;
            foreach (int input in inputs)
            {
                largest = Math.Max(largest, source[input + channel]);
            }

            result[unit] = largest;
        }
    }
}
