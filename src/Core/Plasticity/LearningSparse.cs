using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Core.Plasticity;

/// <summary>
/// Explicit synapses that learn: per presynaptic neuron a list of targets, each with a weight, a delay and a tag. A synapse
/// computes what it would compute in <see cref="LearningDense"/>, random numbers included; which synapses exist is fixed, and
/// one whose weight becomes 0 goes on learning.
/// </summary>
public sealed unsafe class LearningSparse : LearningSynapses
{
    readonly int[] _start;
    readonly int[] _targets;
    readonly short[] _weights;
    readonly short[] _delays;
    readonly short[] _tags;
    readonly AlignedBuffer<short> _row;
    readonly SparseRowColumns<int> _columns;
    readonly SparseRowColumns<short> _shortColumns;
    readonly int _rowStride;

    /// <summary>Synapses with tags and delays of 0.</summary>
    /// <param name="postNeurons">Postsynaptic neurons, at least 1.</param>
    /// <param name="start">Per presynaptic neuron where its list starts; one more entry closes the last.</param>
    /// <param name="targets">
    /// Postsynaptic neurons, list after list, in any order. Where one occurs twice in a list the two synapses learn apart, but
    /// round by the same random bits.
    /// </param>
    /// <param name="weights">Weights before they lose the bits that the format does not have, as many as targets.</param>
    /// <param name="rule">What is learned.</param>
    /// <param name="format">How weights are given; what is learned has 8 bits and a sign whatever the format.</param>
    /// <param name="rounding">Random numbers.</param>
    /// <param name="arithmetic">Number formats; null for <see cref="LearningArithmetic.Plain"/>.</param>
    /// <param name="kernels">Instruction set; null for the best one. The result does not depend on it.</param>
    /// <exception cref="ArgumentException">The parameters contradict each other or the engine's limits; the message says how.</exception>
    public LearningSparse(
        int postNeurons,
        ReadOnlySpan<int> start,
        ReadOnlySpan<int> targets,
        ReadOnlySpan<int> weights,
        LearningRule rule,
        WeightFormat format,
        IRoundingSource rounding,
        LearningArithmetic? arithmetic = null,
        KernelSet? kernels = null)
        : base(Rows(start, targets, weights, postNeurons), postNeurons, postNeurons, rule, format, rounding, arithmetic, kernels)
    {
        _start = start.ToArray();
        _targets = targets.ToArray();
        _weights = new short[targets.Length];
        _delays = new short[targets.Length];
        _tags = new short[targets.Length];
        for (int k = 0; k < weights.Length; k++)
        {
            _weights[k] = format.Store(weights[k]);
        }

        int most = 0;
        for (int i = 0; i < PreNeurons; i++)
        {
            most = Math.Max(most, _start[i + 1] - _start[i]);
        }

        // A row's weights, delays and tags are copied to where whole vectors may be read and written.
        _rowStride = SpikeMask.PaddedLength(most);
        _row = new AlignedBuffer<short>(checked(3 * _rowStride));
        int factors = rule.Sums.Sum(sum => sum.Products.Sum(product => product.Factors.Length + 1));
        _columns = new SparseRowColumns<int>(factors + 1, most);
        _shortColumns = new SparseRowColumns<short>(3, most);
    }

    /// <summary>Postsynaptic neurons of a presynaptic one's synapses.</summary>
    public ReadOnlySpan<int> Targets(int pre) => Row(_targets, pre);

    /// <summary>Weights of a presynaptic neuron, one per target.</summary>
    public ReadOnlySpan<short> Weights(int pre) => Row(_weights, pre);

    /// <summary>Delays of a presynaptic neuron, in timesteps; learned, but not applied to spikes.</summary>
    public ReadOnlySpan<short> Delays(int pre) => Row(_delays, pre);

    /// <summary>Tags of a presynaptic neuron.</summary>
    public ReadOnlySpan<short> Tags(int pre) => Row(_tags, pre);

    /// <summary>Sets a delay, 0 to 255.</summary>
    /// <param name="pre">The presynaptic neuron.</param>
    /// <param name="synapse">The synapse's place in the neuron's list, from 0.</param>
    /// <param name="value">The delay.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value, the neuron or the place is out of range.</exception>
    public void SetDelay(int pre, int synapse, int value) => Row(_delays, pre)[Place(pre, synapse)] = InRange(value, 0, LargestDelay);

    /// <summary>Sets a tag, −256 to 255.</summary>
    /// <param name="pre">The presynaptic neuron.</param>
    /// <param name="synapse">The synapse's place in the neuron's list, from 0.</param>
    /// <param name="value">The tag.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value, the neuron or the place is out of range.</exception>
    public void SetTag(int pre, int synapse, int value) =>
        Row(_tags, pre)[Place(pre, synapse)] = InRange(value, Arithmetic.TagMinimum, LargestTag);

