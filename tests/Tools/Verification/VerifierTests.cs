using System.Text.Json;
using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Networks;
using Neuromorphic.Core.Verification;
using Neuromorphic.Emulator.Chips;
using Neuromorphic.Emulator.Mapping;
using Neuromorphic.Emulator.Runs;
using Neuromorphic.Import.Conversion;
using Neuromorphic.Import.Conversion.Methods;
using Neuromorphic.Import.Conversion.Thresholds;
using Neuromorphic.Import.Verification;
using Neuromorphic.Tools.Commands;
using Neuromorphic.Tools.Pipeline;
using Neuromorphic.Tools.Rendering;
using Neuromorphic.Tools.Results;
using Neuromorphic.Tools.Verification;
using Neuromorphic.Tools.Verification.Checks;

namespace Neuromorphic.Tools.Tests.Verification;

public sealed class VerifierTests
{
    const int Timesteps = 8;
    const int Samples = 3;

    static readonly string[] Names =
    [
        "import-equals-onnx-runtime", "no-overflow", "potentials-inside-proof", "scalar-equals-vector512", "scalar-equals-vector256",
        "scalar-equals-vector128", "threads-equal", "spike-identity", "exact-equals-twin", "fixed-point-inside-bound", "event-counts", "dense-input-equals-macs",
    ];

    [Theory]
    [InlineData("if", false)]
    [InlineData("signed", false)]
    [InlineData("multi", false)]
    [InlineData("exact", true)]
    [InlineData("count", true)]
    [InlineData("ttfs", true)]
    public void Everything_that_can_run_holds_for_the_demo(string method, bool exact)
    {
        VerifyResult result = new Verifier().Verify(Request() with { Method = method }, new Silent(), CancellationToken.None);
        Assert.Equal(method, result.Method);
        Assert.True(result.Holds, string.Join("; ", result.Checks.Where(check => !check.Holds).Select(check => $"{check.Name}: {check.Where}")));
        Assert.Equal(Names.Order(), result.Checks.Select(check => check.Name).Concat(result.NotRun.Select(omission => omission.Name)).Order());
        Assert.Equal(
            [.. KernelSet.All.Where(set => !set.IsAccelerated).Select(set => $"scalar-equals-{set.Name}"), .. exact ? Array.Empty<string>() : ["exact-equals-twin"]],
            result.NotRun.Select(omission => omission.Name));
        Assert.All(result.Checks, check =>
        {
            Assert.InRange(check.Cases, 3, long.MaxValue);
            Assert.InRange(check.Worst!.Value, 0, check.Bound!.Value);
        });

        // What is compared with a bound comes near it: the bounds are not vacuous.
        Assert.InRange(result.Checks.Single(check => check.Name == "fixed-point-inside-bound").Worst!.Value, 0.25, 1);
        Assert.Equal((Timesteps, Samples, 8), (result.Timesteps, result.Samples, result.WeightBits));
    }

    [Fact]
    public void Every_check_fails_on_what_it_guards_against()
    {
        using Subjects subjects = new();
        VerifySubject good = subjects.Subject(subjects.Network);
        IVerifyCheck[] narrow = [new OverflowProof(), new PotentialsInside()];
        IVerifyCheck[] recorded = [new InstructionSet(KernelSet.Best), new Identity(), new Float64Bound()];
        IVerifyCheck[] run = [new EventCounts(), new Threads()];
        Assert.All([.. narrow, .. recorded, .. run, new DenseInputMacs()], check => Assert.True(check.Run(good).Holds, check.Name));

        // A proof that says too little or too much.
        VerifySubject wrongRanges = subjects.Subject(subjects.Network with
        {
            Ranges = [.. subjects.Network.Ranges.Select(range => range with { Minimum = -1, Maximum = 1, TotalMaximum = 1L << 40 })],
        });
        Assert.All(narrow, check => Assert.False(check.Run(wrongRanges).Holds, check.Name));

        // Kernels that compute with other weights: the widest only, or all.
        VerifySubject wrongWidth = subjects.Subject(subjects.Network, kernels => subjects.Run(kernels.Name == "scalar" ? subjects.Network : subjects.Coarse));
        Assert.False(recorded[0].Run(wrongWidth).Holds);
        VerifySubject wrongKernels = subjects.Subject(subjects.Network, _ => subjects.Run(subjects.Coarse));
        Assert.All(recorded[1..], check => Assert.False(check.Run(wrongKernels).Holds, check.Name));
        Assert.False(run[0].Run(wrongKernels).Holds);

        // A run that loses its way with more than one thread.
        VerifySubject wrongThreads = subjects.Subject(subjects.Network, onChip: threads => subjects.RunOnChip(threads > 1 ? 1 : 0));
        Assert.False(run[1].Run(wrongThreads).Holds);
    }

