using Neuromorphic.Core.Plasticity;

namespace Neuromorphic.Core.Tests.Plasticity;

/// <summary>
/// The learning engine written down as the documentation states it, synapse by synapse, in long integers and with
/// dictionaries for traces: slow, and sharing nothing with the engine but the rule, the decay and the draws.
/// </summary>
sealed class NaiveLearning
{
    readonly LearningRule _rule;
    readonly LearningArithmetic _arithmetic;
    readonly IRoundingSource _source;
    readonly int[] _preSpike;
    readonly int[] _postSpike;

    public NaiveLearning(int pre, int post, LearningRule rule, LearningArithmetic arithmetic, IRoundingSource source, (int, int) range)
    {
        _rule = rule;
        _arithmetic = arithmetic;
        _source = source;
        _preSpike = new int[pre];
        _postSpike = new int[post];
        X = [new int[pre], new int[pre]];
        Y = [new int[post], new int[post], new int[post]];
        W = new int[pre, post];
        D = new int[pre, post];
        T = new int[pre, post];
        Range = range;
    }

    public int[][] X { get; }

    public int[][] Y { get; }

    public int[,] W { get; }

    public int[,] D { get; }

    public int[,] T { get; }

    /// <summary>
    /// Per pair of neurons the weight, delay and tag they share with other pairs; null where the pair has no synapse. Without
    /// it every pair has its own.
    /// </summary>
    public Shared?[,]? Sharing { get; init; }

    (int Low, int High) Range { get; }

    int Top => (1 << _arithmetic.TraceBits) - 1;

    TraceDynamics[] XRule =>
        [_rule.GradedSpikes == GradedSpikes.RegularImpulse ? _rule.X1 : new TraceDynamics(0, _rule.X1.Decay), _rule.X2];

    TraceDynamics[] YRule => [_rule.Y1, _rule.Y2, _rule.Y3];

    public void Step(long t, int[] pre, int[] post, int[][]? modulation)
    {
        int offset = (int)(t % _rule.Epoch) is 0 ? _rule.Epoch : (int)(t % _rule.Epoch);
        for (int i = 0; i < pre.Length; i++)
        {
            if (pre[i] != 0)
            {
                Pre(i, pre[i], t, offset);
            }
        }

        for (int j = 0; j < post.Length; j++)
        {
            if (post[j] != 0)
            {
                for (int k = 0; k < 3 && _postSpike[j] > 0; k++)
                {
                    Y[k][j] = Impulse(Y[k][j], YRule, k, _rule.ThreeFactor, RoundingPurpose.PostImpulse, j, t, (2 * t) - 1, up: false);
                }

                _postSpike[j] = offset;
            }
        }

        for (int k = 0; modulation is not null && k < 3; k++)
        {
            modulation[k].CopyTo(Y[k], 0);
        }

        if (t % _rule.Epoch == 0)
        {
            Epoch(t);
        }
    }

    void Pre(int i, int payload, long t, int offset)
    {
        bool repeated = _preSpike[i] > 0;
        bool up = _arithmetic.RepeatedPreImpulseRoundsUp;
        int half = (int)Math.Round(payload / 2m, MidpointRounding.ToEven) % 256;
        bool graded = _rule.GradedSpikes != GradedSpikes.RegularImpulse;
        if (!graded && repeated)
        {
            X[0][i] = Impulse(X[0][i], XRule, 0, false, RoundingPurpose.PreImpulse, i, t, (2 * t) - 1, up);
        }

        int sum = (X[0][i] + half) % 256;
        bool spike = _rule.GradedSpikes != GradedSpikes.AddWithoutSaturation || sum > 127;
        X[0][i] = _rule.GradedSpikes switch
        {
            GradedSpikes.Overwrite => half,
            GradedSpikes.AddWithSaturation => Math.Min(127, sum),
            GradedSpikes.AddWithoutSaturation => sum > 127 ? sum - 127 : sum,
            _ => X[0][i],
        };
        if (spike)
        {
            if (repeated)
            {
                X[1][i] = Impulse(X[1][i], XRule, 1, graded, RoundingPurpose.PreImpulse, i, t, (2 * t) - 1, up);
            }

            _preSpike[i] = offset;
        }
    }

