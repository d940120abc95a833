using System.Runtime.InteropServices;
using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Profiling;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Pipeline;

/// <summary>Measures this machine with the kernels of the core.</summary>
sealed class Profiler : IProfiler
{
    const double BudgetSeconds = 0.04;
    const double QuickBudgetSeconds = 0.004;

    public IReadOnlyList<string> Kernels { get; } = [.. KernelTable.All.Select(kernel => kernel.Name)];

    public ProfileResult Profile(string? kernel, bool quick, IProgress<PipelineProgress> progress, CancellationToken token)
    {
        ProfiledKernel[] kernels = [.. KernelTable.All.Where(k => kernel is null || k.Name.Contains(kernel, StringComparison.OrdinalIgnoreCase))];
        KernelSet[] sets = [.. KernelSet.All.Where(set => set.IsAccelerated)];
        MachineProfile profile = new MachineProfiler(kernels, sets, quick ? QuickBudgetSeconds : BudgetSeconds, memory: !quick)
            .Measure((stage, done, total) => progress.Report(new PipelineProgress(stage, done, total)), token);
        return new ProfileResult
        {
            Machine = new MachineFacts(
                ProcessorName(),
                Environment.ProcessorCount,
                RuntimeInformation.OSDescription,
                RuntimeInformation.FrameworkDescription,
                profile.ClockHertz,
                [.. profile.Levels.Select(level => new MemoryFacts(
                    level.Name,
                    level.Bytes,
                    level.LoadBytesPerSecond,
                    level.StoreBytesPerSecond,
                    level.CopyBytesPerSecond,
                    level.UpdateBytesPerSecond))]),
            Kernels = [.. profile.Kernels.Select(k => new KernelFacts(
                k.Kernel, k.Unit, k.InstructionSet, k.Level, k.Bytes, k.ElementsPerSecond, k.CyclesPerElement, k.FractionOfLimit))],
            Notes =
            [
                "One core, the shortest of many repetitions; what else runs on the machine shows most in L3 and memory.",
                "The limit is what moving the bytes takes at the measured rates; a kernel that computes much per byte stays below it.",
                .. quick ? ["A quick measurement: short repetitions, caches only."] : Array.Empty<string>(),
            ],
        };
    }

    static string ProcessorName()
    {
        const string Linux = "/proc/cpuinfo";
        string? line = File.Exists(Linux)
            ? File.ReadLines(Linux).FirstOrDefault(text => text.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()
            ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER")
            ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
