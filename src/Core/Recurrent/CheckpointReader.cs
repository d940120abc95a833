using System.Runtime.InteropServices;

namespace Neuromorphic.Core.Recurrent;

/// <summary>Takes values out of a checkpoint, none of which is trusted: each is checked before anything relies on it.</summary>
sealed class CheckpointReader(ReadOnlyMemory<byte> bytes)
{
    int _position;

    /// <summary>Bytes that are left.</summary>
    public int Left => bytes.Length - _position;

    /// <summary>A number within limits.</summary>
    public long Number(long low, long high, string name)
    {
        long value = MemoryMarshal.Read<long>(Take(sizeof(long), name));
        return Within(value, low, high, name);
    }

    /// <summary>64 bits that may be anything.</summary>
    public ulong Bits(string name) => MemoryMarshal.Read<ulong>(Take(sizeof(ulong), name));

    /// <summary>Fills an array.</summary>
    public void Fill<T>(Span<T> values, string name)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(Take(checked(values.Length * Marshal.SizeOf<T>()), name)).CopyTo(values);

    /// <summary>Fills an array of numbers within limits.</summary>
    public void Fill(Span<int> values, int low, int high, string name)
    {
        Fill(values, name);
        foreach (int value in values)
        {
            _ = Within(value, low, high, name);
        }
    }

    /// <summary>Fills an array of numbers within limits.</summary>
    public void Fill(Span<long> values, long low, long high, string name)
    {
        Fill(values, name);
        foreach (long value in values)
        {
            _ = Within(value, low, high, name);
        }
    }

    /// <summary>Everything has been taken.</summary>
    public void Finish()
    {
        if (Left != 0)
        {
            throw new CheckpointException($"{Left:N0} bytes too many");
        }
    }

    static long Within(long value, long low, long high, string name) => value >= low && value <= high
        ? value
        : throw new CheckpointException($"{name} of {value} is out of range: {low} to {high}");

    ReadOnlySpan<byte> Take(int count, string name)
    {
        if (count > Left)
        {
            throw new CheckpointException($"it ends within {name}");
        }

        ReadOnlySpan<byte> taken = bytes.Span.Slice(_position, count);
        _position += count;
        return taken;
    }
}
