using System.Globalization;
using Neuromorphic.Emulator.Traffic;

namespace Neuromorphic.Benchmarks.Mapping;

/// <summary>The bottleneck bound against the simulation of routers, per pattern.</summary>
static class TrafficTable
{
    public static void Print(TextWriter output)
    {
        output.WriteLine("pattern                   packets  bound  16 places  error   4 places  error   mean latency (16)");
        foreach ((string name, MeshTraffic traffic) in TrafficPatterns.All())
        {
            long bound = TrafficBound.Of(traffic).Cycles;
            TrafficResult deep = CycleSimulator.Run(traffic, 16);
            TrafficResult shallow = CycleSimulator.Run(traffic, 4);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-24} {traffic.Packets,8} {bound,6} {deep.Drain,10} {Error(deep),5:+0;-0;0} % {shallow.Drain,9} {Error(shallow),5:+0;-0;0} % {deep.MeanLatency,10:F1}"));

            double Error(TrafficResult result) => 100 * ((result.Drain / bound) - 1);
        }
    }
}