    void Epoch(long t)
    {
        bool graded = _rule.GradedSpikes != GradedSpikes.RegularImpulse;
        int[][,] x = [.. XRule.Select((_, k) => History(X[k], XRule, k, graded, _preSpike, RoundingPurpose.PreDecay, t))];
        int[][,] y = [.. YRule.Select((_, k) => History(Y[k], YRule, k, _rule.ThreeFactor, _postSpike, RoundingPurpose.PostDecay, t))];
        long epoch = t / _rule.Epoch;
        for (int i = 0; i < _preSpike.Length; i++)
        {
            for (int j = 0; j < _postSpike.Length; j++)
            {
                (int w, int d, int tag) = (W[i, j], D[i, j], T[i, j]);
                int Value(RuleVariable v, int at) => v switch
                {
                    RuleVariable.X0 => _preSpike[i] > 0 ? 1 : 0,
                    RuleVariable.Y0 => _postSpike[j] > 0 ? 1 : 0,
                    RuleVariable.W => w,
                    RuleVariable.D => d,
                    RuleVariable.T => tag,
                    RuleVariable.X1 or RuleVariable.X2 => x[v - RuleVariable.X1][at, i],
                    _ => y[v - RuleVariable.Y1][at, j],
                };
                if (Sharing is not null)
                {
                    if (Sharing[i, j] is Shared shared)
                    {
                        (w, d, tag) = (shared.Values[0], shared.Values[1], shared.Values[2]);
                        AddChange(_rule.Weight, w, 0);
                        AddChange(_rule.Delay, d, 1);
                        AddChange(_rule.Tag, tag, 2);
                    }

                    void AddChange(SumOfProducts? sum, int old, int target) => Sharing[i, j]!.Changes[target] +=
                        sum is null ? 0 : Total(sum, old, Value, i, j, epoch) - (old * 128L);

                    continue;
                }

                int New(SumOfProducts? sum, int old, int target, int low, int high) => sum is null
                    ? old : Rounded(Total(sum, old, Value, i, j, epoch), i, j, target, epoch, t, low, high);
                W[i, j] = New(_rule.Weight, w, 0, Range.Low, Range.High);
                D[i, j] = New(_rule.Delay, d, 1, 0, 255);
                T[i, j] = New(_rule.Tag, tag, 2, _arithmetic.TagMinimum, 255);
            }
        }

        foreach (Shared shared in Sharing is null ? [] : Sharing.Cast<Shared?>().OfType<Shared>().Distinct())
        {
            RoundShared(shared, epoch, t);
        }

        for (int k = 0; k < 2; k++)
        {
            for (int i = 0; i < _preSpike.Length; i++)
            {
                X[k][i] = x[k][_rule.Epoch, i];
            }
        }

        for (int k = 0; k < 3 && !_rule.ThreeFactor; k++)
        {
            for (int j = 0; j < _postSpike.Length; j++)
            {
                Y[k][j] = y[k][_rule.Epoch, j];
            }
        }

        Array.Clear(_preSpike);
        Array.Clear(_postSpike);
    }

    void RoundShared(Shared shared, long epoch, long t)
    {
        SumOfProducts?[] rules = [_rule.Weight, _rule.Delay, _rule.Tag];
        (int, int)[] ranges = [Range, (0, 255), (_arithmetic.TagMinimum, 255)];
        for (int target = 0; target < 3; target++)
        {
            if (rules[target] is not null)
            {
                long total = Math.Clamp((shared.Values[target] * 128L) + shared.Changes[target], _arithmetic.AccumulatorMinimum, 32767);
                (int low, int high) = ranges[target];
                shared.Values[target] = Rounded(total, shared.Row, shared.Column, target, epoch, t, low, high);
                shared.Changes[target] = 0;
            }
        }
    }

