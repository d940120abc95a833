using System.Runtime.InteropServices;
using Neuromorphic.Core.Memory;

namespace Neuromorphic.Core.Tests.Memory;

/// <summary>
/// An array like an <see cref="AlignedBuffer{T}"/> whose slack ends where a page begins that nobody may touch: reading or
/// writing one byte beyond what the contract allows ends the process instead of passing unnoticed. Linux only.
/// </summary>
sealed unsafe partial class GuardedBuffer<T> : IDisposable
    where T : unmanaged
{
    const int NoAccess = 0;
    const int ReadAndWrite = 3;
    const int PrivateAnonymous = 0x22;

    readonly nint _mapping;
    readonly nuint _bytes;

    /// <summary>Zeros, of a length that keeps the start aligned as the contract has it: whole multiples of 64 bytes.</summary>
    public GuardedBuffer(int length)
    {
        nuint slack = AlignedBuffer<T>.Alignment;
        nuint used = (((nuint)length * (nuint)sizeof(T)) + slack - 1) / slack * slack;
        nuint page = (nuint)Environment.SystemPageSize;
        nuint usable = (used + slack + page - 1) / page * page;
        _bytes = usable + page;
        _mapping = Native.Map(0, _bytes, ReadAndWrite, PrivateAnonymous, -1, 0);
        if (_mapping == -1 || Native.Protect(_mapping + (nint)usable, page, NoAccess) != 0)
        {
            throw new InvalidOperationException($"the guard page is not to be had: error {Marshal.GetLastPInvokeError()}");
        }

        // The elements end where the slack begins: within an element's multiple of 64 bytes, as in the contract.
        Address = (T*)(_mapping + (nint)(usable - slack - used));
        Length = length;
    }

    public static bool IsSupported => OperatingSystem.IsLinux();

    public T* Address { get; }

    public int Length { get; }

    public Span<T> Span => new(Address, Length);

    public void Dispose() => _ = Native.Unmap(_mapping, _bytes);
}

/// <summary>The calls into the C library.</summary>
static partial class Native
{
    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    public static partial nint Map(nint address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    public static partial int Protect(nint address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
    public static partial int Unmap(nint address, nuint length);
}