    private protected override void Send(int pre, int factor)
    {
        ReadOnlySpan<int> targets = Row(_targets, pre);
        ReadOnlySpan<short> weights = Row(_weights, pre);
        int* sums = Sums;
        for (int k = 0; k < targets.Length; k++)
        {
            sums[targets[k]] = unchecked(sums[targets[k]] + (factor * weights[k]));
        }
    }

    private protected override void Update(RowPlanner planner)
    {
        for (int i = 0; i < PreNeurons; i++)
        {
            RowPlan plan = default;
            ReadOnlySpan<int> targets = Row(_targets, i);
            if (targets.IsEmpty || !Plan(planner, i, ref plan))
            {
                continue;
            }

            plan.Weights = Load(_weights, i, 0);
            plan.Delays = Load(_delays, i, 1);
            plan.Tags = Load(_tags, i, 2);
            plan.Weight.Rounding = Rounding.OfRow(i, 0);
            plan.Delay.Rounding = Rounding.OfRow(i, 1);
            plan.Tag.Rounding = Rounding.OfRow(i, 2);
            plan.Length = SpikeMask.PaddedLength(targets.Length);
            Gather(ref plan, targets);
            Learning.UpdateRow(plan);
            Store(plan.Weights, _weights, i);
            Store(plan.Delays, _delays, i);
            Store(plan.Tags, _tags, i);
        }
    }

    private protected override void Update(PairPlanner planner)
    {
        for (int i = 0; i < PreNeurons; i++)
        {
            PairRow row = default;
            ReadOnlySpan<int> targets = Row(_targets, i);
            if (targets.IsEmpty || !planner.Plan(i, ref row))
            {
                continue;
            }

            _shortColumns.Begin();
            row.Weights = Load(_weights, i, 0);
            row.PreChange = row.PreChange == null ? null : _shortColumns.Gather(row.PreChange, targets);
            row.PostMask = row.PostMask == null ? null : _shortColumns.Gather(row.PostMask, targets);
            row.RoundingColumn = _shortColumns.Gather(Rounding.ColumnShort, targets);
            row.Rounding = (short)Rounding.OfRow(i, 0);
            row.Low = (short)LeastWeight;
            row.High = (short)MostWeight;
            row.Length = SpikeMask.PaddedLength(targets.Length);
            Learning.UpdatePairRow(row);
            Store(row.Weights, _weights, i);
        }
    }

    private protected override void DisposeSynapses()
    {
        _row.Dispose();
        _columns.Dispose();
        _shortColumns.Dispose();
    }

    /// <summary>Points everything that is read per postsynaptic neuron at values of this row's targets.</summary>
    void Gather(ref RowPlan plan, ReadOnlySpan<int> targets)
    {
        _columns.Begin();
        plan.RoundingColumn = _columns.Gather(Rounding.Column, targets);
        int factor = 0;
        int terms = plan.Weight.Terms + plan.Delay.Terms + plan.Tag.Terms;
        for (int term = 0; term < terms; term++)
        {
            ref RowTerm one = ref plan.Terms[term];
            one.Gate = one.Gate == null ? null : _columns.Gather(one.Gate, targets);
            for (int end = factor + one.Factors; factor < end; factor++)
            {
                ref RowFactor read = ref plan.Factors[factor];
                read.Column = read.Operand == RowOperand.Column ? _columns.Gather(read.Column, targets) : null;
            }
        }
    }

    static int Rows(ReadOnlySpan<int> start, ReadOnlySpan<int> targets, ReadOnlySpan<int> weights, int postNeurons)
    {
        if (start.Length < 2 || start[0] != 0 || start[^1] != targets.Length || weights.Length != targets.Length)
        {
            throw new ArgumentException(
                $"{start.Length} starts, {targets.Length} targets and {weights.Length} weights contradict each other: a start per presynaptic neuron, from 0, and one more that closes the last list", nameof(start));
        }

        for (int i = 1; i < start.Length; i++)
        {
            if (start[i] < start[i - 1])
            {
                throw new ArgumentException($"the list of presynaptic neuron {i - 1} ends before it starts", nameof(start));
            }
        }

        foreach (int target in targets)
        {
            if (target < 0 || target >= postNeurons)
            {
                throw new ArgumentException($"target {target} is not one of {postNeurons} postsynaptic neurons", nameof(targets));
            }
        }

        return start.Length - 1;
    }

    static short InRange(int value, int least, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, least);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, most);
        return (short)value;
    }

    int Place(int pre, int synapse)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(synapse);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(synapse, Row(_targets, pre).Length);
        return synapse;
    }

    Span<T> Row<T>(T[] lists, int pre)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(pre);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(pre, PreNeurons);
        return lists.AsSpan(_start[pre], _start[pre + 1] - _start[pre]);
    }

    short* Load(short[] lists, int pre, int place)
    {
        short* row = _row.Address + ((long)place * _rowStride);
        Span<short> list = Row(lists, pre);
        list.CopyTo(new Span<short>(row, list.Length));
        return row;
    }

    void Store(short* row, short[] lists, int pre)
    {
        Span<short> list = Row(lists, pre);
        new ReadOnlySpan<short>(row, list.Length).CopyTo(list);
    }
}
