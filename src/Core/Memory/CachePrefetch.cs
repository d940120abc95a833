using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Neuromorphic.Core.Memory;

/// <summary>
/// Asks the processor to fetch data before it is read, where it could not guess that it will be. Changes nothing that a program could see,
/// and does nothing on processors other than x86.
/// </summary>
public static unsafe class CachePrefetch
{
    const int LineBytes = 64;
    const int EnoughBytes = 4 * LineBytes;

    /// <summary>Fetches the beginning of some data; of long data the processor fetches the rest by itself once it is read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Begin<T>(ReadOnlySpan<T> data)
        where T : unmanaged
    {
        // The address is not pinned: if the data moves meanwhile, the wrong lines are fetched and nothing else happens.
        if (!data.IsEmpty)
        {
            All(Unsafe.AsPointer(ref MemoryMarshal.GetReference(data)), (int)Math.Min((long)data.Length * sizeof(T), EnoughBytes));
        }
    }

    /// <summary>Fetches all lines of so many bytes from an address on, and the one behind, into which they may reach.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void All(void* first, int bytes)
    {
        if (Sse.IsSupported)
        {
            for (int offset = 0; offset < bytes + LineBytes; offset += LineBytes)
            {
                Sse.Prefetch0((byte*)first + offset);
            }
        }
    }

    /// <summary>Fetches the line of an address that is read once: into the first level only, where the processor can, so that what the others hold stays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Once(void* address)
    {
        if (Sse.IsSupported)
        {
            Sse.PrefetchNonTemporal(address);
        }
    }
}
