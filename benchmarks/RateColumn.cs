using System.Collections.Concurrent;
using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using Neuromorphic.Core.Profiling;

namespace Neuromorphic.Benchmarks;

/// <summary>Neuron updates or synaptic events per second.</summary>
public sealed class RateColumn : IColumn
{
    readonly ConcurrentDictionary<(string Kernel, int KiB), (long Elements, string Unit)> _sizes = new();

    public string Id => "Rate";

    public string ColumnName => "Rate";

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => 0;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public string Legend => "neuron updates or synaptic events per second";

    public bool IsAvailable(Summary summary) => true;

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase) => GetValue(summary, benchmarkCase, SummaryStyle.Default);

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style)
    {
        if (summary[benchmarkCase]?.ResultStatistics is not { } statistics
            || Activator.CreateInstance(benchmarkCase.Descriptor.Type) is not KernelBenchmark benchmark)
        {
            return "-";
        }

        int kiB = (int)benchmarkCase.Parameters[nameof(KernelBenchmark.KiB)];
        (long elements, string unit) = _sizes.GetOrAdd((benchmark.Kernel, kiB), static key =>
        {
            ProfiledKernel kernel = KernelTable.Named(key.Kernel);
            using KernelWork work = kernel.Create((long)key.KiB << 10);
            return (work.Elements, kernel.Unit);
        });
        double perNanosecond = elements / statistics.Mean;
        return string.Create(CultureInfo.InvariantCulture, $"{perNanosecond:F2} G {unit}s/s");
    }

    public override string ToString() => ColumnName;
}
