using System.Text.Json;
using Neuromorphic.Tools.Commands;
using Neuromorphic.Tools.Conformance;

namespace Neuromorphic.Tools.Tests;

/// <summary>The run command on a recorded network of SANA-FE (2.2.1, 40 timesteps, 28 neurons).</summary>
public sealed class RunCommandTests : IDisposable
{
    static readonly string Data = Path.Combine(AppContext.BaseDirectory, "Data", "sanafe");

    readonly StringWriter _out = new() { NewLine = "\n" };
    readonly StringWriter _error = new() { NewLine = "\n" };
    readonly string _folder = Directory.CreateTempSubdirectory("neuromorphic-run-").FullName;

    public void Dispose()
    {
        _out.Dispose();
        _error.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Json_has_every_key_and_the_recorded_totals()
    {
        Assert.Equal(ExitCodes.Done, await Run(default, "--timesteps", "40", "--json", "-"));
        using JsonDocument json = JsonDocument.Parse(_out.ToString());
        JsonElement root = json.RootElement;
        string[] keys = ["schema", "partial", "seed", "network", "neurons", "synapses", "timesteps", "biologicalSeconds", "wallSeconds", "realTimeFactor", "synapticEvents", "synapticEventsPerSecond", "peakBytes", "bytesPerSynapse", "spikeHash", "populations", "activity", "energy", "time"];
        Assert.Equal(
            ["reading the architecture", "reading the network", "mapping", "running timesteps"],
            root.GetProperty("phases").EnumerateArray().Select(phase => phase.GetProperty("phase").GetString()));
        Assert.All(root.GetProperty("phases").EnumerateArray(), phase => Assert.True(phase.GetProperty("seconds").GetDouble() > 0));
        Assert.All(keys, key => Assert.True(root.TryGetProperty(key, out _), key));
        Assert.Equal("neuromorphic.run/1", root.GetProperty("schema").GetString());
        Assert.False(root.GetProperty("partial").GetBoolean());
        JsonElement activity = root.GetProperty("activity");
        Assert.Equal((1320, 252, 165, 92), (activity.GetProperty("synapticEvents").GetInt32(), activity.GetProperty("spikes").GetInt32(), activity.GetProperty("packets").GetInt32(), activity.GetProperty("linkTraversals").GetInt32()));
        Assert.Equal(40, activity.GetProperty("perTimestep").GetProperty("spikes").GetArrayLength());
        Assert.Equal(1.465326e-7, root.GetProperty("energy").GetProperty("totalJoules").GetDouble(), 1e-12);
        Assert.Equal(49.1742e-6, root.GetProperty("time").GetProperty("seconds").GetDouble(), 1e-10);
        Assert.Equal(40, root.GetProperty("time").GetProperty("perTimestepSeconds").GetArrayLength());
    }

    [Fact]
    public async Task Traces_hold_a_row_per_event()
    {
        Assert.Equal(ExitCodes.Done, await Run(default, "--timesteps", "40", "--trace", "spikes,potentials,packets,links,energy", "--trace-dir", _folder));

        Assert.Equal(252 + 1, File.ReadLines(Path.Combine(_folder, "spikes.csv")).Count());
        Assert.Equal(165 + 1, File.ReadLines(Path.Combine(_folder, "packets.csv")).Count());
        Assert.Equal(40 + 1, File.ReadLines(Path.Combine(_folder, "potentials.csv")).Count());
        Assert.Equal(40 + 1, File.ReadLines(Path.Combine(_folder, "energy.csv")).Count());

        // Every packet goes over one link more than it hops.
        Assert.Equal(92 + 165, File.ReadLines(Path.Combine(_folder, "links.csv")).Skip(1).Sum(row => int.Parse(row.Split(',')[2], System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task A_run_interrupted_before_its_first_timestep_says_so()
    {
        using var interrupted = new CancellationTokenSource();
        interrupted.Cancel();

        Assert.Equal(ExitCodes.Interrupted, await Run(interrupted.Token, "--timesteps", "40"));
        Assert.Contains("interrupted", _error.ToString(), StringComparison.Ordinal);
    }

    async Task<int> Run(CancellationToken token, params string[] options)
    {
        var pipeline = new FakePipeline();
        Terminal terminal = new() { Out = _out, Error = _error };
        NeuromorphicCommand root = new(pipeline, pipeline, pipeline, new ConformanceSuite(), terminal);
        return await Invocation.RunAsync(root, ["run", Path.Combine(Data, "net.yaml"), "--arch", Path.Combine(Data, "arch.json"), .. options], terminal, token);
    }
}
