using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Neuromorphic.Core.Memory;

/// <summary>
/// A fixed-length array of integers outside the garbage collector's heap, aligned to 64 bytes and followed by at least
/// 64 readable and writable bytes of slack.
/// </summary>
/// <remarks>
/// Both properties are part of the contract: kernels read whole vectors, so a load that starts inside the array may end
/// in the slack, and a read-modify-write may store slack elements back unchanged. An access off a 64-byte line would
/// touch two lines, which managed arrays cannot rule out. Larger buffers start on a page: arrays that are walked together
/// then never have one's store a little ahead of another's load in the low address bits, which cores take for a conflict.
/// </remarks>
public sealed unsafe class AlignedBuffer<T> : IDisposable
    where T : unmanaged
{
    /// <summary>Alignment in bytes: one cache line, and the widest vector.</summary>
    public const int Alignment = 64;

    const nuint Page = 4096;

    T* _address;

    /// <summary>Allocates <paramref name="length"/> elements, all zero.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative.</exception>
    /// <exception cref="OutOfMemoryException">The memory is not to be had.</exception>
    public AlignedBuffer(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Length = length;
        nuint bytes = ((nuint)length * (nuint)sizeof(T)) + Alignment;
        bytes = (bytes + Alignment - 1) / Alignment * Alignment;
        _address = (T*)NativeMemory.AlignedAlloc(bytes, bytes < Page ? Alignment : bytes < HugePages.Size ? Page : HugePages.Size);
        if (bytes >= HugePages.Size)
        {
            HugePages.Request(_address, bytes);
        }

        NativeMemory.Clear(_address, bytes);
        GC.AddMemoryPressure((long)bytes);
        ByteLength = (long)bytes;
    }

    /// <summary>
    /// Allocates <paramref name="length"/> elements, or as many as there are values if that is more: a copy of
    /// <paramref name="values"/>, followed by zeros.
    /// </summary>
    public AlignedBuffer(ReadOnlySpan<T> values, int length = 0)
        : this(Math.Max(length, values.Length)) => values.CopyTo(Span);

    /// <summary>Releases the memory when nobody disposed of the buffer.</summary>
    ~AlignedBuffer() => Release();

    /// <summary>Number of elements, slack not counted.</summary>
    public int Length { get; }

    /// <summary>Bytes allocated, slack included.</summary>
    public long ByteLength { get; }

    /// <summary>The elements, slack not included.</summary>
    public Span<T> Span => new(Address, Length);

    /// <summary>The first element's address; valid until the buffer is disposed of.</summary>
    /// <exception cref="ObjectDisposedException">The buffer was disposed of.</exception>
    public T* Address
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            ObjectDisposedException.ThrowIf(_address == null, this);
            return _address;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    void Release()
    {
        if (_address != null)
        {
            NativeMemory.AlignedFree(_address);
            _address = null;
            GC.RemoveMemoryPressure(ByteLength);
        }
    }
}
