using System.Runtime.InteropServices;

namespace Neuromorphic.Core.Memory;

/// <summary>
/// Asks the system for huge pages. Rows of synapses are read from all over a gigabyte, and with pages of 4 KiB nearly
/// every row costs a walk through the page tables.
/// </summary>
static unsafe class HugePages
{
    /// <summary>Size of a huge page in bytes.</summary>
    public const int Size = 2 << 20;

    /// <summary>MADV_HUGEPAGE of Linux.</summary>
    const int Advice = 14;

    /// <summary>Asks for huge pages where the system has them on request; it is free to refuse.</summary>
    /// <param name="address">A multiple of <see cref="Size"/>.</param>
    /// <param name="bytes">Length in bytes.</param>
    public static void Request(void* address, nuint bytes)
    {
        if (OperatingSystem.IsLinux())
        {
            _ = Advise(address, bytes, Advice);
        }
    }

    [DllImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int Advise(void* address, nuint bytes, int advice);
}
