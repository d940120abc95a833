using System.Runtime.InteropServices;
using System.Text;

namespace Neuromorphic.Core.Networks.Files;

/// <summary>Writes fields, little-endian.</summary>
/// <param name="writer">Where they go.</param>
sealed class FieldWriter(BinaryWriter writer)
{
    const int MostCharacters = FileCursor.MostTextBytes / 4;

    public void Byte(byte value) => writer.Write(value);

    public void Whole(int value) => writer.Write(value);

    public void Real(double value) => writer.Write(value);

    /// <summary>A text without its control characters, cut where it is too long: names come from models of strangers.</summary>
    public void Text(string text)
    {
        string cut = text.Length > MostCharacters ? text[..MostCharacters] : text;
        byte[] bytes = Encoding.UTF8.GetBytes(string.Concat(cut.Select(c => char.IsControl(c) ? '?' : c)));
        Whole(bytes.Length);
        writer.Write(bytes);
    }

    public void Shape(Shape shape)
    {
        Whole(shape.Height);
        Whole(shape.Width);
        Whole(shape.Channels);
    }

    public void Wholes(ReadOnlySpan<int> values)
    {
        foreach (int value in values)
        {
            Whole(value);
        }
    }

    public void Reals(ReadOnlySpan<double> values)
    {
        foreach (double value in values)
        {
            Real(value);
        }
    }

    public void Weights(ReadOnlySpan<sbyte> weights) => writer.Write(MemoryMarshal.AsBytes(weights));
}
