using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;

namespace Neuromorphic.Benchmarks;

/// <summary>
/// One job per instruction set: each switches off what is wider, with the variables that .NET 10 reads. The first job is
/// the baseline. On a processor without AVX-512 the first two measure the same.
/// </summary>
public sealed class InstructionSets : ManualConfig
{
    public InstructionSets()
    {
        AddJob(Job.ShortRun.WithId("AVX-512").AsBaseline());
        AddJob(Job.ShortRun.WithEnvironmentVariable("DOTNET_EnableAVX512", "0").WithId("AVX2"));
        AddJob(Job.ShortRun.WithEnvironmentVariable("DOTNET_EnableAVX2", "0").WithId("SSE"));
        AddJob(Job.ShortRun.WithEnvironmentVariable("DOTNET_EnableHWIntrinsic", "0").WithId("scalar"));
        WithBuildTimeout(TimeSpan.FromMinutes(10));
        AddColumn(new RateColumn());
        HideColumns("EnvironmentVariables", "IterationCount", "LaunchCount", "WarmupCount", "RatioSD");
    }
}
