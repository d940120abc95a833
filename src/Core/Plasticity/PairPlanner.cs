using Neuromorphic.Core.Memory;

namespace Neuromorphic.Core.Plasticity;

/// <summary>
/// The fast path of pair-based plasticity: a rule for weights alone with at most one product per kind of spike, the
/// presynaptic one reading only postsynaptic traces and the other way round. Then a change is the same for a whole column
/// (per timestep of the presynaptic spike) or a whole row, and a synapse costs a few 16-bit additions.
/// </summary>
sealed unsafe class PairPlanner : IDisposable
{
    readonly RuleProduct? _preProduct;
    readonly RuleProduct? _postProduct;
    readonly bool _preFirst;
    readonly int _traceBits;
    readonly TraceGroup _pre;
    readonly TraceGroup _post;
    readonly AlignedBuffer<short> _preChange;
    readonly AlignedBuffer<short> _postMask;
    readonly AlignedBuffer<short> _postChange;
    readonly bool[] _prepared;
    int _commonTime;

    PairPlanner(RuleProduct? pre, RuleProduct? post, bool preFirst, int epoch, int traceBits, TraceGroup preTraces, TraceGroup postTraces)
    {
        _preProduct = pre;
        _postProduct = post;
        _preFirst = preFirst;
        _traceBits = traceBits;
        _pre = preTraces;
        _post = postTraces;
        _preChange = new AlignedBuffer<short>(checked((epoch + 1) * postTraces.Stride));
        _postMask = new AlignedBuffer<short>(postTraces.Stride);
        _postChange = new AlignedBuffer<short>(postTraces.Stride);
        _prepared = new bool[epoch + 1];
    }

    /// <summary>The fast path of a rule, or null where the rule or the arithmetic is not of its kind.</summary>
    public static PairPlanner? For(LearningRule rule, LearningArithmetic arithmetic, TraceGroup pre, TraceGroup post)
    {
        if (rule is not { Weight: SumOfProducts sum, Delay: null, Tag: null }
            || sum.Products.Length > 2
            || arithmetic.AccumulatorMinimum != short.MinValue)
        {
            return null;
        }

        RuleProduct? preProduct = sum.Products.FirstOrDefault(product => IsColumn(product));
        RuleProduct? postProduct = sum.Products.FirstOrDefault(product => IsRow(product));
        int found = (preProduct is null ? 0 : 1) + (postProduct is null ? 0 : 1);
        return found == sum.Products.Length
            ? new(preProduct, postProduct, sum.Products[0] == preProduct, rule.Epoch, arithmetic.TraceBits, pre, post)
            : null;
    }

    /// <summary>Prepares what is the same for all rows of an epoch.</summary>
    public void BeginEpoch()
    {
        Array.Clear(_prepared);
        _postMask.Span.Clear();
        _commonTime = 0;
        bool common = true;
        foreach (int j in _post.Spiking)
        {
            _postMask.Span[j] = -1;
            int k = _post.SpikeTime[j];
            common &= _commonTime == 0 || _commonTime == k;
            _commonTime = k;
        }

        if (!common)
        {
            _commonTime = 0;
            _postChange.Span.Clear();
        }
    }

    /// <summary>Plans a row.</summary>
    /// <param name="row">The presynaptic neuron.</param>
    /// <param name="plan">Receives the changes; the caller fills in the rest.</param>
    /// <returns>Whether anything is to be done.</returns>
    public bool Plan(int row, ref PairRow plan)
    {
        plan.PreFirst = _preFirst;
        plan.PreChange = null;
        plan.PostMask = null;
        if (_preProduct is RuleProduct pre && _pre.SpikeTime[row] is > 0 and int k)
        {
            plan.PreChange = PreChange(pre, k);
        }

        if (_postProduct is RuleProduct post && _post.SpikingCount > 0)
        {
            PlanPost(post, row, ref plan);
        }

        return plan.PreChange != null || plan.PostMask != null;
    }

    public void Dispose()
    {
        _preChange.Dispose();
        _postMask.Dispose();
        _postChange.Dispose();
    }

    static bool IsColumn(RuleProduct product) => product.Trigger == RuleTrigger.Pre
        && product.Factors.All(factor => factor.Variable is >= RuleVariable.Y1 and <= RuleVariable.Y3);

    static bool IsRow(RuleProduct product) => product.Trigger == RuleTrigger.Post
        && product.Factors.All(factor => factor.Variable is RuleVariable.X1 or RuleVariable.X2);

    short* PreChange(RuleProduct product, int k)
    {
        short* change = _preChange.Address + ((long)k * _post.Stride);
        if (!_prepared[k])
        {
            _prepared[k] = true;
            for (int j = 0; j < _post.Neurons; j++)
            {
                change[j] = Change(product, _post, RuleVariable.Y1, k, j);
            }
        }

        return change;
    }

    void PlanPost(RuleProduct product, int row, ref PairRow plan)
    {
        if (_commonTime > 0)
        {
            plan.PostChange = Change(product, _pre, RuleVariable.X1, _commonTime, row);
            plan.PostMask = plan.PostChange == 0 ? null : _postMask.Address;
            return;
        }

        // Spikes at several times of the epoch: the change differs between columns.
        foreach (int j in _post.Spiking)
        {
            _postChange.Span[j] = Change(product, _pre, RuleVariable.X1, _post.SpikeTime[j], row);
        }

        plan.PostChange = -1;
        plan.PostMask = _postChange.Address;
    }

    short Change(RuleProduct product, TraceGroup traces, RuleVariable firstTrace, int k, int neuron)
    {
        int change = product.Mantissa;
        foreach (RuleFactor factor in product.Factors)
        {
            int width = factor.Width(_traceBits);
            int value = traces.At(factor.Variable - firstTrace, k)[neuron] + factor.Constant;
            change = unchecked(change * Math.Clamp(value, -(1 << width), (1 << width) - 1));
        }

        change >>= Math.Clamp(product.Bits(_traceBits) - LearningArithmetic.AccumulatorBits, 0, 31);
        change <<= product.Exponent + LearningArithmetic.AccumulatorFraction;
        return (short)Math.Clamp(change, short.MinValue, short.MaxValue);
    }
}
