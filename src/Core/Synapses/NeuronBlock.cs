namespace Neuromorphic.Core.Synapses;

/// <summary>A box of neurons of one population: rows, columns and channels, each from (inclusive) to (exclusive).</summary>
public readonly record struct NeuronBlock(
    int RowStart, int RowEnd, int ColumnStart, int ColumnEnd, int ChannelStart, int ChannelEnd)
{
    /// <summary>Number of neurons in the box.</summary>
    public int Count => (RowEnd - RowStart) * (ColumnEnd - ColumnStart) * (ChannelEnd - ChannelStart);

    /// <summary>The whole population.</summary>
    public static NeuronBlock All(Shape shape) => new(0, shape.Height, 0, shape.Width, 0, shape.Channels);

    /// <summary>Whether neuron (y, x, c) lies in the box.</summary>
    public bool Contains(int y, int x, int c) =>
        y >= RowStart && y < RowEnd && x >= ColumnStart && x < ColumnEnd && c >= ChannelStart && c < ChannelEnd;
}
