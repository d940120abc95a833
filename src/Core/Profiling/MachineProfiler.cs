using Neuromorphic.Core.Kernels;

namespace Neuromorphic.Core.Profiling;

/// <summary>Measures the limits of this machine, then the kernels against them.</summary>
/// <param name="kernels">The kernels to measure.</param>
/// <param name="sets">The instruction sets to measure them on.</param>
/// <param name="budgetSeconds">How long to repeat each measurement.</param>
/// <param name="memory">Whether to measure beyond the caches, too, which takes large working sets.</param>
public sealed class MachineProfiler(IReadOnlyList<ProfiledKernel> kernels, IReadOnlyList<KernelSet> sets, double budgetSeconds, bool memory)
{
    const double ClockBudgetSeconds = 1e-3;
    const int CallsUntilHot = 50;
    const int CompilationTiers = 3;

    static readonly TimeSpan TierDelay = TimeSpan.FromMilliseconds(200);

    /// <summary>Measures.</summary>
    /// <param name="progress">Told what is being measured, and how much is done of how much.</param>
    /// <param name="token">Cancelled by the user.</param>
    public MachineProfile Measure(Action<string, int, int> progress, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(progress);
        (string Name, long Bytes)[] sizes = [.. MemoryProbe.Levels(CacheSizes.OfThisMachine()).SkipLast(memory ? 0 : 1)];
        int total = sizes.Length * (1 + (kernels.Count * sets.Count));
        int done = 0;
        double clock = 0;
        var levels = new List<MemoryLevel>();
        foreach ((string name, long bytes) in sizes)
        {
            token.ThrowIfCancellationRequested();
            progress($"limits of {name}", done++, total);
            levels.Add(MemoryProbe.Measure(name, bytes, budgetSeconds));
        }

        WarmUp(levels[0].Bytes, token);
        var measured = new List<KernelMeasurement>();
        foreach (ProfiledKernel kernel in kernels)
        {
            foreach (MemoryLevel level in levels)
            {
                token.ThrowIfCancellationRequested();
                using KernelWork work = kernel.Create(level.Bytes);
                foreach (KernelSet set in sets)
                {
                    token.ThrowIfCancellationRequested();
                    progress($"{kernel.Name}, {set.Name}, {level.Name}", done++, total);
                    double before = ClockRate.EstimateHertz(ClockBudgetSeconds);
                    double seconds = ShortestTime.Of(() => work.Run(set), budgetSeconds);
                    double hertz = Math.Max(before, ClockRate.EstimateHertz(ClockBudgetSeconds));
                    clock = Math.Max(clock, hertz);
                    measured.Add(new KernelMeasurement(
                        kernel.Name,
                        kernel.Unit,
                        set.Name,
                        level.Name,
                        work.Bytes,
                        work.Elements / seconds,
                        seconds * hertz / work.Elements,
                        LeastSeconds(work.Traffic, level, levels[0]) / seconds));
                }
            }
        }

        return new MachineProfile(clock, levels, measured);
    }

    /// <summary>
    /// Calls everything often enough that the runtime compiles it for good. It counts 30 calls per tier, in the background and
    /// not before 100 ms have passed without a new method; until then the callers of kernels are not optimised, and what is
    /// measured first looks slower than it is.
    /// </summary>
    void WarmUp(long bytes, CancellationToken token)
    {
        for (int tier = 0; tier < CompilationTiers; tier++)
        {
            foreach (ProfiledKernel kernel in kernels)
            {
                using KernelWork work = kernel.Create(bytes);
                foreach (KernelSet set in sets)
                {
                    token.ThrowIfCancellationRequested();
                    for (int call = 0; call < CallsUntilHot; call++)
                    {
                        work.Run(set);
                    }
                }
            }

            token.WaitHandle.WaitOne(TierDelay);
        }
    }

    static double LeastSeconds(KernelTraffic traffic, MemoryLevel level, MemoryLevel first) => Math.Max(
        level.LeastSeconds(traffic.Loaded, traffic.Stored),
        first.LeastSeconds(traffic.Loaded + traffic.NearLoaded, traffic.Stored + traffic.NearStored));
}
