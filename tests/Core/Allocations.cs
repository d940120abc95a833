namespace Neuromorphic.Core.Tests;

/// <summary>What code allocates when it runs again and again.</summary>
static class Allocations
{
    const int Attempts = 5;

    /// <summary>
    /// The fewest bytes of several runs: what every run allocates. A single run may be charged for what the runtime does on
    /// the side, such as compiling a method anew.
    /// </summary>
    public static long Of(Action run)
    {
        long fewest = long.MaxValue;
        for (int attempt = 0; attempt < Attempts && fewest > 0; attempt++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            run();
            fewest = Math.Min(fewest, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return fewest;
    }
}
