using System.Runtime.InteropServices;

namespace Neuromorphic.Arm.Tests.Emulation;

/// <summary>
/// Arrays at addresses that the emulated program can have as well, so that addresses inside of them hold in both. Each
/// has the slack of an <see cref="Core.Memory.AlignedBuffer{T}"/>, behind which a page begins that nobody may touch.
/// </summary>
sealed unsafe partial class EmulatedMemory : IDisposable
{
    const ulong First = 0x10_0000_0000;
    const ulong Page = 4096;
    const ulong Slack = Core.Memory.AlignedBuffer<byte>.Alignment;
    const int ReadAndWrite = 3;
    const int PrivateAnonymousFixedNoReplace = 0x100022;

    static ulong _next = First;

    readonly List<Segment> _segments = [];

    public IReadOnlyList<Segment> Segments => _segments;

    /// <summary>An array of zeros.</summary>
    public T* New<T>(int length)
        where T : unmanaged
    {
        ulong bytes = ((((ulong)length * (ulong)sizeof(T)) + Slack - 1) / Slack * Slack) + Slack;
        ulong pages = (bytes + Page - 1) / Page * Page;
        ulong start = Interlocked.Add(ref _next, pages + Page) - pages - Page;
        nint mapped = Native.Map((nint)start, (nuint)pages, ReadAndWrite, PrivateAnonymousFixedNoReplace, -1, 0);
        if (mapped != (nint)start)
        {
            throw new InvalidOperationException($"address {start:x} is taken: error {Marshal.GetLastPInvokeError()}");
        }

        _segments.Add(new Segment(start + pages - bytes, bytes));
        return (T*)(start + pages - bytes);
    }

    /// <summary>An array of these values.</summary>
    public T* New<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        T* array = New<T>(values.Length);
        values.CopyTo(new Span<T>(array, values.Length));
        return array;
    }

    /// <summary>All bytes, slack included, segment after segment.</summary>
    public byte[] Bytes()
    {
        byte[] all = new byte[_segments.Sum(segment => (long)segment.Length)];
        int at = 0;
        foreach (Segment segment in _segments)
        {
            new ReadOnlySpan<byte>((void*)segment.Address, (int)segment.Length).CopyTo(all.AsSpan(at));
            at += (int)segment.Length;
        }

        return all;
    }

    public void Dispose()
    {
        foreach (Segment segment in _segments)
        {
            ulong start = segment.Address / Page * Page;
            _ = Native.Unmap((nint)start, (nuint)(((segment.Address - start + segment.Length) + Page - 1) / Page * Page));
        }
    }

    public readonly record struct Segment(ulong Address, ulong Length);

    static partial class Native
    {
        [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
        public static partial nint Map(nint address, nuint length, int protection, int flags, int file, nint offset);

        [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
        public static partial int Unmap(nint address, nuint length);
    }
}
