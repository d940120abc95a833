using System.Runtime.CompilerServices;
using Neuromorphic.Core.Kernels;

namespace Neuromorphic.Core.Plasticity;

/// <summary>The kernels of learning, written once over the lanes; inlined into <see cref="LearningKernels"/>.</summary>
static unsafe class LearningRows<TLanes, TShorts>
    where TLanes : unmanaged, ILanes<TLanes>
    where TShorts : unmanaged, IShortLanes<TShorts>
{
    const int Fraction = LearningArithmetic.AccumulatorFraction;

    /// <inheritdoc cref="LearningKernels.UpdateRow"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void UpdateRow(in RowPlan plan)
    {
        for (int i = 0; i < plan.Length; i += TLanes.Count)
        {
            // All targets see the old values.
            TLanes w = TLanes.LoadWidened(plan.Weights + i);
            TLanes d = TLanes.LoadWidened(plan.Delays + i);
            TLanes t = TLanes.LoadWidened(plan.Tags + i);
            TLanes column = TLanes.Load(plan.RoundingColumn + i);
            RowTerm* term = plan.Terms;
            RowFactor* factor = plan.Factors;
            if (plan.Weight.Terms > 0)
            {
                Target(plan, plan.Weight, w, w, d, t, column, i, ref term, ref factor).StoreNarrowed(plan.Weights + i);
            }

            if (plan.Delay.Terms > 0)
            {
                Target(plan, plan.Delay, d, w, d, t, column, i, ref term, ref factor).StoreNarrowed(plan.Delays + i);
            }

            if (plan.Tag.Terms > 0)
            {
                Target(plan, plan.Tag, t, w, d, t, column, i, ref term, ref factor).StoreNarrowed(plan.Tags + i);
            }
        }
    }

    /// <inheritdoc cref="LearningKernels.AddResults(in RowPlan, int*, int*, int*)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddResults(in RowPlan plan, int* weights, int* delays, int* tags)
    {
        for (int i = 0; i < plan.Length; i += TLanes.Count)
        {
            TLanes w = TLanes.LoadWidened(plan.Weights + i);
            TLanes d = TLanes.LoadWidened(plan.Delays + i);
            TLanes t = TLanes.LoadWidened(plan.Tags + i);
            RowTerm* term = plan.Terms;
            RowFactor* factor = plan.Factors;
            if (plan.Weight.Terms > 0)
            {
                (TLanes.Load(weights + i) + Sum(plan, plan.Weight, w, w, d, t, i, ref term, ref factor)).Store(weights + i);
            }

            if (plan.Delay.Terms > 0)
            {
                (TLanes.Load(delays + i) + Sum(plan, plan.Delay, d, w, d, t, i, ref term, ref factor)).Store(delays + i);
            }

            if (plan.Tag.Terms > 0)
            {
                (TLanes.Load(tags + i) + Sum(plan, plan.Tag, t, w, d, t, i, ref term, ref factor)).Store(tags + i);
            }
        }
    }

    /// <inheritdoc cref="LearningKernels.UpdatePairRow"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void UpdatePairRow(in PairRow row)
    {
        if (row.PreChange == null)
        {
            PostOnly(row);
        }
        else if (row.PostMask == null)
        {
            PreOnly(row);
        }
        else
        {
            Both(row);
        }
    }

    /// <inheritdoc cref="LearningKernels.AddResults(in PairRow, int*)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddResults(in PairRow row, int* sums)
    {
        PairRow r = row;
        TShorts change = TShorts.Create(r.PostChange);
        for (int i = 0; i < r.Length; i += TShorts.Count)
        {
            TShorts sum = TShorts.Load(r.Weights + i) << Fraction;
            TShorts pre = r.PreChange == null ? default : TShorts.Load(r.PreChange + i);
            TShorts post = r.PostMask == null ? default : TShorts.Load(r.PostMask + i) & change;
            sum = r.PreFirst
                ? TShorts.AddSaturated(TShorts.AddSaturated(sum, pre), post)
                : TShorts.AddSaturated(TShorts.AddSaturated(sum, post), pre);
            sum.AddTo(sums + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void PreOnly(in PairRow row)
    {
        PairRow r = row;
        TShorts rounding = TShorts.Create(r.Rounding);
        TShorts low = TShorts.Create(r.Low);
        TShorts high = TShorts.Create(r.High);
        for (int i = 0; i < r.Length; i += TShorts.Count)
        {
            TShorts sum = TShorts.Load(r.Weights + i) << Fraction;
            sum = TShorts.AddSaturated(sum, TShorts.Load(r.PreChange + i));
            Rounded(sum, TShorts.Load(r.RoundingColumn + i) ^ rounding, low, high).Store(r.Weights + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void PostOnly(in PairRow row)
    {
        PairRow r = row;
        TShorts change = TShorts.Create(r.PostChange);
        TShorts rounding = TShorts.Create(r.Rounding);
        TShorts low = TShorts.Create(r.Low);
        TShorts high = TShorts.Create(r.High);
        for (int i = 0; i < r.Length; i += TShorts.Count)
        {
            TShorts sum = TShorts.Load(r.Weights + i) << Fraction;
            sum = TShorts.AddSaturated(sum, TShorts.Load(r.PostMask + i) & change);
            Rounded(sum, TShorts.Load(r.RoundingColumn + i) ^ rounding, low, high).Store(r.Weights + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Both(in PairRow row)
    {
        PairRow r = row;
        TShorts change = TShorts.Create(r.PostChange);
        TShorts rounding = TShorts.Create(r.Rounding);
        TShorts low = TShorts.Create(r.Low);
        TShorts high = TShorts.Create(r.High);
        for (int i = 0; i < r.Length; i += TShorts.Count)
        {
            TShorts sum = TShorts.Load(r.Weights + i) << Fraction;
            TShorts pre = TShorts.Load(r.PreChange + i);
            TShorts post = TShorts.Load(r.PostMask + i) & change;
            sum = r.PreFirst
                ? TShorts.AddSaturated(TShorts.AddSaturated(sum, pre), post)
                : TShorts.AddSaturated(TShorts.AddSaturated(sum, post), pre);
            Rounded(sum, TShorts.Load(r.RoundingColumn + i) ^ rounding, low, high).Store(r.Weights + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TShorts Rounded(TShorts sum, TShorts offset, TShorts low, TShorts high) =>
        TShorts.Max(TShorts.Min(TShorts.AddSaturated(sum, offset) >> Fraction, high), low);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TLanes Target(
        in RowPlan plan,
        in RowTarget target,
        TLanes old,
        TLanes w,
        TLanes d,
        TLanes t,
        TLanes column,
        int i,
        ref RowTerm* term,
        ref RowFactor* factor)
    {
        TLanes sum = Sum(plan, target, old, w, d, t, i, ref term, ref factor);
        TLanes offset = column ^ TLanes.Create(target.Rounding);
        return Clip((sum + offset) >> Fraction, TLanes.Create(target.Low), TLanes.Create(target.High));
    }

    /// <summary>The accumulator after all products: the old value and what was added, in 1/128.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TLanes Sum(
        in RowPlan plan,
        in RowTarget target,
        TLanes old,
        TLanes w,
        TLanes d,
        TLanes t,
        int i,
        ref RowTerm* term,
        ref RowFactor* factor)
    {
        TLanes least = TLanes.Create(plan.AccumulatorMinimum);
        TLanes most = TLanes.Create(LearningArithmetic.AccumulatorMaximum);
        TLanes sum = old << Fraction;
        for (RowTerm* end = term + target.Terms; term < end; term++)
        {
            TLanes product = TLanes.Create(term->Scale);
            for (RowFactor* last = factor + term->Factors; factor < last; factor++)
            {
                TLanes value = factor->Operand switch
                {
                    RowOperand.Column => TLanes.Load(factor->Column + i),
                    RowOperand.Weight => w,
                    RowOperand.Delay => d,
                    _ => t,
                };
                product *= Clip(value + TLanes.Create(factor->Constant), TLanes.Create(factor->Low), TLanes.Create(factor->High));
            }

            if (term->Gate != null)
            {
                product *= TLanes.Load(term->Gate + i);
            }

            product = Clip((product >> term->RightShift) << term->LeftShift, least, most);
            sum = Clip(sum + product, least, most);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TLanes Clip(TLanes value, TLanes low, TLanes high) => TLanes.Max(TLanes.Min(value, high), low);
}