    long Total(SumOfProducts sum, int old, Func<RuleVariable, int, int> value, int i, int j, long epoch)
    {
        long total = old * 128L;
        foreach (RuleProduct product in sum.Products)
        {
            (bool happened, int at) = product.Trigger switch
            {
                RuleTrigger.Pre => (_preSpike[i] > 0, _preSpike[i]),
                RuleTrigger.Post => (_postSpike[j] > 0, _postSpike[j]),
                _ => (epoch % (1 << product.Decimation) == 0, _rule.Epoch),
            };
            int p = happened ? 1 : 0;
            int bits = 4;
            foreach (RuleFactor factor in product.Factors)
            {
                int width = factor.Variable switch
                {
                    RuleVariable.X0 or RuleVariable.Y0 => 1,
                    RuleVariable.W or RuleVariable.D or RuleVariable.T => 9,
                    _ => _arithmetic.TraceBits,
                };
                bits += width;
                int f = value(factor.Variable, at) + factor.Constant;
                p = unchecked(p * (factor.IsSign ? Math.Sign(f) : Math.Clamp(f, -(1 << width), (1 << width) - 1)));
            }

            long scaled = (long)unchecked(p * product.Mantissa) >> Math.Max(0, bits - 15);
            scaled *= 1L << (product.Exponent + 7);
            total = Math.Clamp(total + Math.Clamp(scaled, _arithmetic.AccumulatorMinimum, 32767), _arithmetic.AccumulatorMinimum, 32767);
        }

        return total;
    }

    int Rounded(long total, int i, int j, int target, long epoch, long t, int low, int high)
    {
        long whole = Math.DivRem(total, 128, out long fraction);
        if (fraction < 0)
        {
            (whole, fraction) = (whole - 1, fraction + 128);
        }

        uint Draw(RoundingPurpose purpose, int neuron, int other) => _source.Draw(new RoundingDraw(purpose, neuron, other, t, epoch)) >> 25;
        long draw = _arithmetic.SynapseRounding switch
        {
            LearningRounding.Stochastic => Draw(RoundingPurpose.SynapseRow, i, target) ^ Draw(RoundingPurpose.SynapseColumn, j, 0),
            LearningRounding.Nearest => 63,
            _ => 127,
        };
        return (int)Math.Clamp(whole + (draw < fraction ? 1 : 0), low, high);
    }

    int[,] History(int[] now, TraceDynamics[] rule, int trace, bool external, int[] spikes, RoundingPurpose purpose, long t)
    {
        int[,] history = new int[_rule.Epoch + 1, now.Length];
        RoundingPurpose impulse = purpose == RoundingPurpose.PreDecay ? RoundingPurpose.PreImpulse : RoundingPurpose.PostImpulse;
        for (int n = 0; n < now.Length; n++)
        {
            history[0, n] = now[n];
            for (int k = 1; k <= _rule.Epoch; k++)
            {
                long step = t - _rule.Epoch + k;
                long decayed = rule[trace].Decay.Apply(history[k - 1, n]);
                uint draw = _arithmetic.TraceRounding switch
                {
                    LearningRounding.Stochastic => _source.Draw(new RoundingDraw(purpose, n, trace + 1, step, 2 * t)),
                    LearningRounding.Nearest => int.MaxValue,
                    _ => uint.MaxValue,
                };
                history[k, n] = TraceDecay.Round(decayed, draw);
                if (spikes[n] == k)
                {
                    history[k, n] = Impulse(history[k, n], rule, trace, external, impulse, n, step, 2 * t, up: false);
                }
            }
        }

        return history;
    }

    int Impulse(
        int value, TraceDynamics[] rule, int trace, bool external, RoundingPurpose purpose, int neuron, long step, long update, bool up)
    {
        double impulse = rule[trace].Impulse;
        if (impulse == 0 && !external)
        {
            return value;
        }

        int units = 1 << _arithmetic.ImpulseFractionBits;
        int fraction = (int)Math.Round((impulse - Math.Floor(impulse)) * units, MidpointRounding.ToEven);
        long draw = up ? 0 : _arithmetic.TraceRounding switch
        {
            LearningRounding.Stochastic => _source.Draw(new RoundingDraw(purpose, neuron, trace + 1, step, update)) >> 25,
            LearningRounding.Nearest => (units / 2) - 1,
            _ => units,
        };
        return Math.Clamp(value + (int)Math.Floor(impulse) + (draw < fraction ? 1 : 0), 0, Top);
    }

    /// <summary>A weight, a delay and a tag that several pairs share, and the names of their random bits.</summary>
    public sealed record Shared(int Row, int Column)
    {
        public int[] Values { get; } = new int[3];

        public long[] Changes { get; } = new long[3];

        public bool Equals(Shared? other) => ReferenceEquals(this, other);

        public override int GetHashCode() => HashCode.Combine(Row, Column);
    }
}
