using Neuromorphic.Core.Memory;

namespace Neuromorphic.Core.Plasticity;

/// <summary>
/// Turns a rule into what is done to one row: drops products whose trigger did not happen, multiplies out everything that
/// is the same for the row, and points the remaining factors at columns of postsynaptic values.
/// </summary>
sealed unsafe class RowPlanner : IDisposable
{
    const int PostTraces = 3;
    const int PreTraces = 2;

    readonly LearningRule _rule;
    readonly LearningArithmetic _arithmetic;
    readonly TraceGroup _pre;
    readonly TraceGroup _post;
    readonly AlignedBuffer<RowTerm> _terms;
    readonly AlignedBuffer<RowFactor> _factors;
    readonly AlignedBuffer<int> _postFired;
    readonly AlignedBuffer<int> _postAtPost;
    readonly AlignedBuffer<int> _preAtPost;
    readonly bool _readsPreAtPost;
    long _epochIndex;
    int _termCount;
    int _factorCount;

    public RowPlanner(LearningRule rule, LearningArithmetic arithmetic, TraceGroup pre, TraceGroup post)
    {
        _rule = rule;
        _arithmetic = arithmetic;
        _pre = pre;
        _post = post;
        RuleProduct[] products = [.. rule.Sums.SelectMany(sum => sum.Products)];
        _readsPreAtPost = products.Any(product => product.Trigger == RuleTrigger.Post
            && product.Factors.Any(factor => factor.Variable is RuleVariable.X1 or RuleVariable.X2));
        _terms = new AlignedBuffer<RowTerm>(products.Length);
        _factors = new AlignedBuffer<RowFactor>(products.Sum(product => product.Factors.Length));
        _postFired = new AlignedBuffer<int>(post.Stride);
        _postAtPost = new AlignedBuffer<int>(PostTraces * post.Stride);
        _preAtPost = new AlignedBuffer<int>(PreTraces * post.Stride);
    }

    /// <summary>Prepares what is the same for all rows of an epoch.</summary>
    /// <param name="epochIndex">Ordinal of the epoch, from 1.</param>
    public void BeginEpoch(long epochIndex)
    {
        _epochIndex = epochIndex;
        _postFired.Span.Clear();
        foreach (int j in _post.Spiking)
        {
            int k = _post.SpikeTime[j];
            _postFired.Span[j] = 1;
            for (int trace = 0; trace < PostTraces; trace++)
            {
                _postAtPost.Span[(trace * _post.Stride) + j] = _post.At(trace, k)[j];
            }
        }
    }

    /// <summary>Plans a row.</summary>
    /// <param name="row">The presynaptic neuron.</param>
    /// <param name="plan">Receives terms and factors; the caller fills in the rest.</param>
    /// <returns>Whether anything is to be done.</returns>
    public bool Plan(int row, ref RowPlan plan)
    {
        _termCount = 0;
        _factorCount = 0;
        if (_readsPreAtPost)
        {
            FillPreAtPost(row);
        }

        plan.Weight.Terms = Add(_rule.Weight, row, keepsAll: false);
        plan.Delay.Terms = Add(_rule.Delay, row, keepsAll: false);

        // A tag of −257 lies below the accumulator, so that adding nothing changes it: lava saturates after every product.
        plan.Tag.Terms = Add(_rule.Tag, row, keepsAll: _arithmetic.TagMinimum < LearningArithmetic.LeastTagOfAccumulator);
        plan.Terms = _terms.Address;
        plan.Factors = _factors.Address;
        return _termCount > 0;
    }

    public void Dispose()
    {
        _terms.Dispose();
        _factors.Dispose();
        _postFired.Dispose();
        _postAtPost.Dispose();
        _preAtPost.Dispose();
    }

    /// <summary>Traces of this row's neuron at the times of the postsynaptic spikes; the other columns are gated by 0.</summary>
    void FillPreAtPost(int row)
    {
        foreach (int j in _post.Spiking)
        {
            int k = _post.SpikeTime[j];
            for (int trace = 0; trace < PreTraces; trace++)
            {
                _preAtPost.Span[(trace * _post.Stride) + j] = _pre.At(trace, k)[row];
            }
        }
    }

