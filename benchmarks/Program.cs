using BenchmarkDotNet.Running;
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
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        break;
}
