using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Core.Plasticity;

/// <summary>
/// Fully connected synapses that learn by a rule of sums of products, as Loihi's learning engine does. Rows of weights,
/// delays and tags, one per presynaptic neuron, are rewritten at the end of each epoch.
/// </summary>
/// <remarks>
/// Order within a timestep (docs/learning.md): sums of the weights as they are; presynaptic spikes; postsynaptic spikes;
/// modulatory inputs; at the end of an epoch the traces' history, then the rules, all of which read the old values.
/// </remarks>
public sealed unsafe class LearningDense : IDisposable
{
    const int SevenBits = 127;
    const int LargestDelay = 255;
    const int LargestTag = 255;

    readonly LearningRule _rule;
    readonly LearningArithmetic _arithmetic;
    readonly WeightFormat _format;
    readonly IRoundingSource _rounding;
    readonly KernelSet _kernels;
    readonly LearningKernels _learning;
    readonly TraceGroup _pre;
    readonly TraceGroup _post;
    readonly RowPlanner _planner;
    readonly PairPlanner? _pair;
    readonly AlignedBuffer<short> _weights;
    readonly AlignedBuffer<short> _delays;
    readonly AlignedBuffer<short> _tags;
    readonly AlignedBuffer<int> _sums;
    readonly AlignedBuffer<int> _roundingColumn;
    readonly AlignedBuffer<short> _roundingColumnShort;
    readonly int _least;
    readonly int _most;

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
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(preNeurons, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(postNeurons, 1);
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(format);
        ArgumentNullException.ThrowIfNull(rounding);
        if (weights.Length != (long)preNeurons * postNeurons)
        {
            throw new ArgumentException($"{weights.Length} weights for {preNeurons} × {postNeurons} synapses", nameof(weights));
        }

        rule.Check();
        _rule = rule;
        _arithmetic = Checked(arithmetic ?? LearningArithmetic.Plain, rule);
        _format = format.Rounding == WeightRounding.Floor
            ? format
            : throw new ArgumentException("the format of learned weights drops bits toward −∞ and shifts the sum (WeightRounding.Floor)", nameof(format));
        _rounding = rounding;
        _kernels = kernels ?? KernelSet.Best;
        _learning = LearningKernels.Of(_kernels);
        bool graded = rule.GradedSpikes != GradedSpikes.RegularImpulse;
        TraceDynamics x1 = graded ? new TraceDynamics(0, rule.X1.Decay) : rule.X1;
        _pre = new TraceGroup(preNeurons, [x1, rule.X2], graded, isPre: true, rule.Epoch, _arithmetic, rounding);
        _post = new TraceGroup(postNeurons, [rule.Y1, rule.Y2, rule.Y3], rule.ThreeFactor, isPre: false, rule.Epoch, _arithmetic, rounding);
        _planner = new RowPlanner(rule, _arithmetic, _pre, _post);
        _pair = PairPlanner.For(rule, _arithmetic, _pre, _post);
        (_least, _most) = format.Signs switch
        {
            SignMode.Excitatory => (0, 255),
            SignMode.Inhibitory => (-255, 0),
            _ => (-256, 255),
        };
        int synapses = checked(preNeurons * _post.Stride);
        _weights = new AlignedBuffer<short>(synapses);
        _delays = new AlignedBuffer<short>(synapses);
        _tags = new AlignedBuffer<short>(synapses);
        _sums = new AlignedBuffer<int>(_post.Stride);
        _roundingColumn = new AlignedBuffer<int>(_post.Stride);
        _roundingColumnShort = new AlignedBuffer<short>(_post.Stride);
        for (int i = 0; i < preNeurons; i++)
        {
            for (int j = 0; j < postNeurons; j++)
            {
                _weights.Span[(i * _post.Stride) + j] = format.Store(weights[(i * postNeurons) + j]);
            }
        }
    }

    /// <summary>Presynaptic neurons.</summary>
    public int PreNeurons => _pre.Neurons;

    /// <summary>Postsynaptic neurons.</summary>
    public int PostNeurons => _post.Neurons;

    /// <summary>Timesteps done.</summary>
    public long Timestep { get; private set; }

    /// <summary>Epochs done.</summary>
    public long Epochs { get; private set; }

    /// <summary>Whether the payload of a spike multiplies the weights; else every spike counts as 1.</summary>
    public bool SendsPayload { get; init; }

