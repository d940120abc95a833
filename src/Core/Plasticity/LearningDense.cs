using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Core.Plasticity;

/// <summary>
/// Fully connected synapses that learn. Rows of weights, delays and tags, one per presynaptic neuron, are rewritten at the
/// end of each epoch.
/// </summary>
public sealed unsafe class LearningDense : LearningSynapses
{
    readonly AlignedBuffer<short> _weights;
    readonly AlignedBuffer<short> _delays;
    readonly AlignedBuffer<short> _tags;

    /// <summary>Synapses with tags and delays of 0.</summary>
    /// <param name="preNeurons">Presynaptic neurons, at least 1.</param>
    /// <param name="postNeurons">Postsynaptic neurons, at least 1.</param>
    /// <param name="weights">Weights before they lose the bits that the format does not have: row after row, one row per presynaptic neuron.</param>
    /// <param name="rule">What is learned.</param>
    /// <param name="format">How weights are given; what is learned has 8 bits and a sign whatever the format.</param>
    /// <param name="rounding">Random numbers.</param>
    /// <param name="arithmetic">Number formats; null for <see cref="LearningArithmetic.Plain"/>.</param>
    /// <param name="kernels">Instruction set; null for the best one. The result does not depend on it.</param>
    /// <exception cref="ArgumentException">The parameters contradict each other or the engine's limits; the message says how.</exception>
    public LearningDense(
        int preNeurons,
        int postNeurons,
        ReadOnlySpan<int> weights,
        LearningRule rule,
        WeightFormat format,
        IRoundingSource rounding,
        LearningArithmetic? arithmetic = null,
        KernelSet? kernels = null)
        : base(preNeurons, postNeurons, postNeurons, rule, format, rounding, arithmetic, kernels)
    {
        if (weights.Length != (long)preNeurons * postNeurons)
        {
            throw new ArgumentException($"{weights.Length} weights for {preNeurons} × {postNeurons} synapses", nameof(weights));
        }

        int synapses = checked(preNeurons * Stride);
        _weights = new AlignedBuffer<short>(synapses);
        _delays = new AlignedBuffer<short>(synapses);
        _tags = new AlignedBuffer<short>(synapses);
        for (int i = 0; i < preNeurons; i++)
        {
            for (int j = 0; j < postNeurons; j++)
            {
                _weights.Span[(i * Stride) + j] = format.Store(weights[(i * postNeurons) + j]);
            }
        }
    }

    /// <summary>Weights of a presynaptic neuron, one per postsynaptic neuron.</summary>
    public ReadOnlySpan<short> Weights(int pre) => Row(_weights, pre);

    /// <summary>Delays of a presynaptic neuron (lava's tag_2), in timesteps; learned, but not yet applied to spikes.</summary>
    public ReadOnlySpan<short> Delays(int pre) => Row(_delays, pre);

    /// <summary>Tags of a presynaptic neuron (lava's tag_1).</summary>
    public ReadOnlySpan<short> Tags(int pre) => Row(_tags, pre);

    /// <summary>Sets a delay, 0 to 255.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value or a neuron is out of range.</exception>
    public void SetDelay(int pre, int post, int value) => Set(_delays, pre, post, value, 0, LargestDelay);

    /// <summary>Sets a tag, −256 to 255.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value or a neuron is out of range.</exception>
    public void SetTag(int pre, int post, int value) => Set(_tags, pre, post, value, Arithmetic.TagMinimum, LargestTag);

    private protected override void Send(int pre, int factor)
    {
        short* row = _weights.Address + ((long)pre * Stride);
        int words = Stride / SpikeMask.BitsPerWord;
        if (factor == 1)
        {
            Kernels.AddRow(Sums, row, words);
        }
        else
        {
            Kernels.AddScaledRow(Sums, row, words, factor);
        }
    }

    private protected override void Update(RowPlanner planner)
    {
        for (int i = 0; i < PreNeurons; i++)
        {
            RowPlan plan = default;
            if (!Plan(planner, i, ref plan))
            {
                continue;
            }

            long row = (long)i * Stride;
            plan.Weights = _weights.Address + row;
            plan.Delays = _delays.Address + row;
            plan.Tags = _tags.Address + row;
            plan.Weight.Rounding = Rounding.OfRow(i, 0);
            plan.Delay.Rounding = Rounding.OfRow(i, 1);
            plan.Tag.Rounding = Rounding.OfRow(i, 2);
            plan.RoundingColumn = Rounding.Column;
            plan.Length = Stride;
            Learning.UpdateRow(plan);
        }
    }

    private protected override void Update(PairPlanner planner)
    {
        for (int i = 0; i < PreNeurons; i++)
        {
            PairRow row = default;
            if (!planner.Plan(i, ref row))
            {
                continue;
            }

            row.Weights = _weights.Address + ((long)i * Stride);
            row.RoundingColumn = Rounding.ColumnShort;
            row.Rounding = (short)Rounding.OfRow(i, 0);
            row.Low = (short)LeastWeight;
            row.High = (short)MostWeight;
            row.Length = Stride;
            Learning.UpdatePairRow(row);
        }
    }

    private protected override void DisposeSynapses()
    {
        _weights.Dispose();
        _delays.Dispose();
        _tags.Dispose();
    }

    ReadOnlySpan<short> Row(AlignedBuffer<short> matrix, int pre)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(pre);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(pre, PreNeurons);
        return matrix.Span.Slice(pre * Stride, PostNeurons);
    }

    void Set(AlignedBuffer<short> matrix, int pre, int post, int value, int least, int most)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(post);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(post, PostNeurons);
        ArgumentOutOfRangeException.ThrowIfLessThan(value, least);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, most);
        ArgumentOutOfRangeException.ThrowIfNegative(pre);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(pre, PreNeurons);
        matrix.Span[(pre * Stride) + post] = (short)value;
    }
}
