using System.Runtime.CompilerServices;
using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Neurons;
using Neuromorphic.Core.Neurons.Conversion;
using Neuromorphic.Core.Plasticity;

namespace Neuromorphic.Arm.Tests.Kernels;

/// <summary>Every kernel behind one pointer to its arguments, once over the lanes.</summary>
static unsafe class Entries<TLanes, TShorts>
    where TLanes : unmanaged, ILanes<TLanes>
    where TShorts : unmanaged, IShortLanes<TShorts>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Step<TModel>(void* arguments)
        where TModel : unmanaged, INeuronModel
    {
        var a = (StepArguments<TModel>*)arguments;
        for (int step = 0; step < a->Steps; step++)
        {
            NeuronKernels<TLanes>.Step(
                a->Model, a->Words, a->Potential, a->Current, a->Threshold, a->Bias, a->Spikes + (step * a->Words), a->Driven + (step * a->Words));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate(void* arguments)
    {
        var a = (StepArguments<int>*)arguments;
        for (int step = 0; step < a->Steps; step++)
        {
            NeuronKernels<TLanes>.Accumulate(a->Words, a->Potential, a->Current, a->Bias, a->Driven + (step * a->Words));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Advance<TModel, TState>(void* arguments)
        where TModel : unmanaged, IMultiStateModel<TState>
        where TState : unmanaged
    {
        var a = (AdvanceArguments<TModel, TState>*)arguments;
        for (int step = 0; step < a->Steps; step++)
        {
            NeuronKernels<TLanes>.Advance(
                a->Model, a->State, a->Words, a->Spikes + (step * a->Words), a->Negative + (step * a->Words),
                a->Driven + (step * a->Words));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StepConversion<TModel>(void* arguments)
        where TModel : unmanaged, IConversionModel
    {
        var a = (ConversionArguments<TModel>*)arguments;
        for (int step = 0; step < a->Steps; step++)
        {
            int offset = step * a->Words;
            ConversionKernels<TLanes>.Step(
                a->Model, a->State, a->Words, a->Current, a->Bias, a->Payload + (offset * 64), a->Spikes + offset, a->Driven + offset);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ShortStep(void* arguments)
    {
        var a = (ShortStepArguments*)arguments;
        for (int step = 0; step < a->Steps; step++)
        {
            ShortKernels<TShorts>.Step(a->Model, a->Words, a->Potential, a->Current, a->Spikes + (step * a->Words));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddRow(void* arguments)
    {
        var a = (RowArguments*)arguments;
        RowKernels<TLanes>.Add((int*)a->Accumulator, (sbyte*)a->Row, a->Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddScaledRow(void* arguments)
    {
        var a = (RowArguments*)arguments;
        RowKernels<TLanes>.AddScaled((int*)a->Accumulator, (sbyte*)a->Row, a->Length, TLanes.Create(a->Factor));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddRowToShorts(void* arguments)
    {
        var a = (RowArguments*)arguments;
        ShortKernels<TShorts>.AddRow((short*)a->Accumulator, (sbyte*)a->Row, a->Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddWords(void* arguments)
    {
        var a = (RowArguments*)arguments;
        WordKernels<TLanes>.AddRow((int*)a->Accumulator, (short*)a->Row, a->Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddScaledWords(void* arguments)
    {
        var a = (RowArguments*)arguments;
        WordKernels<TLanes>.AddScaledRow((int*)a->Accumulator, (short*)a->Row, a->Length, a->Factor);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MoveShifted(void* arguments)
    {
        var a = (RowArguments*)arguments;
        WordKernels<TLanes>.MoveShifted((int*)a->Accumulator, (int*)a->Row, a->Length, a->Factor);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Tile(void* arguments)
    {
        var a = (TileArguments*)arguments;
        TLanes.AddRows(a->Accumulator, a->Rows, a->Count, a->Offset, a->Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Dense(void* arguments)
    {
        var a = (SynapseArguments<DenseWalk>*)arguments;
        DenseKernels<TLanes>.Accumulate(a->Walk, a->Spikes, a->Count, a->Rows, a->Current);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void DenseScaled(void* arguments)
    {
        var a = (SynapseArguments<DenseWalk>*)arguments;
        DenseKernels<TLanes>.AccumulateScaled(a->Walk, a->Values, a->Count, a->Current);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Convolution(void* arguments)
    {
        var a = (SynapseArguments<ConvolutionWalk>*)arguments;
        ConvolutionKernels<TLanes>.Accumulate(a->Walk, a->Spikes, a->Count, a->Rows, a->Current);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ConvolutionScaled(void* arguments)
    {
        var a = (SynapseArguments<ConvolutionWalk>*)arguments;
        ConvolutionKernels<TLanes>.AccumulateScaled(a->Walk, a->Values, a->Count, a->Current);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Sparse(void* arguments)
    {
        var a = (SynapseArguments<SparseWalk>*)arguments;
        SparseKernels.Accumulate(a->Walk, a->Spikes, a->Count, a->Current);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SparseScaled(void* arguments)
    {
        var a = (SynapseArguments<SparseWalk>*)arguments;
        SparseKernels.AccumulateScaled(a->Walk, a->Values, a->Count, a->Current);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void DenseGraded(void* arguments)
    {
        var a = (SynapseArguments<DenseWalk>*)arguments;
        DenseKernels<TLanes>.AccumulateGraded(a->Walk, a->Spikes, a->Count, a->Payload, a->Current);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ConvolutionGraded(void* arguments)
    {
        var a = (SynapseArguments<ConvolutionWalk>*)arguments;
        ConvolutionKernels<TLanes>.AccumulateGraded(a->Walk, a->Spikes, a->Count, a->Payload, a->Current);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SparseGraded(void* arguments)
    {
        var a = (SynapseArguments<SparseWalk>*)arguments;
        SparseKernels.AccumulateGraded(a->Walk, a->Spikes, a->Count, a->Payload, a->Current);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FillRandom(void* arguments)
    {
        var a = (RecurrentArguments*)arguments;
        RecurrentKernels<TLanes>.FillRandom(a->Table, a->Integers, a->Words, (uint)a->Value, (uint)a->Count, a->Key, (uint)a->Steps, 3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddDrawn(void* arguments)
    {
        var a = (RecurrentArguments*)arguments;
        RecurrentKernels<TLanes>.AddDrawn(a->Integers, a->Random, a->Words, a->Value, a->Table);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void DecayTraces(void* arguments)
    {
        var a = (RecurrentArguments*)arguments;
        RecurrentKernels<TLanes>.DecayTraces(a->Integers, a->Table, a->Words, a->Loss, a->Worth);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddBitRows(void* arguments)
    {
        var a = (RecurrentArguments*)arguments;
        RecurrentKernels<TLanes>.AddBitRows(a->Scratch, a->Integers, a->Rows, a->Count, a->Words, a->Value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddValues(void* arguments)
    {
        var a = (RowArguments*)arguments;
        WordKernels<TLanes>.Add((int*)a->Accumulator, (int*)a->Row, a->Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LearnRow(void* arguments) => LearningRows<TLanes, TShorts>.UpdateRow(*(RowPlan*)arguments);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LearnPairs(void* arguments) => LearningRows<TLanes, TShorts>.UpdatePairRow(*(PairRow*)arguments);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LearnSharedRow(void* arguments)
    {
        var a = (SharedArguments<RowPlan>*)arguments;
        LearningRows<TLanes, TShorts>.AddResults(a->Plan, a->Weights, a->Delays, a->Tags);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LearnSharedPairs(void* arguments)
    {
        var a = (SharedArguments<PairRow>*)arguments;
        LearningRows<TLanes, TShorts>.AddResults(a->Plan, a->Weights);
    }

    /// <summary>Every operation of 32-bit lanes on every vector of the operands.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Operations(void* arguments)
    {
        var o = (OperationArguments*)arguments;
        ulong greater = 0, atLeast = 0, nonZero = 0;
        for (int i = 0; i < o->Count; i += TLanes.Count)
        {
            TLanes a = TLanes.Load(o->A + i), b = TLanes.Load(o->B + i), c = TLanes.Load(o->C + i), d = TLanes.Load(o->D + i);
            int* result = o->Lanes + i;
            (a + b).Store(result + (0 * o->Count));
            (a - b).Store(result + (1 * o->Count));
            (a * b).Store(result + (2 * o->Count));
            (a & b).Store(result + (3 * o->Count));
            (a ^ b).Store(result + (4 * o->Count));
            (a | b).Store(result + (5 * o->Count));
            (a << o->Shift).Store(result + (6 * o->Count));
            (a >> o->Shift).Store(result + (7 * o->Count));
            (a >>> o->Shift).Store(result + (8 * o->Count));
            TLanes.Min(a, b).Store(result + (9 * o->Count));
            TLanes.Max(a, b).Store(result + (10 * o->Count));
            TLanes.DecayTowardZero(a, 4096).Store(result + (11 * o->Count));
            TLanes.WithSignOf(a >>> 1, a).Store(result + (12 * o->Count));
            TLanes.DecayTowardZero(b, 131 * o->Shift).Store(result + (13 * o->Count));
            TLanes.SelectWhereGreater(a, b, c, d).Store(result + (14 * o->Count));
            TLanes.SelectWhereAtLeast(a, b, c, d).Store(result + (15 * o->Count));
            TLanes.SubtractWhereAtLeast(a, b).Store(result + (16 * o->Count));
            TLanes.ReplaceWhereAtLeast(a, b, c).Store(result + (17 * o->Count));
            TLanes.LoadWidened(o->Bytes + i).Store(result + (18 * o->Count));
            TLanes.LoadWidened(o->Words + i).Store(result + (19 * o->Count));
            a.StoreNarrowed(o->ShortLanes + i);
            greater |= TLanes.MaskGreater(a, b) << i;
            atLeast |= TLanes.MaskAtLeast(a, b) << i;
            nonZero |= TLanes.MaskNonZero(a) << i;
        }

        o->Masks[0] = greater;
        o->Masks[1] = atLeast;
        o->Masks[2] = nonZero;
    }

    /// <summary>Every operation of 16-bit lanes on every vector of the operands, which are 16-bit integers here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ShortOperations(void* arguments)
    {
        var o = (OperationArguments*)arguments;
        int shift = o->Shift & 15;
        ulong atLeast = 0, nonZero = 0;
        for (int i = 0; i < o->Count; i += TShorts.Count)
        {
            TShorts a = TShorts.Load((short*)o->A + i), b = TShorts.Load((short*)o->B + i), c = TShorts.Load((short*)o->C + i);
            short* result = o->ShortLanes + i;
            (a + b).Store(result + (0 * o->Count));
            (a - b).Store(result + (1 * o->Count));
            TShorts.AddSaturated(a, b).Store(result + (2 * o->Count));
            TShorts.MultiplyHigh(a, b).Store(result + (3 * o->Count));
            (a & b).Store(result + (4 * o->Count));
            (a ^ b).Store(result + (5 * o->Count));
            (a << shift).Store(result + (6 * o->Count));
            (a >> shift).Store(result + (7 * o->Count));
            TShorts.Min(a, b).Store(result + (8 * o->Count));
            TShorts.Max(a, b).Store(result + (9 * o->Count));
            TShorts.ReplaceWhereAtLeast(a, b, c).Store(result + (10 * o->Count));
            TShorts.LoadWidened(o->Bytes + i).Store(result + (11 * o->Count));
            a.AddTo(o->Lanes + i);
            atLeast |= TShorts.MaskAtLeast(a, b) << i;
            nonZero |= TShorts.MaskNonZero(a) << i;
        }

        o->Masks[0] = atLeast;
        o->Masks[1] = nonZero;
    }

    /// <summary>Whether this width is what the machine has: 1 or 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accelerated(void* arguments) => *(int*)arguments = TLanes.IsAccelerated ? 1 : 0;
}
