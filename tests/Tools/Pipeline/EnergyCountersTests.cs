using Neuromorphic.Tools.Pipeline;

namespace Neuromorphic.Tools.Tests.Pipeline;

/// <summary>The processor's energy counters, on a folder that looks like the system's.</summary>
public sealed class EnergyCountersTests : IDisposable
{
    readonly string _root = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Packages_add_up_their_parts_do_not_and_counters_turn_over()
    {
        Write("intel-rapl:0", 1_000_000, 5_000_000);
        Write("intel-rapl:1", 4_900_000, 5_000_000);
        Write("intel-rapl:0:0", 7, 5_000_000);
        var counters = EnergyCounters.Open(_root);
        Assert.Null(counters.Reason);
        Write("intel-rapl:0", 3_500_000, 5_000_000);
        Write("intel-rapl:1", 100_000, 5_000_000);
        Write("intel-rapl:0:0", 4_000_000, 5_000_000);
        Assert.Equal(2.5 + 0.2, counters.Read()!.Value, 12);
        Assert.Equal(0, counters.Read());
    }

    [Fact]
    public void What_cannot_be_read_has_a_reason_and_no_number()
    {
        foreach (string root in (string[])[Path.Combine(_root, "nothing"), _root])
        {
            var counters = EnergyCounters.Open(root);
            Assert.Contains(root, counters.Reason, StringComparison.Ordinal);
            Assert.Null(counters.Read());
        }

        Directory.CreateDirectory(Path.Combine(_root, "intel-rapl:0"));
        File.WriteAllText(Path.Combine(_root, "intel-rapl:0", "energy_uj"), "soon");
        File.WriteAllText(Path.Combine(_root, "intel-rapl:0", "max_energy_range_uj"), "5");
        Assert.Null(EnergyCounters.Open(_root).Read());
        Assert.Contains("cannot be read", EnergyCounters.Open(_root).Reason, StringComparison.Ordinal);
    }

    void Write(string package, long microjoules, long range)
    {
        string folder = Directory.CreateDirectory(Path.Combine(_root, package)).FullName;
        File.WriteAllText(Path.Combine(folder, "energy_uj"), $"{microjoules}\n");
        File.WriteAllText(Path.Combine(folder, "max_energy_range_uj"), $"{range}\n");
    }
}
