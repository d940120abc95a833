using System.Globalization;
using System.Text;
using Neuromorphic.Emulator.Sanafe;

namespace Neuromorphic.Emulator.Tests.Sanafe;

/// <summary>
/// The benchmark network of 1,024 neurons on four cores, drawn by the rule that its counts were recorded with: one linear congruential
/// generator, seed 7; biases 2 to 10 and potentials 0 to 99 first, then per neuron 8 targets with weights −6 to 6 on each core.
/// </summary>
public class BenchmarkNetworkTests
{
    const int Neurons = 1024;
    const int PerCore = 256;

    /// <summary>The first timesteps of a run of SANA-FE 2.2.1: fired, packets, hops, synaptic events, detailed time in s (7 digits).</summary>
    static readonly (int Fired, int Packets, int Hops, int Events, double Seconds)[] Recorded =
    [
        (45, 180, 218, 1440, 4.639200e-06),
        (61, 244, 300, 1952, 4.740000e-06),
        (60, 240, 294, 1920, 4.901367e-06),
        (63, 252, 322, 2016, 5.004947e-06),
    ];

    [Fact]
    public void The_benchmark_network_counts_as_recorded()
    {
        string path = Path.Combine(Path.GetTempPath(), $"neuromorphic-bench-{Guid.NewGuid():N}.net");
        try
        {
            File.WriteAllText(path, Netlist());
            var architecture = SanafeArchitecture.Load(Path.Combine(ChipRuns.Folder, "loihi_arch.json"));
            SanafeResult run = SanafeRun.Run(SanafeProgram.Map(SanafeNetwork.Load(path, architecture), architecture, 1), Recorded.Length);
            for (int t = 0; t < Recorded.Length; t++)
            {
                Assert.Equal((Recorded[t].Fired, Neurons, Recorded[t].Packets, (long)Recorded[t].Hops, (long)Recorded[t].Events), (run.Fired[t], run.Updated[t], run.Packets[t], run.Hops[t], run.SynapticEvents[t]));
                Assert.Equal(Recorded[t].Seconds, run.Seconds[t], Recorded[t].Seconds * 1e-6);
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    static string Netlist()
    {
        ulong state = 7;
        int Below(int bound)
        {
            state = unchecked(state * 6364136223846793005 + 1442695040888963407);
            return (int)(((state >> 32) * (ulong)bound) >> 32);
        }

        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"g {Neurons} soma_hw_name=loihi_lif threshold=100 reset=0 leak_decay=1\n");
        for (int i = 0; i < Neurons; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"n 0.{i} bias={2 + Below(9)} potential={Below(100)}\n");
        }

        for (int i = 0; i < Neurons; i++)
        {
            for (int core = 0; core < Neurons / PerCore; core++)
            {
                for (int k = 0; k < 8; k++)
                {
                    text.Append(CultureInfo.InvariantCulture, $"e 0.{i}->0.{core * PerCore + Below(PerCore)} weight={Below(13) - 6}\n");
                }
            }
        }

        for (int i = 0; i < Neurons; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"& 0.{i}@{i / PerCore}.0\n");
        }

        return text.ToString();
    }
}
