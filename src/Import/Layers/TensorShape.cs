namespace Neuromorphic.Import.Layers;

/// <summary>
/// The shape of one sample's value, batch removed, in ONNX's order: element (c, y, x) has the index
/// (c × Height + y) × Width + x. A flat value of N features is N × 1 × 1; a sequence has height 1; further axes of a
/// volume count as rows.
/// </summary>
/// <param name="Channels">Channels or features, at least 1.</param>
/// <param name="Height">Rows, at least 1.</param>
/// <param name="Width">Columns, at least 1.</param>
public readonly record struct TensorShape(int Channels, int Height, int Width)
{
    /// <summary>Number of elements. Throws <see cref="OverflowException"/> beyond <see cref="int.MaxValue"/>.</summary>
    public int Count => checked(Channels * Height * Width);

    /// <summary>Whether there is no spatial structure.</summary>
    public bool IsFlat => Height == 1 && Width == 1;

    /// <summary>Where the element of an index stands when channels are last, as in a population of neurons.</summary>
    public int ToChannelsLast(int index)
    {
        int plane = Height * Width;
        return ((index % plane) * Channels) + (index / plane);
    }

    /// <summary>A copy of a value with its channels last.</summary>
    /// <param name="values">Elements in ONNX's order.</param>
    public T[] ToChannelsLast<T>(ReadOnlySpan<T> values)
    {
        var reordered = new T[values.Length];
        for (int k = 0; k < values.Length; k++)
        {
            reordered[ToChannelsLast(k)] = values[k];
        }

        return reordered;
    }

    /// <inheritdoc/>
    public override string ToString() => IsFlat ? $"{Channels}" : $"{Channels}×{Height}×{Width}";

    // ONNX's dimensions behind the batch, at least one; planes of a volume lie one below the other.
    internal static TensorShape Of(IReadOnlyList<int> dims) => dims.Count switch
    {
        1 => new(dims[0], 1, 1),
        2 => new(dims[0], 1, dims[1]),
        _ => new(dims[0], dims.Skip(1).Take(dims.Count - 2).Aggregate(1, (rows, dim) => checked(rows * dim)), dims[^1]),
    };
}
