using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Neuromorphic.Core.Memory;

/// <summary>Asks the processor to fetch data before it is read, where it could not guess that it will be.</summary>
public static unsafe class CachePrefetch
{
    const int LineBytes = 64;
    const int MostLines = 4;

    /// <summary>
    /// Fetches the first lines of some data into all caches; of long data the processor fetches the rest by itself once it is read. Changes
    /// nothing that a program could see, and does nothing on processors other than x86.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Begin<T>(ReadOnlySpan<T> data)
        where T : unmanaged
    {
        if (!Sse.IsSupported || data.IsEmpty)
        {
            return;
        }

        // The address is not pinned: if the data moves meanwhile, the wrong lines are fetched and nothing else happens.
        byte* first = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(data));
        long bytes = Math.Min((long)data.Length * sizeof(T), MostLines * LineBytes);
        for (long offset = 0; offset < bytes; offset += LineBytes)
        {
            Sse.Prefetch0(first + offset);
        }
    }
}
