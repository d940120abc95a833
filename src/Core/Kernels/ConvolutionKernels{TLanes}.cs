using System.Numerics;
using System.Runtime.CompilerServices;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Core.Kernels;

/// <summary>Convolution synapses as a kernel walks them.</summary>
unsafe struct ConvolutionWalk
{
    /// <summary>Kernels [source channel][mirrored row][mirrored column][target channel in its group].</summary>
    public sbyte* Weights;

    public int SourceWidth;
    public int SourceChannels;
    public int SourceChannelsPerGroup;
    public int TargetWidth;
    public int TargetChannels;
    public int TargetChannelsPerGroup;
    public int KernelRows;
    public int KernelColumns;

    /// <summary>Per source row where its taps start in <see cref="RowTaps"/>; one more entry closes the last.</summary>
    public int* RowStart;

    public TapRun* RowTaps;

    /// <summary>The same for source columns.</summary>
    public int* ColumnStart;

    public TapRun* ColumnTaps;
}

/// <summary>The kernels of convolution synapses, written once over the lanes.</summary>
/// <remarks>
/// Never inlined: a caller that pins arrays would use up what the JIT inlines into one method, and operations of the lanes
/// would become calls.
/// </remarks>
static unsafe class ConvolutionKernels<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>Adds the kernels of all spiking sources at every output that they take part in.</summary>
    /// <param name="synapses">The synapses.</param>
    /// <param name="spikes">Spike mask of the sources.</param>
    /// <param name="words">Words of the mask.</param>
    /// <param name="kernels">Room for <see cref="RowTile.MostRows"/> addresses.</param>
    /// <param name="current">Sums, updated.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Accumulate(in ConvolutionWalk synapses, ulong* spikes, int words, sbyte** kernels, int* current)
    {
        int channels = synapses.SourceChannels;
        int perGroup = synapses.SourceChannelsPerGroup;
        nint kernelSize = (nint)synapses.KernelRows * synapses.KernelColumns * synapses.TargetChannelsPerGroup;
        int word = 0;
        ulong bits = words > 0 ? spikes[0] : 0;
        int position = 0;
        int first = 0;
        int source = Next(spikes, words, ref word, ref bits);
        while (source >= 0)
        {
            if (source >= first + channels)
            {
                position = source / channels;
                first = position * channels;
            }

            // Spikes of one position and group meet the same outputs: their kernels are added to them together.
            int group = perGroup == channels ? 0 : (source - first) / perGroup;
            int end = first + ((group + 1) * perGroup);
            int count = 0;
            do
            {
                kernels[count++] = synapses.Weights + ((source - first) * kernelSize);
                source = Next(spikes, words, ref word, ref bits);
            }
            while (source >= 0 && source < end && count < RowTile.MostRows);

            Scatter(synapses, position, group, kernels, count, current);
        }
    }

    /// <summary>Adds the kernel of every spiking source times its payload.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void AccumulateGraded(in ConvolutionWalk synapses, ulong* spikes, int words, short* payload, int* current)
    {
        for (int w = 0; w < words; w++)
        {
            for (ulong bits = spikes[w]; bits != 0; bits &= bits - 1)
            {
                int source = (w * SpikeMask.BitsPerWord) + BitOperations.TrailingZeroCount(bits);
                ScatterScaled(synapses, source, TLanes.Create(payload[source]), current);
            }
        }
    }

    /// <summary>Adds the kernel of every source times its value; zeros are skipped.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void AccumulateScaled(in ConvolutionWalk synapses, int* values, int sources, int* current)
    {
        for (int j = 0; j < sources; j++)
        {
            if (values[j] != 0)
            {
                ScatterScaled(synapses, j, TLanes.Create(values[j]), current);
            }
        }
    }

    /// <summary>Takes the next spike out of a mask.</summary>
    /// <returns>The neuron, or −1 where there is none left.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int Next(ulong* spikes, int words, ref int word, ref ulong bits)
    {
        while (bits == 0)
        {
            if (++word >= words)
            {
                return -1;
            }

            bits = spikes[word];
        }

        int next = (word * SpikeMask.BitsPerWord) + BitOperations.TrailingZeroCount(bits);
        bits &= bits - 1;
        return next;
    }

    /// <summary>Adds kernels of sources at one position at every output that the position takes part in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Scatter(in ConvolutionWalk synapses, int position, int group, sbyte** kernels, int count, int* current)
    {
        int y = position / synapses.SourceWidth;
        int x = position - (y * synapses.SourceWidth);
        int channels = synapses.TargetChannelsPerGroup;
        TapRun* rowEnd = synapses.RowTaps + synapses.RowStart[y + 1];
        TapRun* columnEnd = synapses.ColumnTaps + synapses.ColumnStart[x + 1];
        for (TapRun* row = synapses.RowTaps + synapses.RowStart[y]; row < rowEnd; row++)
        {
            for (TapRun* run = synapses.ColumnTaps + synapses.ColumnStart[x]; run < columnEnd; run++)
            {
                int offset = ((row->Tap * synapses.KernelColumns) + run->Tap) * channels;
                int* target = Target(synapses, row, run, group, current);
                int length = run->Length * channels;
                int together = count > 1 ? length & -TLanes.RowLanes : 0;
                if (together > 0)
                {
                    TLanes.AddRows(target, kernels, count, offset, together);
                }

                for (int i = 0; i < count && together < length; i++)
                {
                    RowKernels<TLanes>.Add(target + together, kernels[i] + offset + together, length - together);
                }
            }
        }
    }

    /// <summary>Adds one source neuron's kernel times a factor at every output that its position takes part in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void ScatterScaled(in ConvolutionWalk synapses, int source, TLanes factor, int* current)
    {
        int position = source / synapses.SourceChannels;
        int channel = source - (position * synapses.SourceChannels);
        int y = position / synapses.SourceWidth;
        int x = position - (y * synapses.SourceWidth);
        int group = channel / synapses.SourceChannelsPerGroup;
        int channels = synapses.TargetChannelsPerGroup;
        sbyte* kernel = synapses.Weights + ((long)channel * synapses.KernelRows * synapses.KernelColumns * channels);
        TapRun* rowEnd = synapses.RowTaps + synapses.RowStart[y + 1];
        TapRun* columnEnd = synapses.ColumnTaps + synapses.ColumnStart[x + 1];
        for (TapRun* row = synapses.RowTaps + synapses.RowStart[y]; row < rowEnd; row++)
        {
            for (TapRun* run = synapses.ColumnTaps + synapses.ColumnStart[x]; run < columnEnd; run++)
            {
                sbyte* weights = kernel + (((row->Tap * synapses.KernelColumns) + run->Tap) * channels);
                RowKernels<TLanes>.AddScaled(Target(synapses, row, run, group, current), weights, run->Length * channels, factor);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int* Target(in ConvolutionWalk synapses, TapRun* row, TapRun* run, int group, int* current) =>
        current + (((row->Output * synapses.TargetWidth) + run->Output) * synapses.TargetChannels)
            + (group * synapses.TargetChannelsPerGroup);
}
