using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Core.Networks.Files;

/// <summary>Reads synapses; everything that a constructor would trust is checked here, in 64 bits.</summary>
static class SynapseReader
{
    /// <summary>Bound of strides, dilations and pads, which keeps positions inside 32 bits.</summary>
    const int MostReach = 1 << 24;

    public static SynapseGroup Read(FileCursor cursor)
    {
        byte kind = cursor.Byte("kind of the synapses");
        Shape source = cursor.Shape("synapses' source");
        Shape target = cursor.Shape("synapses' target");
        cursor.Unfold(source.Count);
        return (SynapseKind)kind switch
        {
            SynapseKind.Dense => Dense(cursor, source, target),
            SynapseKind.Sparse => Sparse(cursor, source, target),
            SynapseKind.Convolution => Convolution(cursor, source, target),
            SynapseKind.Window => Window(cursor, source, target),
            _ => throw cursor.Wrong($"there is no kind {kind} of synapses"),
        };
    }

    static DenseSynapses Dense(FileCursor cursor, Shape source, Shape target)
    {
        int rows = cursor.Whole("rows of weights", 1, int.MaxValue);
        int[] rowOfSource = cursor.Byte("row map") switch
        {
            0 => [],
            1 => cursor.Wholes("rows of the sources", source.Count, -1, rows - 1),
            byte other => throw cursor.Wrong($"the row map is announced by {other}, not 0 or 1"),
        };
        long padded = (target.Count + AlignedBuffer<sbyte>.Alignment - 1L) / AlignedBuffer<sbyte>.Alignment * AlignedBuffer<sbyte>.Alignment;
        cursor.Require(rows * padded <= int.MaxValue, $"{rows:N0} rows of {target.Count:N0} weights are too large");
        cursor.Unfold(rows * (padded - target.Count));
        return new DenseSynapses(source, target, cursor.Weights((long)rows * target.Count), rowOfSource);
    }

    static SparseSynapses Sparse(FileCursor cursor, Shape source, Shape target)
    {
        int count = cursor.Whole("number of synapses", 0, int.MaxValue);
        int[] fanOut = cursor.Wholes("synapses per source", source.Count, 0);
        int[] start = new int[source.Count + 1];
        for (int j = 0; j < fanOut.Length; j++)
        {
            if (fanOut[j] > count - start[j])
            {
                throw cursor.Wrong($"sources have more synapses than the {count:N0} that there are");
            }

            start[j + 1] = start[j] + fanOut[j];
        }

        cursor.Require(start[^1] == count, $"sources have {start[^1]:N0} synapses, not {count:N0}");
        int[] targets = cursor.Wholes("targets", count, 0, target.Count - 1);
        return new SparseSynapses(source, target, start, targets, cursor.Weights(count).ToArray());
    }

    static ConvolutionSynapses Convolution(FileCursor cursor, Shape source, Shape target)
    {
        SlidingWindow rows = Axis(cursor, target.Height);
        SlidingWindow columns = Axis(cursor, target.Width);
        int groups = cursor.Whole("channel groups", 1, source.Channels);
        int poolHeight = cursor.Whole("rows of the pool", 1, source.Height);
        int poolWidth = cursor.Whole("columns of the pool", 1, source.Width);
        cursor.Require(source.Channels % groups == 0, $"{groups} groups do not divide {source.Channels} channels");
        cursor.Unfold(FileCursor.Product(source.Height, rows.Kernel));
        cursor.Unfold(FileCursor.Product(source.Width, columns.Kernel));
        long weights = FileCursor.Product(target.Channels, source.Channels / groups, rows.Kernel, columns.Kernel);
        return new ConvolutionSynapses(source, target.Channels, rows, columns, groups, cursor.Weights(weights), poolHeight, poolWidth);
    }

    static WindowSynapses Window(FileCursor cursor, Shape source, Shape target)
    {
        SlidingWindow rows = Axis(cursor, target.Height);
        SlidingWindow columns = Axis(cursor, target.Width);
        cursor.Require(
            (rows.Input, columns.Input, source.Channels) == (source.Height, source.Width, target.Channels),
            $"windows over {rows.Input}×{columns.Input} do not lead from {source} to {target}");
        cursor.Unfold(FileCursor.Product(source.Height, source.Width, rows.Kernel, columns.Kernel));
        return new WindowSynapses(source, rows, columns);
    }

    static SlidingWindow Axis(FileCursor cursor, int outputs)
    {
        var window = new SlidingWindow(
            cursor.Whole("inputs of a window", 1, MostReach),
            cursor.Whole("outputs of a window", outputs, outputs),
            cursor.Whole("taps of a window", 1, MostReach),
            cursor.Whole("stride of a window", 1, MostReach),
            cursor.Whole("pad of a window", -MostReach, MostReach),
            cursor.Whole("dilation of a window", 1, MostReach));
        cursor.Require(
            FileCursor.Product(window.Kernel, window.Dilation) <= 1 << 29 && FileCursor.Product(window.Output, window.Stride) <= 1 << 29,
            "its windows reach further than 32 bits");
        cursor.Unfold(FileCursor.Product(window.Output, window.Kernel));
        return window;
    }
}
