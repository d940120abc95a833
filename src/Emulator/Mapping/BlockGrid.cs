using Neuromorphic.Core;
using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Emulator.Mapping;

/// <summary>A population cut into a grid of boxes of nearly equal size.</summary>
/// <param name="Shape">The population's shape.</param>
/// <param name="RowParts">Parts along the rows.</param>
/// <param name="ColumnParts">Parts along the columns.</param>
/// <param name="ChannelParts">Parts along the channels.</param>
readonly record struct BlockGrid(Shape Shape, int RowParts, int ColumnParts, int ChannelParts)
{
    /// <summary>Number of boxes.</summary>
    public long Count => (long)RowParts * ColumnParts * ChannelParts;

    /// <summary>Neurons of the largest box.</summary>
    public long LargestBlock =>
        (long)Ceiling(Shape.Height, RowParts) * Ceiling(Shape.Width, ColumnParts) * Ceiling(Shape.Channels, ChannelParts);

    /// <summary>A box; boxes are ordered by row, column, channel.</summary>
    public NeuronBlock this[int index]
    {
        get
        {
            int channel = index % ChannelParts;
            int column = index / ChannelParts % ColumnParts;
            int row = index / ChannelParts / ColumnParts;
            return new NeuronBlock(
                Start(Shape.Height, RowParts, row),
                Start(Shape.Height, RowParts, row + 1),
                Start(Shape.Width, ColumnParts, column),
                Start(Shape.Width, ColumnParts, column + 1),
                Start(Shape.Channels, ChannelParts, channel),
                Start(Shape.Channels, ChannelParts, channel + 1));
        }
    }

    /// <summary>Per neuron the box it lies in.</summary>
    public int[] BlockOfNeuron()
    {
        int[] row = PartOf(Shape.Height, RowParts);
        int[] column = PartOf(Shape.Width, ColumnParts);
        int[] channel = PartOf(Shape.Channels, ChannelParts);
        int[] block = new int[Shape.Count];
        int next = 0;
        for (int y = 0; y < Shape.Height; y++)
        {
            for (int x = 0; x < Shape.Width; x++)
            {
                int position = ((row[y] * ColumnParts) + column[x]) * ChannelParts;
                for (int c = 0; c < Shape.Channels; c++)
                {
                    block[next++] = position + channel[c];
                }
            }
        }

        return block;
    }

    /// <summary>
    /// Numbers of parts worth trying for an axis: more parts than needed for the same longest part gain nothing.
    /// </summary>
    public static IReadOnlyList<int> PartsOf(int length)
    {
        var parts = new List<int>();
        for (int size = length; size >= 1; size--)
        {
            int count = Ceiling(length, size);
            if (parts.Count == 0 || parts[^1] != count)
            {
                parts.Add(count);
            }
        }

        return parts;
    }

    static int Ceiling(int length, int parts) => (length + parts - 1) / parts;

    static int Start(int length, int parts, int part) => (int)((long)length * part / parts);

    static int[] PartOf(int length, int parts)
    {
        int[] partOf = new int[length];
        for (int part = 0; part < parts; part++)
        {
            partOf.AsSpan()[Start(length, parts, part)..Start(length, parts, part + 1)].Fill(part);
        }

        return partOf;
    }
}
