namespace Neuromorphic.Emulator.Tests.Sanafe;

/// <summary>Spikes, potentials, counts, energy and both times equal those of SANA-FE, timestep by timestep.</summary>
public class RecordedRunTests
{
    [Theory]
    [MemberData(nameof(ChipRuns.Names), MemberType = typeof(ChipRuns))]
    public void A_recorded_run_comes_out_the_same_from_json_and_yaml(string name)
    {
        string folder = Path.Combine(ChipRuns.Folder, name);
        RecordedRun.AssertEqual(folder, "network.json");
        RecordedRun.AssertEqual(folder, "net.yaml");
    }

    [SharedRunsFact]
    public void All_recorded_runs_come_out_the_same()
    {
        string[] complete = [.. ChipRuns.CasesIn(ChipRuns.SharedFolder!).Select(name => Path.Combine(ChipRuns.SharedFolder!, name)).Where(folder => File.Exists(Path.Combine(folder, "network.json")))];
        Assert.NotEmpty(complete);
        foreach (string folder in complete)
        {
            RecordedRun.AssertEqual(folder, "network.json");
            if (File.Exists(Path.Combine(folder, "net.yaml")))
            {
                RecordedRun.AssertEqual(folder, "net.yaml");
            }
        }
    }
}
