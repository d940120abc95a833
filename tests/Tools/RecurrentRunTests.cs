using System.Text.Json;
using Neuromorphic.Tools.Commands;
using Neuromorphic.Tools.Conformance;

namespace Neuromorphic.Tools.Tests;

/// <summary>The run command on recurrent networks: results, report, checkpoints, complaints.</summary>
public sealed class RecurrentRunTests : IDisposable
{
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
    public async Task A_resumed_run_ends_where_an_uninterrupted_one_does()
    {
        string whole = await Json("brunel-stdp", "--timesteps", "400");
        Assert.Equal(ExitCodes.Done, await Run("brunel-stdp", "--timesteps", "150", "--checkpoint", InFolder("c.bin")));
        string resumed = await Json("brunel-stdp", "--timesteps", "250", "--resume", InFolder("c.bin"));
        using JsonDocument first = JsonDocument.Parse(whole);
        using JsonDocument second = JsonDocument.Parse(resumed);
        foreach (string key in new[] { "spikeHash", "populations", "plasticWeights" })
        {
            Assert.Equal(first.RootElement.GetProperty(key).GetRawText(), second.RootElement.GetProperty(key).GetRawText());
        }

        Assert.Equal(250, second.RootElement.GetProperty("timesteps").GetInt32());
        Assert.Contains("timestep 5150", resumed, StringComparison.Ordinal);
        string[] encodings = [.. first.RootElement.GetProperty("encodings").EnumerateArray().Select(e => e.GetProperty("encoding").GetString()!)];
        Assert.Contains("plasticRows", encodings);
        Assert.Contains("bitRows", encodings);
    }

    [Fact]
    public async Task A_checkpoint_that_cannot_be_used_is_refused_in_one_line()
    {
        File.WriteAllText(InFolder("no.bin"), new string('x', 1000));
        Assert.Equal(ExitCodes.UserError, await Run("brunel", "--resume", InFolder("no.bin")));
        Assert.Equal(ExitCodes.UserError, await Run("brunel", "--resume", InFolder("missing.bin")));
        Assert.Equal(ExitCodes.Done, await Run("cuba", "--timesteps", "10", "--checkpoint", InFolder("c.bin")));
        Assert.Equal(ExitCodes.UserError, await Run("brunel", "--resume", InFolder("c.bin")));
        Assert.Contains("another network", _error.ToString(), StringComparison.Ordinal);
        Assert.Equal(3, _error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task The_report_draws_spikes_and_rates()
    {
        Assert.Equal(ExitCodes.Done, await Run("brunel", "--timesteps", "3000", "--report", InFolder("r.html")));
        string html = File.ReadAllText(InFolder("r.html"));
        Assert.Contains("Raster plot", html, StringComparison.Ordinal);
        Assert.InRange(html.Split("class=\"spike\"").Length, 50, 6001);
        Assert.Equal(2, html.Split("class=\"curve\"").Length - 1);
        Assert.DoesNotContain("http:", html, StringComparison.OrdinalIgnoreCase);
    }

    string InFolder(string name) => Path.Combine(_folder, name);

    async Task<string> Json(params string[] arguments)
    {
        string path = InFolder(Path.GetRandomFileName());
        Assert.Equal(ExitCodes.Done, await Run([.. arguments, "--json", path]));
        return File.ReadAllText(path);
    }

    async Task<int> Run(params string[] arguments)
    {
        var pipeline = new FakePipeline();
        Terminal terminal = new() { Out = _out, Error = _error };
        NeuromorphicCommand root = new(pipeline, pipeline, pipeline, new ConformanceSuite(), terminal);
        string[] size = arguments[0] == "microcircuit" ? [] : ["--neurons", "400"];
        return await Invocation.RunAsync(root, ["run", .. arguments, .. size, "--quiet", "--threads", "2"], terminal, default);
    }
}
