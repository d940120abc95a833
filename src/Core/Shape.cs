namespace Neuromorphic.Core;

/// <summary>
/// The shape of a population: rows, columns and channels, channels last. Neuron (y, x, c) has the index
/// (y × Width + x) × Channels + c. A population without spatial structure is 1 × 1 × N.
/// </summary>
/// <param name="Height">Rows, at least 1.</param>
/// <param name="Width">Columns, at least 1.</param>
/// <param name="Channels">Channels, at least 1.</param>
public readonly record struct Shape(int Height, int Width, int Channels)
{
    /// <summary>Number of neurons. Throws <see cref="OverflowException"/> beyond <see cref="int.MaxValue"/>.</summary>
    public int Count => checked(Height * Width * Channels);

    /// <summary>A shape without spatial structure.</summary>
    public static Shape Flat(int count) => new(1, 1, count);

    /// <summary>The index of neuron (y, x, c).</summary>
    public int Index(int y, int x, int c) => (((y * Width) + x) * Channels) + c;

    /// <inheritdoc/>
    public override string ToString() =>
        Height == 1 && Width == 1 ? $"{Channels}" : $"{Height}×{Width}×{Channels}";
}
