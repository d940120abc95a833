using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Neuromorphic.Core.Networks.Files;

/// <summary>
/// Walks the bytes of a file and refuses what they cannot hold: no array is allocated before its bytes are known to be
/// there, and what unfolds to more than its bytes is taken off a budget first.
/// </summary>
/// <param name="file">Name of the file, for complaints.</param>
/// <param name="bytes">What is to be read.</param>
sealed class FileCursor(string file, ReadOnlyMemory<byte> bytes)
{
    /// <summary>The longest text, in bytes.</summary>
    public const int MostTextBytes = 4096;

    /// <summary>The most units of a population.</summary>
    public const int MostUnits = 1 << 27;

    /// <summary>The most that all parts together may unfold to: cells of level tables, taps of windows, paddings.</summary>
    public const long MostUnfolded = 1 << 27;

    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    int _at;
    long _unfolded;

    /// <summary>The part that is being read, for complaints.</summary>
    public string Part { get; set; } = "header";

    /// <summary>Bytes that are left.</summary>
    public int Left => bytes.Length - _at;

    public NetworkFileException Wrong(string what, Exception? inner = null) => new(file, Part, what, inner);

    public void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw Wrong(what);
        }
    }

    /// <summary>Takes something that is not in the bytes off the budget.</summary>
    public void Unfold(long amount)
    {
        Require(amount >= 0 && amount <= MostUnfolded - _unfolded, $"it unfolds to more than {MostUnfolded:N0} taps and cells");
        _unfolded += amount;
    }

    public byte Byte(string name) => Take(1, name)[0];

    public int Whole(string name, int least, int most)
    {
        int value = BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int), name));
        Require(value >= least && value <= most, $"{name} is {value}, not from {least} to {most}");
        return value;
    }

    public double Finite(string name)
    {
        double value = BinaryPrimitives.ReadDoubleLittleEndian(Take(sizeof(double), name));
        Require(double.IsFinite(value), $"{name} is not finite");
        return value;
    }

    public double Positive(string name)
    {
        double value = Finite(name);
        Require(value > 0, $"{name} is not above 0");
        return value;
    }

    public string Text(string name)
    {
        ReadOnlySpan<byte> text = Take(Whole($"length of the {name}", 0, MostTextBytes), name);
        try
        {
            string read = Strict.GetString(text);
            Require(!read.Any(char.IsControl), $"the {name} holds control characters");
            return read;
        }
        catch (DecoderFallbackException error)
        {
            throw Wrong($"the {name} is not UTF-8", error);
        }
    }

    public Shape Shape(string name)
    {
        int height = Whole($"rows of the {name}", 1, MostUnits);
        int width = Whole($"columns of the {name}", 1, MostUnits);
        int channels = Whole($"channels of the {name}", 1, MostUnits);
        Require(Product(height, width, channels) <= MostUnits, $"the {name} of {height}×{width}×{channels} has more than {MostUnits:N0} units");
        return new(height, width, channels);
    }

    public ReadOnlySpan<sbyte> Weights(long count) => MemoryMarshal.Cast<byte, sbyte>(Take(count, "weights"));

    public int[] Wholes(string name, int count, int least = int.MinValue, int most = int.MaxValue)
    {
        ReadOnlySpan<byte> from = Take((long)count * sizeof(int), name);
        int[] values = new int[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = BinaryPrimitives.ReadInt32LittleEndian(from[(i * sizeof(int))..]);
            if (values[i] < least || values[i] > most)
            {
                throw Wrong($"{name}: number {i} is {values[i]}, not from {least} to {most}");
            }
        }

        return values;
    }

    public double[] Amplitudes(int count)
    {
        ReadOnlySpan<byte> from = Take((long)count * sizeof(double), "amplitudes");
        double[] values = new double[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = BinaryPrimitives.ReadDoubleLittleEndian(from[(i * sizeof(double))..]);
            if (!double.IsFinite(values[i]))
            {
                throw Wrong($"amplitude {i} is not finite");
            }
        }

        return values;
    }

    /// <summary>A product of numbers that are not negative, or the largest number if it is larger.</summary>
    public static long Product(params ReadOnlySpan<long> factors)
    {
        Int128 product = 1;
        foreach (long factor in factors)
        {
            product = Int128.Min(product * factor, long.MaxValue);
        }

        return (long)product;
    }

    ReadOnlySpan<byte> Take(long count, string name)
    {
        Require(count <= Left, $"it ends in the {name}: {count:N0} bytes are needed, {Left:N0} are left");
        ReadOnlySpan<byte> taken = bytes.Span.Slice(_at, (int)count);
        _at += (int)count;
        return taken;
    }
}
