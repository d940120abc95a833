using System.Text.Json;
using Neuromorphic.Emulator.Faults;
using Neuromorphic.Import.Conversion.Thresholds;
using Neuromorphic.Tools.Commands;
using Neuromorphic.Tools.Conformance;
using Neuromorphic.Tools.Pipeline;

namespace Neuromorphic.Tools.Tests;

public sealed class CommandLineTests : IDisposable
{
    readonly FakePipeline _pipeline = new();
    readonly StringWriter _out = new() { NewLine = "\n" };
    readonly StringWriter _error = new() { NewLine = "\n" };
    readonly string _folder = Directory.CreateTempSubdirectory("neuromorphic-tests-").FullName;
    bool _progress;

    public void Dispose()
    {
        _out.Dispose();
        _error.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("--help", "neuromorphic estimate")]
    [InlineData("estimate --help", "neuromorphic estimate net.onnx")]
    [InlineData("inspect --help", "neuromorphic inspect net.onnx")]
    [InlineData("convert --help", "neuromorphic convert net.onnx")]
    [InlineData("run --help", "neuromorphic run net.yaml --arch loihi.yaml")]
    [InlineData("sweep --help", "neuromorphic sweep net.onnx")]
    [InlineData("chips --help", "neuromorphic chips loihi1")]
    [InlineData("conformance --help", "neuromorphic conformance vectors")]
    [InlineData("profile --help", "neuromorphic profile --quick")]
    [InlineData("verify --help", "neuromorphic verify net.onnx")]
    public async Task Help_ends_with_examples(string line, string example)
    {
        Assert.Equal(ExitCodes.Done, await Run(line.Split(' ')));
        string help = _out.ToString();

        Assert.Contains(example, help[help.IndexOf("Example", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.Equal("", _error.ToString());
    }

    [Fact]
    public async Task Help_of_estimate_names_every_option()
    {
        await Run("estimate", "--help");
        string help = _out.ToString();
        string[] options = ["--images", "--labels", "--calibration", "--input-scale", "--samples", "--chip", "--timesteps", "--method", "--weight-bits", "--seed", "--threads", "--json", "--report", "--quiet", "--no-color"];
        Assert.All(options, option => Assert.Contains(option, help, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("frobnicate")]
    [InlineData("estimate --timesteps 0")]
    [InlineData("estimate --until-confident 1")]
    [InlineData("estimate --confidence-rule magic")]
    [InlineData("estimate --noise 1")]
    [InlineData("estimate --reuse 0.5")]
    [InlineData("estimate --utilisation 0")]
    [InlineData("estimate --conventions nowhere.yaml")]
    [InlineData("sweep --timesteps 4,0")]
    [InlineData("sweep --timesteps ,")]
    [InlineData("sweep --weight-bits 10")]
    [InlineData("sweep --until-confident sure")]
    [InlineData("sweep --json - --csv -")]
    [InlineData("verify --timesteps 0")]
    [InlineData("verify nowhere.onnx")]
    [InlineData("verify --images nowhere.npy")]
    [InlineData("estimate --timesteps many")]
    [InlineData("estimate --timesteps")]
    [InlineData("estimate --timesteps 1.5")]
    [InlineData("estimate --weight-bits 17")]
    [InlineData("estimate --seed -1")]
    [InlineData("estimate --threads 0")]
    [InlineData("estimate --samples 99999999999999999999")]
    [InlineData("estimate --input-scale nan")]
    [InlineData("estimate --input-scale -1")]
    [InlineData("estimate --unknown")]
    [InlineData("estimate nowhere.onnx")]
    [InlineData("estimate --images nowhere.npy")]
    [InlineData("estimate --json nowhere/x.json")]
    [InlineData("estimate --report nowhere/x.html")]
    [InlineData("estimate a b")]
    [InlineData("inspect")]
    [InlineData("inspect nowhere.onnx")]
    [InlineData("convert")]
    [InlineData("convert nowhere.onnx --output x.nmr")]
    [InlineData("convert --output nowhere/x.nmr")]
    [InlineData("convert --output -")]
    [InlineData("convert --output x.nmr --chip loihi1")]
    [InlineData("run")]
    [InlineData("run nowhere")]
    [InlineData("run nowhere.yaml --arch nowhere.yaml")]
    [InlineData("run x --trace thoughts")]
    [InlineData("run x --time cycle")]
    [InlineData("chips a b")]
    [InlineData("conformance")]
    [InlineData("conformance nowhere")]
    [InlineData("profile a")]
    [InlineData("profile --kernel nothing")]
    public async Task Wrong_use_is_one_line_and_exit_code_2(string line)
    {
        Assert.Equal(ExitCodes.UserError, await Run(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

        AssertOneLine();
        Assert.Equal("", _out.ToString());
        Assert.Null(_pipeline.Request);
    }

    [Theory]
    [InlineData("estmate", "'estmate' is not one of the commands estimate, inspect, convert, run, sweep, chips, verify, fuzz, conformance, profile")]
    [InlineData("", "a command is missing, one of estimate, inspect, convert, run, sweep, chips, verify, fuzz, conformance, profile")]
    [InlineData("estimate --frob", "'--frob' is not an option of this command")]
    [InlineData("estimate --timesteps 0", "--timesteps takes a whole number from 1 to 65536, not '0'")]
    [InlineData("inspect --frob", "'--frob' is not an option of this command")]
    [InlineData("chips --frob", "'--frob' is not an option of this command")]
    [InlineData("conformance --frob", "'--frob' is not an option of this command")]
    [InlineData("conformance nowhere", "there is no file or folder 'nowhere'")]
    [InlineData("estimate --seed 1 a b", "too many")]
    [InlineData("estimate nowhere.onnx", "there is no file 'nowhere.onnx'")]
    public async Task Complaints_name_what_is_wrong_and_where_help_is(string line, string expected)
    {
        await Run(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        string complaint = AssertOneLine();

        Assert.Contains(expected, complaint, StringComparison.Ordinal);
        Assert.Contains("--help", complaint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_options_the_demo_runs_with_the_defaults_and_writes_a_report()
    {
        string report = Path.Combine(_folder, "r.html");
        Assert.Equal(ExitCodes.Done, await Run("estimate", "--report", report));

        EstimateRequest request = _pipeline.Request!;
        Assert.Null(request.ModelPath);
        Assert.Null(request.Images);
        Assert.Equal(("loihi1", null, null, 8, 1L, Environment.ProcessorCount), (request.Chip, request.Timesteps, request.Method, request.WeightBits, request.Seed, request.Threads));
        Assert.Contains("Spiking wins under 3 of 7", _out.ToString(), StringComparison.Ordinal);
        Assert.Contains($"Report: {report}", _out.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("<!DOCTYPE html>", await File.ReadAllTextAsync(report), StringComparison.Ordinal);
        Assert.Equal("", _error.ToString());
    }

    [Theory]
    [InlineData("mse", "mse")]
    [InlineData("percentile", "percentile:99.9")]
    [InlineData("max", "max")]
    [InlineData("ltb", "ltb")]
    [InlineData("data-free", "data-free")]
    public async Task Rules_for_thresholds_go_by_their_names(string text, string name)
    {
        await Run("estimate", "--report", Path.Combine(_folder, "r.html"), "--threshold", text);
        Assert.Equal(name, _pipeline.Request!.Threshold.Name);
    }

    [Theory]
    [InlineData("percentile:0")]
    [InlineData("percentile:101")]
    [InlineData("percentile:x")]
    [InlineData("best")]
    public async Task A_rule_that_does_not_exist_is_refused_with_those_that_do(string text)
    {
        Assert.Equal(ExitCodes.UserError, await Run("estimate", "--threshold", text));
        Assert.Contains("data-free", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_and_data_reach_the_pipeline()
    {
        (string model, string images, string labels) = Data(samples: 3, labels: 3);
        Assert.Equal(ExitCodes.Done, await Run("estimate", model, "--images", images, "--labels", labels, "--calibration", images, "--samples", "2", "--input-scale", "0.5", "--chip", "truenorth", "--timesteps", "7", "--method", "settle", "--weight-bits", "4", "--seed", "9", "--threads", "3", "--threshold", "percentile:99.5"));

        EstimateRequest request = _pipeline.Request!;
        Assert.Equal(new PercentileThreshold(99.5), request.Threshold);
        Assert.Equal(model, request.ModelPath);
        Assert.Equal((2, 2, 3), (request.Images!.Samples, request.Labels!.Count, request.Calibration!.Samples));
        Assert.Equal((0.5, 2), (request.InputScale, request.Samples));
        Assert.Equal(("truenorth", 7, "settle", 4, 9L, 3), (request.Chip, request.Timesteps, request.Method, request.WeightBits, request.Seed, request.Threads));
    }

    [Fact]
    public async Task Traces_and_the_check_of_the_mesh_reach_the_pipeline()
    {
        string report = Path.Combine(_folder, "r.html");
        await Run("estimate", "--report", report);
        Assert.Null(_pipeline.Request!.Traces);
        Assert.False(_pipeline.Request.CheckNetwork);
        await Run("estimate", "--report", report, "--noc-check", "--trace", "spikes, energy", "--trace-dir", "d", "--trace-samples", "3", "--trace-format", "npy");
        Assert.True(_pipeline.Request.CheckNetwork);
        TraceRequest traces = _pipeline.Request.Traces!;
        Assert.Equal(["spikes", "energy"], traces.Kinds);
        Assert.Equal(("d", 3, true), (traces.Folder, traces.Samples, traces.Npy));
        Assert.Equal(ExitCodes.UserError, await Run("estimate", "--trace", "voltage"));
        Assert.Contains("there are spikes, potentials, packets, links, energy", _error.ToString(), StringComparison.Ordinal);
        Assert.Equal(ExitCodes.UserError, await Run("estimate", "--trace-dir", "d"));
        Assert.Contains("add --trace", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Faults_reach_the_pipeline_one_setting_per_rate()
    {
        await Run("estimate", "--report", Path.Combine(_folder, "r.html"), "--fault", "drop=0.001,0.1", "--fault", "silent=0.05+bit-flips=1e-3");
        IReadOnlyList<FaultSetting> faults = _pipeline.Request!.Faults;
        Assert.Equal(["drop=0.001", "drop=0.1", "silent=0.05+bit-flips=1e-3"], faults.Select(setting => setting.Name));
        Assert.Equal([(FaultKind.DroppedPackets, 0.1)], faults[1].Rates);
        Assert.Equal([(FaultKind.SilentNeurons, 0.05), (FaultKind.FlippedBits, 1e-3)], faults[2].Rates);
        Assert.Contains("drop=0.01", _out.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("drop")]
    [InlineData("drop=")]
    [InlineData("drop=2")]
    [InlineData("drop=-1")]
    [InlineData("drop=NaN")]
    [InlineData("melt=0.1")]
    [InlineData("drop=0.1,x")]
    [InlineData("drop=0.1,0.2+silent=0.1")]
    public async Task A_fault_that_does_not_exist_is_refused_with_those_that_do(string text)
    {
        Assert.Equal(ExitCodes.UserError, await Run("estimate", "--fault", text));
        Assert.Contains("dead-cores, dead-links, drop, duplicate, silent, firing, bit-flips", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_that_does_not_belong_together_is_refused()
    {
        (string model, string images, string labels) = Data(samples: 3, labels: 2);

        Assert.Equal(ExitCodes.UserError, await Run("estimate", model, "--images", images, "--labels", labels));
        Assert.Contains("2 labels", AssertOneLine(), StringComparison.Ordinal);
        Assert.Equal(ExitCodes.UserError, await Run("estimate", model));
        Assert.Contains("--images", AssertOneLine(), StringComparison.Ordinal);
        Assert.Equal(ExitCodes.UserError, await Run("estimate", "--images", images));
        Assert.Contains("needs a model", AssertOneLine(), StringComparison.Ordinal);
        Assert.Equal(ExitCodes.UserError, await Run("estimate", model, "--images", images, "--samples", "4"));
        Assert.Contains("holds 3", AssertOneLine(), StringComparison.Ordinal);
        Assert.Equal(ExitCodes.UserError, await Run("estimate", model, "--images", model));
        Assert.Contains("NPY", AssertOneLine(), StringComparison.Ordinal);
        Assert.Null(_pipeline.Request);
    }

    [Theory]
    [InlineData("estimate")]
    [InlineData("inspect")]
    [InlineData("chips")]
    public async Task Json_on_standard_output_is_alone_there(string command)
    {
        string[] args = command switch
        {
            "estimate" => ["estimate", "--report", Path.Combine(_folder, "r.html"), "--json", "-"],
            "inspect" => ["inspect", Data(1, 1).Model, "--json", "-"],
            _ => ["chips", "--json", "-"],
        };
        Assert.Equal(ExitCodes.Done, await Run(args));

        using JsonDocument json = JsonDocument.Parse(_out.ToString());
        Assert.StartsWith("neuromorphic.", json.RootElement.GetProperty("schema").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quiet_writes_files_and_nothing_else()
    {
        string file = Path.Combine(_folder, "r.json");
        _progress = true;
        Assert.Equal(ExitCodes.Done, await Run("estimate", "--quiet", "--json", file, "--report", Path.Combine(_folder, "r.html")));

        Assert.Equal("", _out.ToString());
        Assert.Equal("", _error.ToString());
        using JsonDocument json = JsonDocument.Parse(await File.ReadAllTextAsync(file));
        Assert.Equal("loihi1", json.RootElement.GetProperty("chip").GetProperty("name").GetString());
    }

    [Fact]
    public async Task Progress_goes_to_standard_error_and_leaves_an_empty_line()
    {
        _progress = true;
        await Run("estimate", "--report", Path.Combine(_folder, "r.html"));

        Assert.Equal("\rrunning samples: 40 %\r                     \r", _error.ToString());
    }

    [Fact]
    public async Task The_other_commands_show_their_tables()
    {
        string model = Data(1, 1).Model;
        Assert.Equal(ExitCodes.Done, await Run("inspect", model));
        Assert.Equal(model, _pipeline.Inspected);
        Assert.Equal(ExitCodes.Done, await Run("chips"));
        Assert.Equal(ExitCodes.Done, await Run("chips", "loihi1"));
        Assert.Equal("loihi1", _pipeline.Described);
        Assert.Equal(ExitCodes.Done, await Run("chips", "loihi1", "--yaml"));
        Assert.Contains("name: loihi1", _out.ToString(), StringComparison.Ordinal);
        string text = _out.ToString();

        Assert.Contains("7 converted, 3 folded, 1 island", text, StringComparison.Ordinal);
        Assert.Contains("truenorth", text, StringComparison.Ordinal);
        Assert.Contains("Davies 2018, Table 2", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_users_error_is_one_line_without_a_stack_trace()
    {
        _pipeline.Failure = new UserErrorException("net.onnx: node 'a\nb' is not known.");

        Assert.Equal(ExitCodes.UserError, await Run("estimate"));
        Assert.Equal("neuromorphic: net.onnx: node 'a b' is not known.\n", _error.ToString());
    }

    [Fact]
    public async Task A_fault_of_ours_says_so_and_asks_for_a_report()
    {
        _pipeline.Failure = new InvalidOperationException("broken");

        Assert.Equal(ExitCodes.InternalFault, await Run("estimate"));
        string line = AssertOneLine();
        Assert.Contains("fault of ours", line, StringComparison.Ordinal);
        Assert.Contains("report", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interruption_is_130_with_or_without_a_partial_result()
    {
        using CancellationTokenSource interrupted = new();
        _pipeline.Interrupt = interrupted;
        Assert.Equal(ExitCodes.Interrupted, await Run(interrupted.Token, "estimate"));
        Assert.Contains("interrupted", AssertOneLine(), StringComparison.Ordinal);

        _pipeline.Interrupt = null;
        _pipeline.Result = SampleResults.Estimate() with { Partial = true };
        Assert.Equal(ExitCodes.Interrupted, await Run("estimate", "--report", Path.Combine(_folder, "r.html"), "--json", "-"));
        using JsonDocument json = JsonDocument.Parse(_out.ToString());
        Assert.True(json.RootElement.GetProperty("partial").GetBoolean());
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_a_users_error()
    {
        Assert.Equal(ExitCodes.UserError, await Run("estimate", "--json", _folder));
        Assert.Contains("directory", AssertOneLine(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_report_quotes_the_command_line_for_a_shell()
    {
        (string model, string images, _) = Data(1, 1);
        string report = Path.Combine(_folder, "it's.html");
        Assert.Equal(ExitCodes.Done, await Run("estimate", model, "--images", images, "--report", report));

        Assert.Contains("it'\\''s.html'", await File.ReadAllTextAsync(report), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Profile_writes_JSON_and_nothing_else_on_standard_output_and_a_report_beside_it()
    {
        string report = Path.Combine(_folder, "kernels.html");
        Assert.Equal(ExitCodes.Done, await Run("profile", "--quick", "--kernel", "accumulate", "--json", "-", "--report", report));

        using JsonDocument json = JsonDocument.Parse(_out.ToString());
        Assert.All(json.RootElement.GetProperty("kernels").EnumerateArray(), kernel => Assert.Equal("accumulate int32", kernel.GetProperty("kernel").GetString()));
        Assert.StartsWith("<!DOCTYPE html>", await File.ReadAllTextAsync(report), StringComparison.Ordinal);
        Assert.Equal("", _error.ToString());
    }

    [Fact]
    public async Task Fuzz_tries_damaged_copies_and_refuses_what_is_no_model()
    {
        string model = Path.Combine(_folder, "demo.onnx");
        await File.WriteAllBytesAsync(model, Neuromorphic.Tools.Pipeline.Demo.Model());
        string findings = Path.Combine(_folder, "findings");
        Assert.Equal(ExitCodes.Done, await Run("fuzz", model, "--count", "20", "--seed", "5", "--findings", findings, "--json", "-"));
        using JsonDocument json = JsonDocument.Parse(_out.ToString());
        JsonElement root = json.RootElement;
        Assert.Equal("neuromorphic.fuzz/1", root.GetProperty("schema").GetString());
        Assert.Equal(20, root.GetProperty("tried").GetInt32());
        Assert.Equal(20, root.GetProperty("converted").GetInt32() + root.GetProperty("lowered").GetInt32() + root.GetProperty("refused").GetInt32());
        Assert.Equal(0, root.GetProperty("findings").GetArrayLength());
        Assert.False(Directory.Exists(findings));

        string other = Path.Combine(_folder, "other.onnx");
        await File.WriteAllTextAsync(other, "no model");
        Assert.Equal(ExitCodes.UserError, await Run("fuzz", other));
        Assert.Contains("other.onnx", AssertOneLine(), StringComparison.Ordinal);
    }

    Task<int> Run(params string[] args) => Run(CancellationToken.None, args);

    Task<int> Run(CancellationToken token, params string[] args)
    {
        Terminal terminal = new() { Out = _out, Error = _error, ShowsProgress = _progress };
        return Invocation.RunAsync(new NeuromorphicCommand(_pipeline, _pipeline, _pipeline, new ConformanceSuite(), terminal), args, terminal, token);
    }

    string AssertOneLine()
    {
        string line = _error.ToString();
        _error.GetStringBuilder().Clear();
        Assert.StartsWith("neuromorphic: ", line, StringComparison.Ordinal);
        Assert.Equal(line.Length - 1, line.IndexOf('\n', StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", line, StringComparison.Ordinal);
        return line;
    }

    (string Model, string Images, string Labels) Data(int samples, int labels)
    {
        string model = Path.Combine(_folder, "net.onnx");
        string images = Path.Combine(_folder, "x.npy");
        string answers = Path.Combine(_folder, "y.npy");
        File.WriteAllText(model, "a model to the fake");
        File.WriteAllBytes(images, NpyBytes.File("|u1", false, $"({samples}, 4)", NpyBytes.Counting("|u1", samples * 4)));
        File.WriteAllBytes(answers, NpyBytes.File("|u1", false, $"({labels},)", NpyBytes.Counting("|u1", labels)));
        return (model, images, answers);
    }
}