    /// <summary>
    /// Whether pair-based rules take their own 16-bit path. Off, the general path computes the same integers; the switch is
    /// for tests and measurements.
    /// </summary>
    public bool UsesPairPath { get; init; } = true;

    /// <summary>Whether the rule and the arithmetic allow the 16-bit path of pair-based plasticity.</summary>
    public bool HasPairPath => _pair is not null;

    /// <summary>Presynaptic trace x1.</summary>
    public ReadOnlySpan<int> X1 => _pre.Values(0);

    /// <summary>Presynaptic trace x2.</summary>
    public ReadOnlySpan<int> X2 => _pre.Values(1);

    /// <summary>Postsynaptic trace or input y1.</summary>
    public ReadOnlySpan<int> Y1 => _post.Values(0);

    /// <summary>Postsynaptic trace or input y2.</summary>
    public ReadOnlySpan<int> Y2 => _post.Values(1);

    /// <summary>Postsynaptic trace or input y3.</summary>
    public ReadOnlySpan<int> Y3 => _post.Values(2);

    /// <summary>Smallest weight that learning can reach.</summary>
    public int LeastWeight => _least;

    /// <summary>Largest weight that learning can reach.</summary>
    public int MostWeight => _most;

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
    public void SetTag(int pre, int post, int value) => Set(_tags, pre, post, value, _arithmetic.TagMinimum, LargestTag);

    /// <summary>One timestep of a rule that keeps its postsynaptic traces itself.</summary>
    /// <param name="pre">Per presynaptic neuron 0, or the payload of its spike (1 for a plain one).</param>
    /// <param name="post">Per postsynaptic neuron 0, or another number for a spike that comes back.</param>
    /// <param name="output">
    /// Receives per postsynaptic neuron what arrives there in this timestep: the sum that the previous timestep's spikes gave.
    /// </param>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    /// <exception cref="InvalidOperationException">The rule needs modulatory inputs.</exception>
    public void Step(ReadOnlySpan<int> pre, ReadOnlySpan<int> post, Span<int> output)
    {
        if (_rule.ThreeFactor)
        {
            throw new InvalidOperationException("a three-factor rule needs y1, y2 and y3 in every timestep");
        }

        Receive(pre, post, output);
        Learn();
    }

    /// <summary>One timestep of a three-factor rule.</summary>
    /// <param name="pre">Per presynaptic neuron 0, or the payload of its spike (1 for a plain one).</param>
    /// <param name="post">Per postsynaptic neuron 0, or another number for a spike that comes back.</param>
    /// <param name="y1">First modulatory input per postsynaptic neuron; factors saturate it at −128 and 127.</param>
    /// <param name="y2">Second modulatory input.</param>
    /// <param name="y3">Third modulatory input.</param>
    /// <param name="output">Receives what arrives at each postsynaptic neuron in this timestep.</param>
    /// <exception cref="ArgumentException">A length or a value is wrong.</exception>
    /// <exception cref="InvalidOperationException">The rule keeps its traces itself.</exception>
    public void Step(
        ReadOnlySpan<int> pre,
        ReadOnlySpan<int> post,
        ReadOnlySpan<int> y1,
        ReadOnlySpan<int> y2,
        ReadOnlySpan<int> y3,
        Span<int> output)
    {
        if (!_rule.ThreeFactor)
        {
            throw new InvalidOperationException("modulatory inputs are for three-factor rules; this rule keeps y1, y2 and y3 itself");
        }

        CheckModulation(y1, nameof(y1));
        CheckModulation(y2, nameof(y2));
        CheckModulation(y3, nameof(y3));
        Receive(pre, post, output);
        y1.CopyTo(_post.Values(0));
        y2.CopyTo(_post.Values(1));
        y3.CopyTo(_post.Values(2));
        Learn();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _pre.Dispose();
        _post.Dispose();
        _planner.Dispose();
        _pair?.Dispose();
        _weights.Dispose();
        _delays.Dispose();
        _tags.Dispose();
        _sums.Dispose();
        _roundingColumn.Dispose();
        _roundingColumnShort.Dispose();
    }

