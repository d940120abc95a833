using System.Text.Json;
using Neuromorphic.Tools.Commands;
using Neuromorphic.Tools.Conformance;
using Neuromorphic.Tools.Data;
using Neuromorphic.Tools.Pipeline;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Tests.Pipeline;

/// <summary>convert and run on the embedded digits: the file runs as estimate's network does.</summary>
public sealed class ConvertedNetworkTests : IDisposable
{
    const int Samples = 60;

    readonly StringWriter _out = new() { NewLine = "\n" };
    readonly StringWriter _error = new() { NewLine = "\n" };
    readonly string _folder = Directory.CreateTempSubdirectory("neuromorphic-converted-").FullName;

    string Network => Path.Combine(_folder, "digits.nmr");

    string Images => Path.Combine(_folder, "images.npy");

    string Labels => Path.Combine(_folder, "labels.npy");

    public void Dispose()
    {
        _out.Dispose();
        _error.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("exact")]
    [InlineData("count")]
    [InlineData("multi:3")]
    [InlineData("signed")]
    [InlineData("ttfs")]
    public async Task Counts_decisions_and_energy_are_those_of_estimate(string? method)
    {
        EstimateResult estimate = new Estimator().Estimate(Request(method), new Progress<PipelineProgress>(), default);
        WriteData();
        string[] named = method is null ? [] : ["--method", method];
        Assert.Equal(ExitCodes.Done, await Run(["convert", "--output", Network, "--timesteps", "8", "--weight-bits", "6", .. named, "--quiet"]));
        Assert.Equal("", _out.ToString());
        JsonElement root = await RunJson("--chip", "loihi1", "--labels", Labels);

        JsonElement activity = root.GetProperty("activity");
        ActivityCounts perInference = estimate.Activity.PerInference;
        Assert.Equal(perInference.SynapticEvents * Samples, activity.GetProperty("synapticEvents").GetInt64(), 1e-6);
        Assert.Equal(perInference.Spikes * Samples, activity.GetProperty("spikes").GetInt64(), 1e-6);
        Assert.Equal(perInference.NeuronUpdates * Samples, activity.GetProperty("neuronUpdates").GetInt64(), 1e-6);
        Assert.Equal(perInference.Packets * Samples, activity.GetProperty("packets").GetInt64(), 1e-6);
        Assert.Equal(perInference.LinkTraversals * Samples, activity.GetProperty("linkTraversals").GetInt64(), 1e-6);
        Assert.Equal(activity.GetProperty("spikes").GetInt64(), activity.GetProperty("perTimestep").GetProperty("spikes").EnumerateArray().Sum(step => step.GetInt64()));
        JsonElement inference = root.GetProperty("inference");
        Assert.Equal(estimate.Snn.Accuracy!.Value, inference.GetProperty("accuracy").GetDouble(), 1e-12);
        Assert.Equal(estimate.Model.Sha256, inference.GetProperty("modelSha256").GetString());
        Assert.Equal(
            estimate.Energy.PerInferenceJoules.Synapse!.Value, inference.GetProperty("energy").GetProperty("perInferenceJoules").GetProperty("synapse").GetDouble(), 1e-18);
        Assert.Equal(estimate.Latency.PerInferenceSeconds, inference.GetProperty("latency").GetProperty("perInferenceSeconds").GetDouble());
    }

