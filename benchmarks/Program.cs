using BenchmarkDotNet.Running;
using Neuromorphic.Benchmarks.Conversion;
using Neuromorphic.Benchmarks.Mapping;
using Neuromorphic.Benchmarks.Networks;

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
    case ["scaling", .. { Length: <= 1 } plot]:
        ScalingTable.Print(Console.Out, plot.FirstOrDefault());
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(ConversionTable).Assembly).Run(args);
        break;
}