    static LearningArithmetic Checked(LearningArithmetic arithmetic, LearningRule rule)
    {
        if (arithmetic.TraceBits is < 1 or > 15)
        {
            throw new ArgumentException($"traces of {arithmetic.TraceBits} bits: 1 to 15", nameof(arithmetic));
        }

        if (arithmetic.TraceBits != 7 && rule.GradedSpikes != GradedSpikes.RegularImpulse)
        {
            throw new ArgumentException("payloads go into traces of 7 bits only", nameof(arithmetic));
        }

        return arithmetic is { AccumulatorMinimum: -32768 or -32769, TagMinimum: >= -257 and <= 0, ImpulseFractionBits: 7 or 8 }
            ? arithmetic
            : throw new ArgumentException("the accumulator's minimum is −32768 or −32769, a tag's −257 to 0, an impulse's fraction has 7 or 8 bits", nameof(arithmetic));
    }

    ReadOnlySpan<short> Row(AlignedBuffer<short> matrix, int pre)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(pre);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(pre, PreNeurons);
        return matrix.Span.Slice(pre * _post.Stride, PostNeurons);
    }

    void Set(AlignedBuffer<short> matrix, int pre, int post, int value, int least, int most)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(post);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(post, PostNeurons);
        ArgumentOutOfRangeException.ThrowIfLessThan(value, least);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, most);
        ArgumentOutOfRangeException.ThrowIfNegative(pre);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(pre, PreNeurons);
        matrix.Span[(pre * _post.Stride) + post] = (short)value;
    }

    void CheckModulation(ReadOnlySpan<int> values, string name)
    {
        if (values.Length != PostNeurons)
        {
            throw new ArgumentException($"{values.Length} values for {PostNeurons} neurons", name);
        }

        foreach (int value in values)
        {
            if (value is < short.MinValue or > short.MaxValue)
            {
                throw new ArgumentException($"{value} is not a 16-bit integer", name);
            }
        }
    }

    void Receive(ReadOnlySpan<int> pre, ReadOnlySpan<int> post, Span<int> output)
    {
        if (pre.Length != PreNeurons || post.Length != PostNeurons || output.Length != PostNeurons)
        {
            throw new ArgumentException(
                $"{pre.Length}, {post.Length} and {output.Length} values for {PreNeurons} presynaptic, {PostNeurons} postsynaptic neurons and as many outputs");
        }

        Timestep++;
        _sums.Span[..PostNeurons].CopyTo(output);
        Accumulate(pre);
        int k = (int)((Timestep - 1) % _rule.Epoch) + 1;
        for (int i = 0; i < pre.Length; i++)
        {
            if (pre[i] != 0)
            {
                ReceivePre(i, pre[i], k);
            }
        }

        for (int j = 0; j < post.Length; j++)
        {
            if (post[j] != 0)
            {
                ReceivePost(j, k);
            }
        }
    }

    void Accumulate(ReadOnlySpan<int> pre)
    {
        _sums.Span.Clear();
        int words = _post.Stride / SpikeMask.BitsPerWord;
        for (int i = 0; i < pre.Length; i++)
        {
            short* row = _weights.Address + ((long)i * _post.Stride);
            int factor = SendsPayload ? pre[i] : pre[i] != 0 ? 1 : 0;
            if (factor == 1)
            {
                _kernels.AddRow(_sums.Address, row, words);
            }
            else if (factor != 0)
            {
                _kernels.AddScaledRow(_sums.Address, row, words, factor);
            }
        }

        int exponent = _format.SumExponent;
        if (exponent != 0)
        {
            foreach (ref int sum in _sums.Span)
            {
                sum = exponent > 0 ? sum << exponent : sum >> -exponent;
            }
        }
    }

    void ReceivePre(int neuron, int payload, int k)
    {
        bool repeated = _pre.SpikeTime[neuron] > 0;
        bool counts = true;
        ref int x1 = ref _pre.Values(0)[neuron];
        int half = (int)Math.Round(payload / 2.0) & 255;
        switch (_rule.GradedSpikes)
        {
            case GradedSpikes.RegularImpulse when repeated:
                _pre.AddImpulseNow(0, neuron, Timestep, _arithmetic.RepeatedPreImpulseRoundsUp);
                break;
            case GradedSpikes.Overwrite:
                x1 = half;
                break;
            case GradedSpikes.AddWithSaturation:
                x1 = Math.Min(_arithmetic.TraceMaximum, (x1 + half) & 255);
                break;
            case GradedSpikes.AddWithoutSaturation:
                int sum = (x1 + half) & 255;
                counts = sum > _arithmetic.TraceMaximum;
                x1 = counts ? sum - _arithmetic.TraceMaximum : sum;
                break;
            default:
                break;
        }

        if (counts)
        {
            if (repeated)
            {
                _pre.AddImpulseNow(1, neuron, Timestep, _arithmetic.RepeatedPreImpulseRoundsUp);
            }

            _pre.MarkSpike(neuron, k);
        }
    }

    void ReceivePost(int neuron, int k)
    {
        if (_post.SpikeTime[neuron] > 0)
        {
            for (int trace = 0; trace < 3; trace++)
            {
                _post.AddImpulseNow(trace, neuron, Timestep, roundUp: false);
            }
        }

        _post.MarkSpike(neuron, k);
    }

    void Learn()
    {
        if (Timestep % _rule.Epoch != 0)
        {
            return;
        }

        Epochs++;
        _pre.EndEpoch(Timestep);
        _post.EndEpoch(Timestep);
        PrepareRounding();
        if (_pair is PairPlanner pair && UsesPairPath)
        {
            UpdateByPairs(pair);
        }
        else
        {
            UpdateByPlan();
        }

        _pre.CarryOver();
        _pre.ForgetSpikes();
        if (!_rule.ThreeFactor)
        {
            _post.CarryOver();
        }

        _post.ForgetSpikes();
    }

    void PrepareRounding()
    {
        if (_arithmetic.SynapseRounding == LearningRounding.Stochastic)
        {
            for (int j = 0; j < PostNeurons; j++)
            {
                int bits = Draw(RoundingPurpose.SynapseColumn, j, 0);
                _roundingColumn.Span[j] = bits;
                _roundingColumnShort.Span[j] = (short)bits;
            }
        }
    }

    /// <summary>
    /// What is added, exclusive-ored with the column's bits, before the fraction is cut off. z rounds up where r &lt; f / 128
    /// for a draw r: that is where f + 127 − ⌊128 r⌋ ≥ 128.
    /// </summary>
    int RoundingOf(int row, int target) => _arithmetic.SynapseRounding switch
    {
        LearningRounding.Stochastic => SevenBits ^ Draw(RoundingPurpose.SynapseRow, row, target),
        LearningRounding.Nearest => 64,
        _ => 0,
    };

    int Draw(RoundingPurpose purpose, int neuron, int target) =>
        (int)(_rounding.Draw(new RoundingDraw(purpose, neuron, target, Timestep, Epochs)) >> 25);

    void UpdateByPlan()
    {
        _planner.BeginEpoch(Epochs);
        for (int i = 0; i < PreNeurons; i++)
        {
            RowPlan plan = default;
            if (!_planner.Plan(i, ref plan))
            {
                continue;
            }

            long row = (long)i * _post.Stride;
            plan.Weights = _weights.Address + row;
            plan.Delays = _delays.Address + row;
            plan.Tags = _tags.Address + row;
            (plan.Weight.Low, plan.Weight.High) = (_least, _most);
            (plan.Delay.Low, plan.Delay.High) = (0, LargestDelay);
            (plan.Tag.Low, plan.Tag.High) = (_arithmetic.TagMinimum, LargestTag);
            plan.Weight.Rounding = RoundingOf(i, 0);
            plan.Delay.Rounding = RoundingOf(i, 1);
            plan.Tag.Rounding = RoundingOf(i, 2);
            plan.RoundingColumn = _roundingColumn.Address;
            plan.AccumulatorMinimum = _arithmetic.AccumulatorMinimum;
            plan.Length = _post.Stride;
            _learning.UpdateRow(plan);
        }
    }

    void UpdateByPairs(PairPlanner pair)
    {
        pair.BeginEpoch();
        for (int i = 0; i < PreNeurons; i++)
        {
            PairRow row = default;
            if (!pair.Plan(i, ref row))
            {
                continue;
            }

            row.Weights = _weights.Address + ((long)i * _post.Stride);
            row.RoundingColumn = _roundingColumnShort.Address;
            row.Rounding = (short)RoundingOf(i, 0);
            row.Low = (short)_least;
            row.High = (short)_most;
            row.Length = _post.Stride;
            _learning.UpdatePairRow(row);
        }
    }
}
