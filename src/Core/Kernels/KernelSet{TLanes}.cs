using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Neurons;
using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Core.Kernels;

/// <summary>The kernels, written once over the lanes.</summary>
sealed unsafe partial class KernelSet<TLanes>(string name, int width) : KernelSet
    where TLanes : unmanaged, ILanes<TLanes>
{
    public override string Name => name;

    public override int Width => width;

    public override bool IsAccelerated => TLanes.IsAccelerated;

    /// <inheritdoc cref="KernelSet.Step"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void StepAll<TModel>(
        TModel model, int words, int* potential, int* current, int* threshold, int* bias, ulong* spikes, ulong* driven)
        where TModel : struct, INeuronModel
    {
        for (int w = 0; w < words; w++)
        {
            ulong fired = 0;
            ulong active = 0;
            for (int bit = 0; bit < SpikeMask.BitsPerWord; bit += 4 * TLanes.Count)
            {
                TLanes first = StepLanes(model, bit, potential, current, threshold, bias, ref fired);
                TLanes second = StepLanes(model, bit + TLanes.Count, potential, current, threshold, bias, ref fired);
                TLanes third = StepLanes(model, bit + (2 * TLanes.Count), potential, current, threshold, bias, ref fired);
                TLanes fourth = StepLanes(model, bit + (3 * TLanes.Count), potential, current, threshold, bias, ref fired);
                active |= TLanes.MasksNonZero(first, second, third, fourth) << bit;
            }

            potential += SpikeMask.BitsPerWord;
            current += SpikeMask.BitsPerWord;
            threshold += SpikeMask.BitsPerWord;
            bias += SpikeMask.BitsPerWord;
            spikes[w] = fired;
            driven[w] = active;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Accumulate(int words, int* potential, int* current, int* bias, ulong* driven)
    {
        for (int w = 0; w < words; w++)
        {
            ulong active = 0;
            for (int bit = 0; bit < SpikeMask.BitsPerWord; bit += 4 * TLanes.Count)
            {
                TLanes first = AccumulateLanes(bit, potential, current, bias);
                TLanes second = AccumulateLanes(bit + TLanes.Count, potential, current, bias);
                TLanes third = AccumulateLanes(bit + (2 * TLanes.Count), potential, current, bias);
                TLanes fourth = AccumulateLanes(bit + (3 * TLanes.Count), potential, current, bias);
                active |= TLanes.MasksNonZero(first, second, third, fourth) << bit;
            }

            potential += SpikeMask.BitsPerWord;
            current += SpikeMask.BitsPerWord;
            bias += SpikeMask.BitsPerWord;
            driven[w] = active;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AddRow(int* accumulator, sbyte* row, int length) => Add(accumulator, row, length);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AddScaledRow(int* accumulator, sbyte* row, int length, int factor) =>
        AddScaled(accumulator, row, length, TLanes.Create(factor));

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void AccumulateDense(DenseSynapses synapses, ReadOnlySpan<ulong> spikes, int* current)
    {
        int length = synapses.Target.Count;
        int stride = synapses.Stride;
        sbyte* weights = synapses.Weights;
        ref int rowOf = ref MemoryMarshal.GetReference(synapses.RowOfSource);
        sbyte** rows = stackalloc sbyte*[RowTile.MostRows];
        int count = 0;
        for (int w = 0; w < spikes.Length; w++)
        {
            for (ulong bits = spikes[w]; bits != 0; bits &= bits - 1)
            {
                int row = Unsafe.Add(ref rowOf, (w * SpikeMask.BitsPerWord) + BitOperations.TrailingZeroCount(bits));
                if (row >= 0)
                {
                    rows[count++] = weights + ((long)row * stride);
                    if (count == RowTile.MostRows)
                    {
                        TLanes.AddRows(current, rows, count, 0, length);
                        count = 0;
                    }
                }
            }
        }

        if (count == 1)
        {
            Add(current, rows[0], length);
        }
        else if (count > 1)
        {
            TLanes.AddRows(current, rows, count, 0, length);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void AccumulateDenseScaled(DenseSynapses synapses, ReadOnlySpan<int> values, int* current)
    {
        int length = synapses.Target.Count;
        int stride = synapses.Stride;
        sbyte* weights = synapses.Weights;
        ReadOnlySpan<int> rowOf = synapses.RowOfSource;
        for (int j = 0; j < rowOf.Length; j++)
        {
            int row = rowOf[j];
            if (values[j] != 0 && row >= 0)
            {
                AddScaled(current, weights + ((long)row * stride), length, TLanes.Create(values[j]));
            }
        }
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void AccumulateConvolution(ConvolutionSynapses synapses, ReadOnlySpan<ulong> spikes, int* current)
    {
        int channels = synapses.Source.Channels;
        int perGroup = synapses.SourceChannelsPerGroup;
        nint kernelSize = (nint)synapses.Rows.Kernel * synapses.Columns.Kernel * synapses.TargetChannelsPerGroup;
        sbyte* weights = synapses.Weights;

        // Spikes of one position and group meet the same outputs: their kernels are added to them together.
        sbyte** kernels = stackalloc sbyte*[RowTile.MostRows];
        int count = 0;
        int position = 0;
        int first = 0;
        int group = 0;
        int groupEnd = perGroup;
        for (int w = 0; w < spikes.Length; w++)
        {
            for (ulong bits = spikes[w]; bits != 0; bits &= bits - 1)
            {
                int source = (w * SpikeMask.BitsPerWord) + BitOperations.TrailingZeroCount(bits);
                if (source >= first + groupEnd || count == RowTile.MostRows)
                {
                    Scatter(synapses, position, group, kernels, count, current);
                    count = 0;
                    if (source >= first + channels)
                    {
                        position = source / channels;
                        first = position * channels;
                    }

                    group = perGroup == channels ? 0 : (source - first) / perGroup;
                    groupEnd = (group + 1) * perGroup;
                }

                kernels[count++] = weights + ((source - first) * kernelSize);
            }
        }

        Scatter(synapses, position, group, kernels, count, current);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void AccumulateConvolutionScaled(ConvolutionSynapses synapses, ReadOnlySpan<int> values, int* current)
    {
        int count = synapses.Source.Count;
        for (int j = 0; j < count; j++)
        {
            if (values[j] != 0)
            {
                ScatterScaled(synapses, j, TLanes.Create(values[j]), current);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void AccumulateSparse(SparseSynapses synapses, ReadOnlySpan<ulong> spikes, int* current)
    {
        for (int w = 0; w < spikes.Length; w++)
        {
            for (ulong bits = spikes[w]; bits != 0; bits &= bits - 1)
            {
                AddList(synapses, (w * SpikeMask.BitsPerWord) + BitOperations.TrailingZeroCount(bits), 1, current);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void AccumulateSparseScaled(SparseSynapses synapses, ReadOnlySpan<int> values, int* current)
    {
        int count = synapses.Source.Count;
        for (int j = 0; j < count; j++)
        {
            if (values[j] != 0)
            {
                AddList(synapses, j, values[j], current);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void AddList(SparseSynapses synapses, int source, int factor, int* current)
    {
        ReadOnlySpan<int> start = synapses.Start;
        int first = start[source];
        int count = start[source + 1] - first;
        ref int targets = ref Unsafe.Add(ref MemoryMarshal.GetReference(synapses.Targets), first);
        ref sbyte weights = ref Unsafe.Add(ref MemoryMarshal.GetReference(synapses.Weights), first);
        for (nint k = 0; k < count; k++)
        {
            int* target = current + Unsafe.Add(ref targets, k);
            *target = unchecked(*target + (factor * Unsafe.Add(ref weights, k)));
        }
    }

    /// <summary>Adds kernels of sources at one position at every output that the position takes part in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Scatter(ConvolutionSynapses synapses, int position, int group, sbyte** kernels, int count, int* current)
    {
        if (count == 0)
        {
            return;
        }

        int y = Math.DivRem(position, synapses.Source.Width, out int x);
        int channels = synapses.TargetChannelsPerGroup;
        Shape to = synapses.Target;
        int kernelColumns = synapses.Columns.Kernel;
        ConvolutionSynapses.TapRun[] columns = synapses.ColumnTaps[x];
        foreach (ConvolutionSynapses.TapRun row in synapses.RowTaps[y])
        {
            foreach (ConvolutionSynapses.TapRun run in columns)
            {
                int offset = ((row.Tap * kernelColumns) + run.Tap) * channels;
                int* target = current + (((row.Output * to.Width) + run.Output) * to.Channels) + (group * channels);
                int length = run.Length * channels;
                int together = count > 1 ? length & -TLanes.RowLanes : 0;
                if (together > 0)
                {
                    TLanes.AddRows(target, kernels, count, offset, together);
                }

                for (int i = 0; i < count && together < length; i++)
                {
                    Add(target + together, kernels[i] + offset + together, length - together);
                }
            }
        }
    }

    /// <summary>Adds one source neuron's kernel times a factor at every output that its position takes part in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void ScatterScaled(ConvolutionSynapses synapses, int source, TLanes factor, int* current)
    {
        Shape from = synapses.Source;
        int position = Math.DivRem(source, from.Channels, out int channel);
        int y = Math.DivRem(position, from.Width, out int x);
        int group = channel / synapses.SourceChannelsPerGroup;
        int channels = synapses.TargetChannelsPerGroup;
        Shape to = synapses.Target;
        int kernelColumns = synapses.Columns.Kernel;
        sbyte* kernel = synapses.Weights + ((long)channel * synapses.Rows.Kernel * kernelColumns * channels);
        ConvolutionSynapses.TapRun[] columns = synapses.ColumnTaps[x];
        foreach (ConvolutionSynapses.TapRun row in synapses.RowTaps[y])
        {
            foreach (ConvolutionSynapses.TapRun run in columns)
            {
                sbyte* weights = kernel + (((row.Tap * kernelColumns) + run.Tap) * channels);
                int* target = current + (((row.Output * to.Width) + run.Output) * to.Channels) + (group * channels);
                AddScaled(target, weights, run.Length * channels, factor);
            }
        }
    }

    /// <summary>One vector of neurons; called four times in a row, so that the core has four chains to interleave.</summary>
    /// <returns>The input.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TLanes StepLanes<TModel>(
        TModel model, nint i, int* potential, int* current, int* threshold, int* bias, ref ulong fired)
        where TModel : struct, INeuronModel
    {
        TLanes input = TLanes.Load(current + i);
        TLanes theta = TLanes.Load(threshold + i);
        TLanes v = model.Integrate(TLanes.Load(potential + i), input);
        TLanes.Load(bias + i).Store(current + i);
        model.Reset(v, theta).Store(potential + i);
        fired |= TLanes.MaskAtLeast(v, theta) << (int)i;
        return input;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TLanes AccumulateLanes(nint i, int* potential, int* current, int* bias)
    {
        TLanes input = TLanes.Load(current + i);
        (TLanes.Load(potential + i) + input).Store(potential + i);
        TLanes.Load(bias + i).Store(current + i);
        return input;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Add(int* accumulator, sbyte* row, int length)
    {
        nint i = 0;
        for (; i <= length - (4 * TLanes.Count); i += 4 * TLanes.Count)
        {
            int* a = accumulator + i;
            TLanes first = TLanes.LoadWidened(row + i);
            TLanes second = TLanes.LoadWidened(row + i + TLanes.Count);
            TLanes third = TLanes.LoadWidened(row + i + (2 * TLanes.Count));
            TLanes fourth = TLanes.LoadWidened(row + i + (3 * TLanes.Count));
            (TLanes.Load(a) + first).Store(a);
            (TLanes.Load(a + TLanes.Count) + second).Store(a + TLanes.Count);
            (TLanes.Load(a + (2 * TLanes.Count)) + third).Store(a + (2 * TLanes.Count));
            (TLanes.Load(a + (3 * TLanes.Count)) + fourth).Store(a + (3 * TLanes.Count));
        }

        for (; i <= length - TLanes.Count; i += TLanes.Count)
        {
            AddLanes(accumulator + i, row + i);
        }

        if (i < length)
        {
            (TLanes.Load(accumulator + i) + TLanes.LoadWidenedFirst(row + i, (int)(length - i))).Store(accumulator + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void AddLanes(int* accumulator, sbyte* row) =>
        (TLanes.Load(accumulator) + TLanes.LoadWidened(row)).Store(accumulator);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void AddScaled(int* accumulator, sbyte* row, int length, TLanes factor)
    {
        nint i = 0;
        for (; i <= length - (4 * TLanes.Count); i += 4 * TLanes.Count)
        {
            AddScaledLanes(accumulator + i, row + i, factor);
            AddScaledLanes(accumulator + i + TLanes.Count, row + i + TLanes.Count, factor);
            AddScaledLanes(accumulator + i + (2 * TLanes.Count), row + i + (2 * TLanes.Count), factor);
            AddScaledLanes(accumulator + i + (3 * TLanes.Count), row + i + (3 * TLanes.Count), factor);
        }

        for (; i <= length - TLanes.Count; i += TLanes.Count)
        {
            AddScaledLanes(accumulator + i, row + i, factor);
        }

        if (i < length)
        {
            (TLanes.Load(accumulator + i) + (TLanes.LoadWidenedFirst(row + i, (int)(length - i)) * factor)).Store(accumulator + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void AddScaledLanes(int* accumulator, sbyte* row, TLanes factor) =>
        (TLanes.Load(accumulator) + (TLanes.LoadWidened(row) * factor)).Store(accumulator);
}
