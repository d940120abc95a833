using BenchmarkDotNet.Attributes;
using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Profiling;

namespace Neuromorphic.Benchmarks;

/// <summary>One kernel of the table at sizes for each level of the memory hierarchy, on the best set that a job allows.</summary>
[Config(typeof(InstructionSets))]
[MemoryDiagnoser(displayGenColumns: false)]
public abstract class KernelBenchmark(string kernel)
{
    KernelWork? _work;

    /// <summary>Name in the table of kernels.</summary>
    public string Kernel => kernel;

    /// <summary>KiB of the working set: first, second and third level, memory.</summary>
    [Params(24, 512, 8 << 10, 192 << 10)]
    public int KiB { get; set; }

    [GlobalSetup]
    public void SetUp() => _work = KernelTable.Named(kernel).Create((long)KiB << 10);

    [GlobalCleanup]
    public void CleanUp() => _work?.Dispose();

    [Benchmark]
    public void Run() => _work!.Run(KernelSet.Best);
}
