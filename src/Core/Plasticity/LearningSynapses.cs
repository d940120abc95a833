using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Core.Plasticity;

/// <summary>
/// Synapses that learn by a rule of sums of products, as Loihi's learning engine does: traces, epochs and the order of a
/// timestep. How the synapses are stored is the business of the classes derived from it.
/// </summary>
/// <remarks>
/// Order within a timestep (docs/learning.md): sums of the weights as they are; presynaptic spikes; postsynaptic spikes;
/// modulatory inputs; at the end of an epoch the traces' history, then the rules, all of which read the old values.
/// </remarks>
public abstract unsafe class LearningSynapses : IDisposable
{
    internal const int LargestDelay = 255;
    internal const int LargestTag = 255;

    readonly LearningRule _rule;
    readonly WeightFormat _format;
    readonly LearningTraces _traces;
    readonly RowPlanner _planner;
    readonly PairPlanner? _pair;
    readonly AlignedBuffer<int> _sums;

    /// <summary>What all storages share.</summary>
    /// <param name="preNeurons">Presynaptic neurons, at least 1.</param>
    /// <param name="postNeurons">Postsynaptic neurons, at least 1.</param>
    /// <param name="roundingColumns">Columns of synapses that round by bits of their own.</param>
    /// <param name="rule">What is learned.</param>
    /// <param name="format">How weights are given.</param>
    /// <param name="rounding">Random numbers.</param>
    /// <param name="arithmetic">Number formats; null for <see cref="LearningArithmetic.Plain"/>.</param>
    /// <param name="kernels">Instruction set; null for the best one.</param>
    private protected LearningSynapses(
        int preNeurons,
        int postNeurons,
        int roundingColumns,
        LearningRule rule,
        WeightFormat format,
        IRoundingSource rounding,
        LearningArithmetic? arithmetic,
        KernelSet? kernels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(preNeurons, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(postNeurons, 1);
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(format);
        ArgumentNullException.ThrowIfNull(rounding);
        rule.Check();
        _rule = rule;
        Arithmetic = arithmetic ?? LearningArithmetic.Plain;
        Arithmetic.Check(rule);
        _format = format.Rounding == WeightRounding.Floor
            ? format
            : throw new ArgumentException("the format of learned weights drops bits toward −∞ and shifts the sum (WeightRounding.Floor)", nameof(format));
        Kernels = kernels ?? KernelSet.Best;
        Learning = LearningKernels.Of(Kernels);
        _traces = new LearningTraces(preNeurons, postNeurons, rule, Arithmetic, rounding);
        _planner = new RowPlanner(rule, Arithmetic, _traces.Pre, _traces.Post);
        _pair = PairPlanner.For(rule, Arithmetic, _traces.Pre, _traces.Post);
        Rounding = new SynapseRounding(roundingColumns, Arithmetic.SynapseRounding, rounding);
        (LeastWeight, MostWeight) = format.Signs switch
        {
            SignMode.Excitatory => (0, 255),
            SignMode.Inhibitory => (-255, 0),
            _ => (-256, 255),
        };

        // One more word than there are neurons: shared weights are added in whole words from any neuron on.
        _sums = new AlignedBuffer<int>(Stride + SpikeMask.BitsPerWord);
    }

    /// <summary>Presynaptic neurons.</summary>
    public int PreNeurons => _traces.Pre.Neurons;

    /// <summary>Postsynaptic neurons.</summary>
    public int PostNeurons => _traces.Post.Neurons;

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
    public ReadOnlySpan<int> X1 => _traces.Pre.Values(0);

    /// <summary>Presynaptic trace x2.</summary>
    public ReadOnlySpan<int> X2 => _traces.Pre.Values(1);

    /// <summary>Postsynaptic trace or input y1.</summary>
    public ReadOnlySpan<int> Y1 => _traces.Post.Values(0);

    /// <summary>Postsynaptic trace or input y2.</summary>
    public ReadOnlySpan<int> Y2 => _traces.Post.Values(1);

    /// <summary>Postsynaptic trace or input y3.</summary>
    public ReadOnlySpan<int> Y3 => _traces.Post.Values(2);

    /// <summary>Smallest weight that learning can reach.</summary>
    public int LeastWeight { get; }

    /// <summary>Largest weight that learning can reach.</summary>
    public int MostWeight { get; }

    private protected LearningArithmetic Arithmetic { get; }

    private protected KernelSet Kernels { get; }

    private protected LearningKernels Learning { get; }

    private protected SynapseRounding Rounding { get; }

    /// <summary>Postsynaptic neurons, rounded up to whole words of 64.</summary>
    private protected int Stride => _traces.Post.Stride;

    /// <summary>What the spikes of this timestep give, one sum per postsynaptic neuron and a word of slack.</summary>
    private protected int* Sums => _sums.Address;

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
        y1.CopyTo(_traces.Post.Values(0));
        y2.CopyTo(_traces.Post.Values(1));
        y3.CopyTo(_traces.Post.Values(2));
        Learn();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _traces.Dispose();
        _planner.Dispose();
        _pair?.Dispose();
        Rounding.Dispose();
        _sums.Dispose();
        DisposeSynapses();
        GC.SuppressFinalize(this);
    }

    /// <summary>Adds the weights of a spiking neuron, times a factor, to <see cref="Sums"/>.</summary>
    private protected abstract void Send(int pre, int factor);

    /// <summary>Updates all synapses by the rule's sums of products.</summary>
    private protected abstract void Update(RowPlanner planner);

    /// <summary>Updates all weights of a pair-based rule.</summary>
    private protected abstract void Update(PairPlanner planner);

    private protected abstract void DisposeSynapses();

    /// <summary>Plans the update of a presynaptic neuron's synapses; the caller says where they are.</summary>
    /// <returns>Whether anything is to be done.</returns>
    private protected bool Plan(RowPlanner planner, int pre, ref RowPlan plan)
    {
        if (!planner.Plan(pre, ref plan))
        {
            return false;
        }

        (plan.Weight.Low, plan.Weight.High) = (LeastWeight, MostWeight);
        (plan.Delay.Low, plan.Delay.High) = (0, LargestDelay);
        (plan.Tag.Low, plan.Tag.High) = (Arithmetic.TagMinimum, LargestTag);
        plan.AccumulatorMinimum = Arithmetic.AccumulatorMinimum;
        return true;
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
        SendAll(pre);
        _traces.Receive(pre, post, Timestep);
    }

    void SendAll(ReadOnlySpan<int> pre)
    {
        _sums.Span.Clear();
        for (int i = 0; i < pre.Length; i++)
        {
            int factor = SendsPayload ? pre[i] : pre[i] != 0 ? 1 : 0;
            if (factor != 0)
            {
                Send(i, factor);
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

    void Learn()
    {
        if (Timestep % _rule.Epoch != 0)
        {
            return;
        }

        Epochs++;
        _traces.EndEpoch(Timestep);
        Rounding.BeginEpoch(Timestep, Epochs);
        if (_pair is PairPlanner pair && UsesPairPath)
        {
            pair.BeginEpoch();
            Update(pair);
        }
        else
        {
            _planner.BeginEpoch(Epochs);
            Update(_planner);
        }

        _traces.CarryOver();
    }
}
