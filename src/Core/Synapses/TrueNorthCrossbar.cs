using System.Numerics;
using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Neurons;

namespace Neuromorphic.Core.Synapses;

/// <summary>
/// The synapses of a TrueNorth core: a bit per axon and neuron, and per neuron one weight for each axon type. A spike on
/// an axon of type G adds s_G to every connected neuron, or sgn(s_G) where |s_G| ≥ ρ if that weight is stochastic.
/// </summary>
/// <remarks>
/// Weights that are not stochastic are stored as one 16-bit row per axon; stochastic synapses are a list, because each
/// one takes a draw of its own: by axon, then by neuron.
/// </remarks>
public sealed unsafe class TrueNorthCrossbar : IDisposable
{
    /// <summary>Axon types, and weights per neuron.</summary>
    public const int AxonTypes = 4;

    readonly AlignedBuffer<short> _rows;
    readonly (int Neuron, short Weight)[][] _stochastic;
    readonly int _words;

    /// <summary>Stores the crossbar.</summary>
    /// <param name="axonTypes">The type of each axon, 0 to 3.</param>
    /// <param name="weights">Per neuron its <see cref="AxonTypes"/> weights; 9 bits with sign on the chip, 16 here.</param>
    /// <param name="connections">Per neuron one flag per axon.</param>
    /// <param name="stochastic">Per neuron one flag per type; empty: no weight is stochastic.</param>
    /// <exception cref="ArgumentException">The lengths contradict each other, or a type or weight is out of range.</exception>
    public TrueNorthCrossbar(
        ReadOnlySpan<int> axonTypes, ReadOnlySpan<int> weights, ReadOnlySpan<bool> connections, ReadOnlySpan<bool> stochastic = default)
    {
        Axons = axonTypes.Length;
        Neurons = weights.Length / AxonTypes;
        if (Neurons == 0
            || weights.Length % AxonTypes != 0
            || connections.Length != (long)Neurons * Axons
            || (!stochastic.IsEmpty && stochastic.Length != weights.Length))
        {
            throw new ArgumentException(
                $"{Axons} axons, {weights.Length} weights, {connections.Length} connections and {stochastic.Length} flags do not make a crossbar");
        }

        _words = SpikeMask.Words(Neurons);
        int stride = SpikeMask.PaddedLength(Neurons);
        _stochastic = new (int, short)[Axons][];
        _rows = new AlignedBuffer<short>(checked(Axons * stride));
        List<(int, short)> drawn = [];
        for (int axon = 0; axon < Axons; axon++)
        {
            int type = axonTypes[axon];
            if (type is < 0 or >= AxonTypes)
            {
                throw new ArgumentException($"axon {axon} has type {type}: 0 to {AxonTypes - 1}", nameof(axonTypes));
            }

            drawn.Clear();
            for (int neuron = 0; neuron < Neurons; neuron++)
            {
                int weight = weights[(neuron * AxonTypes) + type];
                if (weight is < short.MinValue or > short.MaxValue)
                {
                    throw new ArgumentException($"neuron {neuron} has a weight of {weight}: 16 bits at most", nameof(weights));
                }

                if (!connections[(neuron * Axons) + axon])
                {
                    continue;
                }

                if (!stochastic.IsEmpty && stochastic[(neuron * AxonTypes) + type])
                {
                    drawn.Add((neuron, (short)weight));
                }
                else
                {
                    _rows.Span[(axon * stride) + neuron] = (short)weight;
                }
            }

            _stochastic[axon] = [.. drawn];
        }
    }

    /// <summary>Axons.</summary>
    public int Axons { get; }

    /// <summary>Neurons.</summary>
    public int Neurons { get; }

    /// <summary>Adds the weights of all axons with a spike to the neurons' input.</summary>
    /// <param name="kernels">The instruction set to use; the result does not depend on it.</param>
    /// <param name="axonSpikes">Spike mask over the axons.</param>
    /// <param name="neurons">The neurons.</param>
    /// <param name="draws">Asked once per spike at a stochastic synapse; may be null where there is none.</param>
    /// <exception cref="ArgumentException">There are more or fewer neurons.</exception>
    /// <exception cref="ArgumentNullException">A stochastic synapse has a spike and there are no draws.</exception>
    public void Accumulate(KernelSet kernels, ReadOnlySpan<ulong> axonSpikes, MultiStatePopulation neurons, IDrawSource? draws = null)
    {
        ArgumentNullException.ThrowIfNull(kernels);
        ArgumentNullException.ThrowIfNull(neurons);
        ArgumentOutOfRangeException.ThrowIfNotEqual(neurons.Count, Neurons, nameof(neurons));
        int* input = neurons.InputAddress;
        for (int w = 0; w < axonSpikes.Length; w++)
        {
            for (ulong bits = axonSpikes[w]; bits != 0; bits &= bits - 1)
            {
                int axon = (w * SpikeMask.BitsPerWord) + BitOperations.TrailingZeroCount(bits);
                kernels.AddRow(input, _rows.Address + ((long)axon * _words * SpikeMask.BitsPerWord), _words);
                foreach ((int neuron, short weight) in _stochastic[axon])
                {
                    ArgumentNullException.ThrowIfNull(draws);
                    if (Math.Abs((int)weight) >= draws.Next())
                    {
                        input[neuron] += Math.Sign(weight);
                    }
                }
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _rows.Dispose();
}
