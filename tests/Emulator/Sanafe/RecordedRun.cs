using System.Text.Json;
using Neuromorphic.Emulator.Sanafe;

namespace Neuromorphic.Emulator.Tests.Sanafe;

/// <summary>Runs a recorded case and compares everything that was recorded.</summary>
static class RecordedRun
{
    public static void AssertEqual(string folder, string networkFile)
    {
        using JsonDocument recorded = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "result.json")));
        JsonElement steps = recorded.RootElement.GetProperty("per_step");
        foreach (SanafeTimeModel time in Enum.GetValues<SanafeTimeModel>())
        {
            var architecture = SanafeArchitecture.Load(ChipRuns.ArchitectureOf(folder));
            var network = SanafeNetwork.Load(Path.Combine(folder, networkFile), architecture);
            var recorder = new Recorder(network, InputGroups(folder));
            SanafeResult run = SanafeRun.Run(
                SanafeProgram.Map(network, architecture, 1),
                recorded.RootElement.GetProperty("steps").GetInt32(),
                new SanafeRunOptions { Time = time, Observer = recorder });

            Assert.Equal(Whole(steps, "fired"), run.Fired.Select(v => (long)v));
            Assert.Equal(Whole(steps, "updated"), run.Updated.Select(v => (long)v));
            Assert.Equal(Whole(steps, "packets"), run.Packets.Select(v => (long)v));
            Assert.Equal(Whole(steps, "hops"), run.Hops);
            Assert.Equal(Whole(steps, "synaptic_events"), run.SynapticEvents);
            AssertClose(Real(steps, "synapse_energy_J"), run.SynapseJoules);
            AssertClose(Real(steps, "dendrite_energy_J"), run.DendriteJoules);
            AssertClose(Real(steps, "soma_energy_J"), run.SomaJoules);
            AssertClose(Real(steps, "network_energy_J"), run.NetworkJoules);
            AssertClose(
                Real(recorded.RootElement.GetProperty("timing").GetProperty(time.ToString().ToLowerInvariant()), "sim_time_s_by_step"),
                run.Seconds);
            AssertSpikes(recorded.RootElement.GetProperty("spikes_by_step"), recorder);
            AssertPotentials(recorded.RootElement.GetProperty("potentials_by_step"), recorder);
        }
    }

    static HashSet<string> InputGroups(string folder)
    {
        using JsonDocument network = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "network.json")));
        return
        [
            .. network.RootElement.GetProperty("groups").EnumerateArray()
                .Where(group => group.GetProperty("model").GetString() == "input")
                .Select(group => group.GetProperty("name").GetString()!),
        ];
    }

    static void AssertSpikes(JsonElement expected, Recorder recorder)
    {
        for (int t = 0; t < recorder.Spikes.Count; t++)
        {
            Assert.Equal(expected[t].EnumerateArray().Select(name => name.GetString()!).Order(StringComparer.Ordinal), recorder.Spikes[t].Order(StringComparer.Ordinal));
        }
    }

    /// <summary>Potentials are equal to the last bit: those of groups in alphabetical order, inputs left out.</summary>
    static void AssertPotentials(JsonElement expected, Recorder recorder)
    {
        for (int t = 0; t < recorder.Potentials.Count; t++)
        {
            double[] values = [.. expected[t].EnumerateArray().Select(value => value.GetDouble())];
            Assert.True(values.AsSpan().SequenceEqual(recorder.Potentials[t]), $"potentials of timestep {t + 1}");
        }
    }

    static IEnumerable<long> Whole(JsonElement element, string name) => element.GetProperty(name).EnumerateArray().Select(value => value.GetInt64());

    static double[] Real(JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];

    static void AssertClose(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= 1e-9 * Math.Abs(expected[i]), $"timestep {i + 1}: expected {expected[i]:R}, got {actual[i]:R}");
        }
    }

    sealed class Recorder : ISanafeObserver
    {
        readonly SanafeNetwork _network;
        readonly int[] _shown;

        public Recorder(SanafeNetwork network, HashSet<string> inputs)
        {
            _network = network;
            (string Group, int Offset, int Neuron)[] all =
            [
                .. Enumerable.Range(0, network.NeuronCount).Select(i =>
                {
                    string[] name = network.NameOf(i).Split('.');
                    return (name[0], int.Parse(name[1], System.Globalization.CultureInfo.InvariantCulture), i);
                }),
            ];
            _shown = [.. all.Where(n => !inputs.Contains(n.Group)).OrderBy(n => n.Group, StringComparer.Ordinal).ThenBy(n => n.Offset).Select(n => n.Neuron)];
        }

        public List<List<string>> Spikes { get; } = [];

        public List<double[]> Potentials { get; } = [];

        public void Observe(SanafeMoment run)
        {
            Spikes.Add([.. run.Fired.Select(_network.NameOf)]);
            Potentials.Add([.. _shown.Select(run.Potential)]);
        }
    }
}
