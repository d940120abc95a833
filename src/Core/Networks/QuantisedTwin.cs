using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Core.Networks;

/// <summary>
/// The network without time: each neuron's spike count as one integer activation,
/// n = clip(⌊(T·B + Σ W·n_source + v₀) / Θ⌋, 0, T), for neurons with a limit Smax in place of T, for neurons with levels
/// n = level(T·B + Σ W·n_source + v₀). What a spiking neuron would emit if its input arrived evenly, and exactly what
/// conversion neurons emit that run until quiet, count first or tell by time.
/// </summary>
/// <remarks>
/// It is the conventional quantised network of the same capacity (⌈log₂(T+1)⌉-bit activations), the fair baseline for
/// energy, and the yardstick for unevenness: where the spiking count differs from it for the same inputs, the arrival
/// order did it, not clipping or rounding.
/// </remarks>
public sealed unsafe class QuantisedTwin : IDisposable
{
    readonly SpikingNetwork _network;
    readonly int _timesteps;
    readonly KernelSet _kernels;
    readonly Dictionary<Population, int[]> _counts = [];
    readonly AlignedBuffer<int> _sum;
    readonly AlignedBuffer<int> _inputSum;

    /// <summary>A twin of a network that runs for a number of timesteps.</summary>
    public QuantisedTwin(SpikingNetwork network, int timesteps, KernelSet kernels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(timesteps, 1);
        _network = network;
        _timesteps = timesteps;
        _kernels = kernels;
        int largest = network.Populations.Max(p => SpikeMask.PaddedLength(p.Count));
        _sum = new AlignedBuffer<int>(largest);
        _inputSum = new AlignedBuffer<int>(largest);
        foreach (Population population in network.Populations)
        {
            _counts.Add(population, new int[population.Count]);
        }
    }

    /// <summary>Bits that hold the activations 0 to T.</summary>
    public static int ActivationBits(int timesteps) => 32 - System.Numerics.BitOperations.LeadingZeroCount((uint)timesteps);

    /// <summary>Activations of a population in the last run: spike counts, or the potentials of the read-out.</summary>
    public ReadOnlySpan<int> Counts(Population population) => _counts[population];

    /// <summary>Runs one sample.</summary>
    /// <param name="input">The input's integers, channels last.</param>
    public void Run(ReadOnlySpan<int> input)
    {
        input.CopyTo(_counts[_network.Input]);
        foreach (Population population in _network.Populations.Skip(1))
        {
            Evaluate(population, source => _counts[source], _counts[population]);
        }
    }

    /// <summary>Activations of one population for given activations of its sources.</summary>
    /// <param name="population">Any population but the input.</param>
    /// <param name="activations">Activations of a source: the integers of the input, spike counts elsewhere.</param>
    /// <param name="result">Receives one activation per unit.</param>
    public void Evaluate(Population population, Func<Population, int[]> activations, Span<int> result)
    {
        switch (population)
        {
            case NeuronPopulation neurons:
                SumCurrents(neurons, neurons.Parameters, activations);
                for (int i = 0; i < result.Length; i++)
                {
                    result[i] = neurons.Activation(i, _sum.Span[i], _timesteps);
                }

                break;
            case ReadoutPopulation readout:
                SumCurrents(readout, readout.Parameters, activations);
                _sum.Span[..result.Length].CopyTo(result);
                break;
            case MaxPoolPopulation pool:
                Pool(pool, activations(pool.Projections[0].Source), result);
                break;
            default:
                throw new ArgumentException($"'{population.Name}' has no input", nameof(population));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _sum.Dispose();
        _inputSum.Dispose();
    }

    /// <summary>All currents of T timesteps and the start value; bounded by the same proof as the potentials.</summary>
    void SumCurrents(Population population, NeuronParameters parameters, Func<Population, int[]> activations)
    {
        _sum.Span.Clear();
        _inputSum.Span.Clear();
        foreach (Projection projection in population.Projections)
        {
            AlignedBuffer<int> sum = projection.Source is InputPopulation ? _inputSum : _sum;
            projection.Synapses.AccumulateScaled(_kernels, activations(projection.Source), sum.Address);
        }

        ReadOnlySpan<int> bias = parameters.Bias;
        ReadOnlySpan<int> initial = parameters.InitialPotential;
        Span<int> total = _sum.Span;
        for (int i = 0; i < population.Count; i++)
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
