using System.Diagnostics;

namespace Neuromorphic.Tools.Pipeline;

/// <summary>Most memory that this process ever had.</summary>
static class PeakMemory
{
    /// <summary>In bytes.</summary>
    public static long Bytes()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }
}