    [Fact]
    public async Task The_file_and_the_spikes_are_the_same_every_time_on_any_number_of_threads_and_for_floats()
    {
        WriteData();
        Assert.Equal(ExitCodes.Done, await Run("convert", "--output", Network, "--timesteps", "8", "--quiet"));
        byte[] first = File.ReadAllBytes(Network);
        Assert.Equal(ExitCodes.Done, await Run("convert", "--output", Network, "--timesteps", "8", "--json", "-"));
        Assert.Equal(first, File.ReadAllBytes(Network));
        using var written = JsonDocument.Parse(_out.ToString());
        Assert.Equal("neuromorphic.convert/1", written.RootElement.GetProperty("schema").GetString());
        Assert.Equal(first.Length, written.RootElement.GetProperty("bytes").GetInt32());
        Assert.Equal(1162, written.RootElement.GetProperty("neurons").GetInt32());

        JsonElement one = await RunJson("--threads", "1");
        JsonElement three = await RunJson("--threads", "3");
        Assert.Equal(one.GetProperty("spikeHash").GetString(), three.GetProperty("spikeHash").GetString());
        Assert.Equal(one.GetProperty("inference").GetProperty("decisions").GetRawText(), three.GetProperty("inference").GetProperty("decisions").GetRawText());
        Assert.Equal(JsonValueKind.Null, one.GetProperty("chip").ValueKind);
        Assert.Equal(JsonValueKind.Null, one.GetProperty("inference").GetProperty("energy").ValueKind);
        Assert.Equal(1162, one.GetProperty("neurons").GetInt32());

        // The network's own input, not pixels from 0 to 16: the scale it was converted with must not be applied again.
        float[] values = new float[Samples * Demo.Images().SampleLength];
        for (int sample = 0; sample < Samples; sample++)
        {
            Demo.Images().CopyScaled(sample, Demo.InputScale, values.AsSpan(sample * 64));
        }

        File.WriteAllBytes(Images, Npy("<f4", [Samples, 1, 8, 8], [.. values.SelectMany(BitConverter.GetBytes)]));
        Assert.Equal(one.GetProperty("spikeHash").GetString(), (await RunJson()).GetProperty("spikeHash").GetString());
        JsonElement scaled = await RunJson("--input-scale", "0.5");
        Assert.NotEqual(one.GetProperty("spikeHash").GetString(), scaled.GetProperty("spikeHash").GetString());
    }

    [Fact]
    public async Task What_does_not_belong_together_is_refused_in_one_line()
    {
        WriteData();
        Assert.Equal(ExitCodes.Done, await Run("convert", "--output", Network, "--timesteps", "4", "--quiet"));
        await Refused("--images", "run", Network);
        await Refused("convert the model again", "run", Network, "--images", Images, "--timesteps", "5");
        File.WriteAllBytes(Images, Npy("|u1", [2, 1, 4, 16], new byte[128]));
        await Refused("4×16", "run", Network, "--images", Images);
        File.WriteAllBytes(Images, Npy("|u1", [2, 63], new byte[126]));
        await Refused("63", "run", Network, "--images", Images);
        WriteData();
        await Refused("nowhere", "run", Network, "--images", Images, "--chip", "nowhere");
        byte[] bytes = File.ReadAllBytes(Network);
        File.WriteAllBytes(Network, bytes[..^100]);
        await Refused("digits.nmr: checksum", "run", Network, "--images", Images);
    }

    async Task Refused(string reason, params string[] line)
    {
        _error.GetStringBuilder().Clear();
        Assert.Equal(ExitCodes.UserError, await Run(line));
        Assert.Contains(reason, _error.ToString(), StringComparison.Ordinal);
        Assert.Single(_error.ToString(), '\n');
    }

    void WriteData()
    {
        ImageSet digits = Demo.Images();
        int[] pixels = new int[digits.SampleLength];
        var stored = new List<byte>();
        for (int sample = 0; sample < Samples; sample++)
        {
            digits.CopyIntegers(sample, pixels);
            stored.AddRange(pixels.Select(pixel => (byte)pixel));
        }

        File.WriteAllBytes(Images, Npy("|u1", [Samples, 1, 8, 8], [.. stored]));
        File.WriteAllBytes(Labels, Npy("|u1", [Samples], [.. Demo.Labels().Take(Samples).Values.ToArray().Select(label => (byte)label)]));
    }

    static byte[] Npy(string element, int[] shape, byte[] values) => NpyBytes.File(element, false, $"({string.Join(", ", shape)},)", values);

    static EstimateRequest Request(string? method) => new()
    {
        ModelPath = null,
        Images = null,
        Labels = null,
        Calibration = null,
        InputScale = null,
        Samples = Samples,
        Chip = "loihi1",
        Timesteps = 8,
        Method = method,
        WeightBits = 6,
        Seed = 1,
        Threads = 2,
    };

    async Task<JsonElement> RunJson(params string[] options)
    {
        _out.GetStringBuilder().Clear();
        int code = await Run(["run", Network, "--images", Images, "--json", "-", .. options]);
        Assert.True(code == ExitCodes.Done, _error.ToString());
        using var json = JsonDocument.Parse(_out.ToString());
        return json.RootElement.Clone();
    }

    async Task<int> Run(params string[] line)
    {
        var pipeline = new FakePipeline();
        Terminal terminal = new() { Out = _out, Error = _error };
        NeuromorphicCommand root = new(pipeline, pipeline, pipeline, new ConformanceSuite(), terminal);
        return await Invocation.RunAsync(root, line, terminal, default);
    }
}
