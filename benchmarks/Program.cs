using BenchmarkDotNet.Running;
using Neuromorphic.Benchmarks.Conversion;
using Neuromorphic.Benchmarks.Mapping;

// Tables of quality, which a benchmark of time alone would not show.
switch (args)
{
    case ["placement"]:
        PlacementTable.Print(Console.Out);
        break;
    case ["traffic"]:
        TrafficTable.Print(Console.Out);
        break;
    case ["conversion", .. string[] folders]:
        ConversionTable.Print(folders, Console.Out);
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(ConversionTable).Assembly).Run(args);
        break;
}