    /// <summary>Neurons that settle, and a run of another network with the same populations.</summary>
    [Fact]
    public void A_run_that_is_not_the_twins_fails()
    {
        using Subjects subjects = new(SpikingMethod.Exact);
        var check = new EqualsTwin();
        VerifySubject good = subjects.Subject(subjects.Network);
        Assert.Null(check.Obstacle(good));
        CheckOutcome outcome = check.Run(good);
        Assert.True(outcome.Holds && outcome.Cases > 1000, outcome.Where);
        outcome = check.Run(subjects.Subject(subjects.Network, _ => subjects.Run(subjects.Coarse)));
        Assert.True(!outcome.Holds && outcome.Worst > 0);
        Assert.Contains("the twin", outcome.Where, StringComparison.Ordinal);
        using Subjects plain = new();
        Assert.Contains("--method exact", check.Obstacle(plain.Subject(plain.Network)), StringComparison.Ordinal);
    }

    [Fact]
    public void An_import_that_differs_fails_and_so_does_a_NaN()
    {
        using Subjects subjects = new();
        foreach (double error in new[] { 0.01, double.NaN, double.PositiveInfinity })
        {
            VerifySubject subject = subjects.Subject(subjects.Network, lowering: new LoweringReport(1, [new NodeError("conv", "y", error, error)]));
            CheckOutcome outcome = new ImportEqualsOnnxRuntime().Run(subject);
            Assert.False(outcome.Holds);
            Assert.Contains("'conv'", outcome.Where, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_path_that_this_processor_lacks_is_not_run_and_not_passed()
    {
        using Subjects subjects = new();
        VerifyResult result = new Verifier([new Missing(), new OverflowProof()])
            .Check(subjects.Subject(subjects.Network), new ModelFacts("m", "", 0, 0, 0), Request(), new Silent());
        Assert.Equal(["no-overflow"], result.Checks.Select(check => check.Name));
        Assert.Equal(new VerifyOmission("missing", "not on this machine"), Assert.Single(result.NotRun));
    }

    [Theory]
    [InlineData(true, ExitCodes.Done)]
    [InlineData(false, ExitCodes.CheckFailed)]
    public async Task The_exit_code_says_whether_all_hold(bool holds, int expected)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        VerifyCommand command = new(new Fixed(Result(holds)), new Terminal { Out = output, Error = error, ShowsProgress = false });
        Assert.Equal(expected, await command.Parse(["--json", "-"]).InvokeAsync());
        using JsonDocument json = JsonDocument.Parse(output.ToString());
        JsonElement check = json.RootElement.GetProperty("checks")[0];
        Assert.Equal("neuromorphic.verify/1", json.RootElement.GetProperty("schema").GetString());
        Assert.Equal(["name", "holds", "cases", "worst", "bound", "where"], check.EnumerateObject().Select(property => property.Name));
        Assert.Equal(holds, check.GetProperty("holds").GetBoolean());
        Assert.Equal(holds ? JsonValueKind.Number : JsonValueKind.Null, check.GetProperty("worst").ValueKind);
        Assert.Equal("missing", json.RootElement.GetProperty("notRun")[0].GetProperty("name").GetString());
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void The_table_names_what_failed_and_what_was_not_run(int width)
    {
        using StringWriter writer = new();
        new TerminalReport(writer, colour: false, width).Write(Result(holds: false));
        string text = writer.ToString();
        Assert.All(text.Split('\n'), line => Assert.InRange(line.TrimEnd('\r').Length, 0, width));
        Assert.All(["no-overflow", "FAILS", "∞", "not run", "0 hold, 1 fail, 1 not run."], word => Assert.Contains(word, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Wrong_requests_are_refused()
    {
        Assert.Contains("--method if", Refusal(Request() with { Method = "magic" }), StringComparison.Ordinal);
        Assert.Contains("loihi1", Refusal(Request() with { Chip = "nowhere" }), StringComparison.Ordinal);
        Assert.Contains("--timesteps", Refusal(Request() with { Timesteps = 65536 }), StringComparison.Ordinal);

        // The demo has no BatchNormalization, so thresholds from it are refused: the rule is really used.
        Assert.Contains("BatchNormalization", Refusal(Request() with { Threshold = new DataFreeThreshold() }), StringComparison.Ordinal);

        static string Refusal(EstimateRequest request) =>
            Assert.Throws<UserErrorException>(() => new Verifier().Verify(request, new Silent(), CancellationToken.None)).Message;
    }

    [Fact]
    public void An_interrupt_stops_it()
    {
        using CancellationTokenSource interrupted = new();
        interrupted.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => new Verifier().Verify(Request(), new Silent(), interrupted.Token));
    }

    static VerifyResult Result(bool holds) => new()
    {
        Model = new ModelFacts("net.onnx", "00", 1, 2, 3),
        Method = "if",
        Timesteps = 4,
        WeightBits = 8,
        Samples = 5,
        Checks = [new VerifyCheck("no-overflow", holds, 6, holds ? 24 : double.PositiveInfinity, 32, "'conv'")],
        NotRun = [new VerifyOmission("missing", "not on this machine")],
    };

    static EstimateRequest Request() => new()
    {
        ModelPath = null,
        Images = null,
        Labels = null,
        Calibration = null,
        InputScale = null,
        Samples = Samples,
        Chip = "ideal",
        Timesteps = Timesteps,
        Method = "if",
        WeightBits = 8,
        Seed = 1,
        Threads = 2,
    };

    /// <summary>The demo, converted with 8 bits and, as a network that computes something else, with 4.</summary>
    sealed class Subjects : IDisposable
    {
        readonly LoadedModel _model = LoadedModel.Load(Request());
        readonly NetworkInputs _inputs;

        public Subjects(SpikingMethod? method = null)
        {
            method ??= SpikingMethod.IntegrateAndFire;
            float[] calibration = NetworkInputs.Floats(_model.Calibration, _model.InputScale, 0, 64);
            InputEncoding encoding = NetworkInputs.EncodingFor(_model.Images, _model.InputScale, calibration);
            _inputs = new NetworkInputs(_model.Images, _model.InputScale, _model.Layers.InputShape, encoding);
            Network = new Converter(_model.Layers, encoding, new ConversionOptions(Timesteps) { Method = method }).Convert(_model.Twin, calibration, 64);
            Coarse = new Converter(_model.Layers, encoding, new ConversionOptions(Timesteps, 4) { Method = method }).Convert(_model.Twin, calibration, 64);
            Program = ChipMapper.Map(Network.Network, ChipCatalogue.Load("ideal"), 8);
        }

        public ConvertedNetwork Network { get; }

        public ConvertedNetwork Coarse { get; }

        ChipProgram Program { get; }

        public VerifySubject Subject(
            ConvertedNetwork network,
            Func<KernelSet, IReadOnlyList<NetworkRecord>>? run = null,
            Func<int, ChipRunResult>? onChip = null,
            LoweringReport? lowering = null) => new(network, [.. Integers(0)], Timesteps, CancellationToken.None)
            {
                Program = Program,
                Method = "if",
                Layers = _model.Layers,
                MeasureLowering = () => lowering!,
                Run = run ?? (_ => Run(Network)),
                RunOnChip = onChip ?? (_ => RunOnChip(0)),
            };

        public IReadOnlyList<NetworkRecord> Run(ConvertedNetwork network)
        {
            using NetworkSimulator simulator = new(network.Network, Timesteps, KernelSet.Best);
            return [.. Integers(0).Select(sample => NetworkRecord.Run(network.Network, simulator, sample))];
        }

        /// <summary>Runs samples from the one with this number on.</summary>
        public ChipRunResult RunOnChip(int first)
        {
            var source = new ArrayInputSource([.. Integers(first).SelectMany(sample => sample)], Network.Network.Input.Count);
            return ChipRun.Run(Program, source, source.Count, Timesteps);
        }

        public void Dispose()
        {
            Network.Dispose();
            Coarse.Dispose();
            _model.Dispose();
        }

        /// <summary>As many samples as there are, from one on and then again from the first.</summary>
        IEnumerable<int[]> Integers(int first) => Enumerable.Range(first, Samples).Select(sample => _inputs.Integers(sample % Samples));
    }

    sealed class Missing : IVerifyCheck
    {
        public string Name => "missing";

        public string? Obstacle(VerifySubject subject) => "not on this machine";

        public CheckOutcome Run(VerifySubject subject) => throw new InvalidOperationException("it cannot run");
    }

    sealed class Fixed(VerifyResult result) : IVerifier
    {
        public VerifyResult Verify(EstimateRequest request, IProgress<PipelineProgress> progress, CancellationToken token) => result;
    }

    sealed class Silent : IProgress<PipelineProgress>
    {
        public void Report(PipelineProgress value)
        {
        }
    }
}
