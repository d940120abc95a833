using Neuromorphic.Emulator.Decisions;
using Neuromorphic.Tools.Pipeline;
using Neuromorphic.Tools.Pipeline.Sweep;
using Neuromorphic.Tools.Rendering;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Tests.Pipeline;

/// <summary>Sweeps of the embedded demo.</summary>
public sealed class SweepTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_point_is_what_estimate_says()
    {
        SweepResult sweep = Sweep(Request());
        Assert.Equal(2 * 2 * 2 * 2, sweep.Points.Count);
        Assert.False(sweep.Partial);
        foreach (SweepPoint point in sweep.Points.Where(point => point is { Timesteps: 8, WeightBits: 8, Chip: "loihi1" }))
        {
            EstimateResult estimate = new Estimator().Estimate(
                Request().Base with { Timesteps = 8, Confidence = point.Confidence is double sure ? new ConfidenceRequest(sure, ConfidenceRule.Margin, 0) : null },
                new Silent(), CancellationToken.None);
            Assert.Equal(estimate.Confident is null ? estimate.Snn.Accuracy : estimate.Confident.Accuracy, point.Accuracy);
            Assert.Equal(estimate.Confident is null ? estimate.Energy.PerInferenceJoules.Total : estimate.Confident.JoulesPerInference, point.JoulesPerInference);
            Assert.Equal(estimate.Confident is null ? estimate.Latency.PerInferenceSeconds : estimate.Confident.SecondsPerInference, point.SecondsPerInference);
            Assert.Equal(estimate.Confident is null ? estimate.Snn.SpikesPerSynapse : estimate.Confident.SpikesPerSynapse, point.SpikesPerSynapse);
            Assert.Equal(estimate.Energy.LowerBound, point.LowerBound);
        }

        Assert.Equal(355.0 / 360, sweep.Ann.Accuracy!.Value, 12);
        Assert.All(sweep.Points.Where(point => point.Chip == "ideal"), point => Assert.Null(point.JoulesPerInference));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Threads_change_nothing(int threads)
    {
        SweepRequest small = Small();
        Assert.Equal(Points(Sweep(small)), Points(Sweep(small with { Base = small.Base with { Threads = threads } })));
    }

    [Fact]
    public void A_journal_goes_on_where_it_was_interrupted()
    {
        string journal = Path.Combine(_folder, "sweep.journal");
        SweepRequest request = Small() with { Journal = journal, Base = Small().Base with { Threads = 1 } };
        using var interrupted = new CancellationTokenSource();
        SweepResult first = new Sweeper().Sweep(request, new StopAfter(interrupted, 2), interrupted.Token);
        Assert.True(first.Partial);
        Assert.InRange(first.Points.Count, 2, 3);

        // A crash cuts the last line off; it is run again.
        string[] lines = File.ReadAllLines(journal);
        File.WriteAllText(journal, string.Join('\n', lines)[..^20]);
        SweepResult second = Sweep(request);
        Assert.False(second.Partial);
        Assert.Equal(first.Points.Count - 1, second.Effort.PointsFromJournal);
        Assert.Equal(Points(Sweep(request with { Journal = null })), Points(second));
        Assert.Equal(4, Sweep(request).Effort.PointsFromJournal);

        UserErrorException other = Assert.Throws<UserErrorException>(() => Sweep(request with { Base = request.Base with { Seed = 2 } }));
        Assert.Contains("--journal", other.Message, StringComparison.Ordinal);
        Assert.Throws<UserErrorException>(() => Sweep(request with { Base = request.Base with { Samples = 20 } }));
    }

    [Fact]
    public void What_cannot_be_run_says_why_and_the_rest_goes_on()
    {
        SweepResult sweep = Sweep(Small() with { Chips = ["akida", "loihi1"], WeightBits = [8] });
        Assert.All(sweep.Points.Where(point => point.Chip == "akida"), point =>
        {
            Assert.Contains("--weight-bits", point.Refused, StringComparison.Ordinal);
            Assert.Null(point.Accuracy);
            Assert.False(point.Pareto);
        });
        Assert.All(sweep.Points.Where(point => point.Chip == "loihi1"), point => Assert.Null(point.Refused));
        Assert.Contains("nowhere", Assert.Throws<UserErrorException>(() => Sweep(Small() with { Chips = ["nowhere"] })).Message, StringComparison.Ordinal);
        Assert.Contains("magic", Assert.Throws<UserErrorException>(() => Sweep(Small() with { Methods = ["magic"] })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_front_by_hand()
    {
        SweepPoint[] points =
        [
            Point("a", 0.9, 1, 1), Point("a", 0.95, 2, 2), Point("a", 0.9, 2, 1), Point("a", 0.8, 1, 0.5), Point("a", 0.95, 2, 3),
            Point("a", 0.99, null, 9), Point("b", 0.5, 9, 9), Point("a", 0.9, 1, 1), Point("a", 0.9, 1, 1) with { Refused = "no" },
        ];
        Assert.Equal([true, true, false, true, false, true, true, true, false], ParetoFront.Mark(points).Select(point => point.Pareto));
    }

    [Fact]
    public void Comma_separated_values_are_quoted_where_they_must_be()
    {
        SweepResult result = Result([Point("a,b", 0.9, 1e-6, null) with { Refused = "it says \"no\",\nreally" }]);
        string[] lines = SweepCsv.Write(result).Split('\n');
        Assert.Equal(16, lines[0].Split(',').Length);
        Assert.Equal("if,8,4,,\"a,b\",0.9,,1E-06,false,,,,,,false,\"it says \"\"no\"\",", lines[1]);
        Assert.Equal("really\"", lines[2]);
    }

    [Theory]
    [InlineData("loihi1")]
    [InlineData("<script>alert('1')</script>\"&amp;\u001b[31m")]
    public void A_sweep_is_shown_as_text_page_and_json(string chip)
    {
        SweepResult result = Result(
        [
            Point(chip, 0.9, 1e-6, 1e-3) with { Pareto = true }, Point(chip, 0.95, 2e-6, null) with { Method = "other", Confidence = 0.99 },
            Point(chip, 0.95, null, null) with { Refused = chip },
        ]);
        using StringWriter text = new();
        new TerminalReport(text, false, 100).Write(result);
        Assert.DoesNotContain('\u001b', text.ToString());
        Assert.All(text.ToString().Split('\n'), line => Assert.InRange(line.TrimEnd('\r').Length, 0, 100));
        string html = HtmlReport.Render(result, new Reproduction("neuromorphic sweep", "1"));
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("http", html.Replace("http-equiv", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("<svg", html, StringComparison.Ordinal);
        Assert.Contains("\"neuromorphic.sweep/1\"", ResultJson.Write(result), StringComparison.Ordinal);
        Assert.Contains("Interrupted", string.Join(' ', SweepWords.Sentences(result with { Partial = true })), StringComparison.Ordinal);
    }

    static SweepPoint Point(string chip, double accuracy, double? joules, double? seconds) => new()
    {
        Timesteps = 4,
        WeightBits = 8,
        Method = "if",
        Confidence = null,
        Chip = chip,
        Accuracy = accuracy,
        JoulesPerInference = joules,
        SecondsPerInference = seconds,
    };

    static SweepResult Result(IReadOnlyList<SweepPoint> points) => new()
    {
        Seed = 1,
        Model = SampleResults.Estimate().Model,
        Data = new DataFacts(10, 1),
        Ann = new AnnFacts(0.99, 1e-6),
        PointsAsked = 5,
        Points = points,
        Effort = new SweepEffort(1, 0, 2),
    };

    static string Points(SweepResult result) => ResultJson.Write(result with { Effort = new SweepEffort(0, 0, 0) });

    static SweepResult Sweep(SweepRequest request) => new Sweeper().Sweep(request, new Silent(), CancellationToken.None);

    static SweepRequest Small() => Request() with { Timesteps = [4, 8], Chips = ["loihi1"], WeightBits = [8] };

    static SweepRequest Request() => new()
    {
        Base = new EstimateRequest
        {
            ModelPath = null,
            Images = null,
            Labels = null,
            Calibration = null,
            InputScale = null,
            Samples = null,
            Chip = "loihi1",
            Timesteps = 4,
            Method = "if",
            WeightBits = 8,
            Seed = 1,
            Threads = 2,
        },
        Timesteps = [4, 8],
        WeightBits = [4, 8],
        Methods = ["if"],
        Confidences = [null, 0.95],
        Rule = ConfidenceRule.Margin,
        Chips = ["loihi1", "ideal"],
        Journal = null,
    };

    sealed class Silent : IProgress<PipelineProgress>
    {
        public void Report(PipelineProgress value)
        {
        }
    }

    sealed class StopAfter(CancellationTokenSource source, int points) : IProgress<PipelineProgress>
    {
        public void Report(PipelineProgress value)
        {
            if (value.Stage == "running points" && value.Done >= points)
            {
                source.Cancel();
            }
        }
    }
}
