using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Profiling;

namespace Neuromorphic.Core.Tests.Profiling;

public sealed class KernelTableTests
{
    public static TheoryData<string> Names => [.. KernelTable.All.Select(kernel => kernel.Name)];

    [Fact]
    public void Names_differ_and_an_unknown_one_lists_them()
    {
        Assert.Equal(KernelTable.All.Count, KernelTable.All.Select(kernel => kernel.Name).Distinct().Count());
        ArgumentException refusal = Assert.Throws<ArgumentException>(() => KernelTable.Named("nothing"));
        Assert.All(KernelTable.All, kernel => Assert.Contains(kernel.Name, refusal.Message));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_working_set_is_about_as_large_as_asked_and_runs_on_every_set_without_allocating(string name)
    {
        ProfiledKernel kernel = KernelTable.Named(name);
        Assert.Contains(kernel.Unit, new[] { "neuron", "event" });
        foreach (long bytes in new[] { 24L << 10, 300L << 10 })
        {
            using KernelWork work = kernel.Create(bytes);
            Assert.InRange(work.Bytes, bytes / 2, bytes * 2);
            Assert.True(work.Elements > 0);
            Assert.True(work.Traffic.Loaded > 0);
            foreach (KernelSet set in KernelSet.All)
            {
                work.Run(set);
                Assert.Equal(0, Allocations.Of(() => work.Run(set)));
            }
        }
    }

    [Fact]
    public void Every_kernel_set_and_level_is_measured()
    {
        KernelSet[] sets = [KernelSet.Best, KernelSet.Named("scalar")];
        int last = 0;
        MachineProfile profile = new MachineProfiler([KernelTable.All[0]], sets, 1e-4, memory: false)
            .Measure((_, done, total) => last = Math.Max(last, total - done), default);
        Assert.Equal(3, profile.Levels.Count);
        Assert.Equal(9, last);
        Assert.InRange(profile.ClockHertz, 1e8, 1e10);
        Assert.Equal(
            from level in profile.Levels from set in sets select (level.Name, set.Name),
            profile.Kernels.Select(kernel => (kernel.Level, kernel.InstructionSet)));
        Assert.All(profile.Kernels, kernel =>
        {
            Assert.True(kernel.ElementsPerSecond > 0 && double.IsFinite(kernel.CyclesPerElement) && kernel.CyclesPerElement > 0);
            Assert.True(kernel.FractionOfLimit > 0 && double.IsFinite(kernel.FractionOfLimit));
        });
        Assert.All(profile.Levels, level => Assert.True(level.LoadBytesPerSecond > 0 && level.StoreBytesPerSecond > 0 && level.CopyBytesPerSecond > 0));
    }

    [Fact]
    public void A_measurement_that_is_not_wanted_any_more_ends()
    {
        using CancellationTokenSource interrupted = new();
        var profiler = new MachineProfiler(KernelTable.All, KernelSet.All, 1e-4, memory: false);
        Assert.Throws<OperationCanceledException>(() => profiler.Measure((_, done, _) => { if (done == 1) { interrupted.Cancel(); } }, interrupted.Token));
    }
}