    int Add(SumOfProducts? sum, int row, bool keepsAll)
    {
        if (sum is null)
        {
            return 0;
        }

        int count = 0;
        foreach (RuleProduct product in sum.Products)
        {
            if (Happened(product, row))
            {
                Add(product, row);
                count++;
            }
            else if (keepsAll)
            {
                _terms.Address[_termCount++] = default;
                count++;
            }
        }

        return count;
    }

    bool Happened(RuleProduct product, int row) => product.Trigger switch
    {
        RuleTrigger.Pre => _pre.SpikeTime[row] > 0,
        RuleTrigger.Post => _post.SpikingCount > 0,
        _ => _epochIndex % (1L << product.Decimation) == 0,
    };

    void Add(RuleProduct product, int row)
    {
        RowTerm* term = _terms.Address + _termCount++;
        int scale = product.Mantissa;
        int first = _factorCount;
        foreach (RuleFactor factor in product.Factors)
        {
            int width = factor.Width(_arithmetic.TraceBits);
            var resolved = new RowFactor
            {
                Constant = factor.Constant,
                Low = factor.IsSign ? -1 : -(1 << width),
                High = factor.IsSign ? 1 : (1 << width) - 1,
            };
            if (ScalarOf(factor.Variable, product.Trigger, row) is int value)
            {
                scale = unchecked(scale * Math.Clamp(value + resolved.Constant, resolved.Low, resolved.High));
            }
            else
            {
                Resolve(factor.Variable, product.Trigger, row, ref resolved);
                _factors.Address[_factorCount++] = resolved;
            }
        }

        *term = new RowTerm
        {
            Scale = scale,
            Gate = product.Trigger == RuleTrigger.Post ? _postFired.Address : null,
            Factors = _factorCount - first,
            RightShift = Math.Clamp(product.Bits(_arithmetic.TraceBits) - LearningArithmetic.AccumulatorBits, 0, 31),
            LeftShift = product.Exponent + LearningArithmetic.AccumulatorFraction,
        };
    }

    /// <summary>The value of a variable that is the same for the whole row; null for one that is not.</summary>
    int? ScalarOf(RuleVariable variable, RuleTrigger trigger, int row) => variable switch
    {
        RuleVariable.X0 => _pre.SpikeTime[row] > 0 ? 1 : 0,
        RuleVariable.X1 or RuleVariable.X2 when trigger == RuleTrigger.Pre =>
            _pre.At(variable - RuleVariable.X1, _pre.SpikeTime[row])[row],
        RuleVariable.X1 or RuleVariable.X2 when trigger == RuleTrigger.Epoch =>
            _pre.At(variable - RuleVariable.X1, _rule.Epoch)[row],
        _ => null,
    };

    void Resolve(RuleVariable variable, RuleTrigger trigger, int row, ref RowFactor factor)
    {
        switch (variable)
        {
            case RuleVariable.W:
                factor.Operand = RowOperand.Weight;
                break;
            case RuleVariable.D:
                factor.Operand = RowOperand.Delay;
                break;
            case RuleVariable.T:
                factor.Operand = RowOperand.Tag;
                break;
            case RuleVariable.Y0:
                factor.Column = _postFired.Address;
                break;
            case RuleVariable.X1 or RuleVariable.X2:
                factor.Column = _preAtPost.Address + ((variable - RuleVariable.X1) * _post.Stride);
                break;
            default:
                int trace = variable - RuleVariable.Y1;
                factor.Column = trigger switch
                {
                    RuleTrigger.Pre => _post.At(trace, _pre.SpikeTime[row]),
                    RuleTrigger.Post => _postAtPost.Address + (trace * _post.Stride),
                    _ => _post.At(trace, _rule.Epoch),
                };
                break;
        }
    }
}
