using Neuromorphic.Emulator.Decisions;
using Neuromorphic.Emulator.Faults;
using Neuromorphic.Tools.Data;
using Neuromorphic.Tools.Pipeline;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Tests.Pipeline;

/// <summary>The whole path on the embedded demo: a really trained network on real digits.</summary>
public class EstimatorTests
{
    static readonly EstimateResult Demo = Run(Request());

    [Fact]
    public void The_demo_keeps_its_accuracy_within_a_point()
    {
        Assert.Equal(355.0 / 360, Demo.Ann.Accuracy!.Value, 1e-9);
        Assert.InRange(Demo.Snn.Accuracy!.Value, Demo.Ann.Accuracy.Value - 0.01, 1);
        Assert.InRange(Demo.Ann.MaxNodeError!.Value, 0, 1e-5);
        Assert.Equal(32, Demo.Snn.AccuracyByTimestep.Count);
        Assert.Equal(Demo.Snn.Accuracy, Demo.Snn.AccuracyByTimestep[^1]);
        Assert.Equal(6, Demo.Quantised.ActivationBits);
        Assert.Equal(360, Demo.Data.Samples);
    }

    [Fact]
    public void Counts_of_the_demo_are_consistent()
    {
        ActivityCounts activity = Demo.Activity.PerInference;

        // 768 + 384 + 10 units, each updated once per timestep; three populations in a row.
        Assert.Equal(1162 * 32, activity.NeuronUpdates);
        Assert.Equal(34, activity.Barriers);
        Assert.Equal(34, Demo.Snn.LatencyTimesteps);
        Assert.Equal(52_224, Demo.Model.Macs);
        Assert.InRange(activity.SynapticEvents, 1000, 32.0 * Demo.Model.Macs);
        Assert.Equal(Demo.Chip.CoreList.Sum(core => core.SynapticEventsPerInference), activity.SynapticEvents, 1e-6);
        Assert.Equal(Demo.Chip.CoreList.Sum(core => core.SpikesPerInference), activity.Spikes, 1e-6);
        Assert.Equal(Demo.Snn.Layers.Sum(layer => layer.Neurons), Demo.Chip.CoreList.Sum(core => core.Neurons) - 10);
        EnergyParts parts = Demo.Energy.PerInferenceJoules;
        Assert.Equal(parts.Total!.Value, parts.Synapse!.Value + parts.Neuron!.Value + parts.Network!.Value + parts.Static!.Value, 1e-15);
        Assert.Null(parts.Input);
        Assert.True(Demo.Energy.LowerBound);
        Assert.Equal(parts.Total!.Value, Demo.Energy.PerSynapticEventJoules!.Value * Demo.Activity.PerInference.SynapticEvents, 1e-9 * parts.Total.Value);
        Assert.Equal(parts.Total.Value, Demo.Energy.PerSpikeJoules!.Value * Demo.Activity.PerInference.Spikes, 1e-9 * parts.Total.Value);
        Assert.Contains(Demo.Energy.Unpriced, text => text.Contains("multiply-accumulates"));
        Assert.True(Demo.Verdicts.Count >= 3);
        Assert.Equal(Demo.Model.Nodes, Demo.Coverage.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void The_same_seed_gives_the_same_bytes_but_for_times_on_any_number_of_threads(int threads) =>
        Assert.Equal(WithoutTimes(Demo), WithoutTimes(Run(Request() with { Threads = threads })));

    [Fact]
    public void A_chip_without_prices_is_not_priced()
    {
        EstimateResult result = Run(Request() with { Chip = "ideal", Samples = 5 });
        Assert.Null(result.Energy.PerInferenceJoules.Total);
        Assert.Null(result.Latency.PerInferenceSeconds);
        Assert.True(result.Energy.LowerBound);
        Assert.Equal(5, result.Data.Samples);
        Assert.Contains(result.Notes, note => note.StartsWith("No time on the chip", StringComparison.Ordinal));
    }

    [Fact]
    public void Floating_point_images_without_labels_run_as_well()
    {
        ImageSet digits = Tools.Pipeline.Demo.Images();
        float[] values = new float[40 * digits.SampleLength];
        for (int s = 0; s < 40; s++)
        {
            digits.CopyScaled(s, Tools.Pipeline.Demo.InputScale, values.AsSpan(s * digits.SampleLength));
        }

        string model = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.onnx");
        File.WriteAllBytes(model, Tools.Pipeline.Demo.Model());
        try
        {
            EstimateResult result = Run(Request() with
            {
                ModelPath = model,
                Images = ImageSet.FromFloats("digits", values, 40, 1, 8, 8),
            });
            Assert.Null(result.Snn.Accuracy);
            Assert.Empty(result.Snn.AccuracyByTimestep);
            Assert.InRange(result.Snn.Agreement!.Value, 0.9, 1);
            Assert.Contains(result.Notes, note => note.Contains("--calibration"));
            UserErrorException refusal = Assert.Throws<UserErrorException>(() => Run(Request() with
            {
                ModelPath = model,
                Images = ImageSet.FromFloats("wide.npy", new float[72], 1, 1, 8, 9),
            }));
            Assert.Contains("wide.npy", refusal.Message);
        }
        finally
        {
            File.Delete(model);
        }
    }

    [Fact]
    public void Unknown_methods_and_chips_are_refused_with_what_there_is()
    {
        Assert.Contains("--method if", Assert.Throws<UserErrorException>(() => Run(Request() with { Method = "magic" })).Message);
        Assert.Contains("loihi1", Assert.Throws<UserErrorException>(() => Run(Request() with { Chip = "nowhere" })).Message);
        Assert.Contains("--timesteps", Assert.Throws<UserErrorException>(() => Run(Request() with { Timesteps = 65536 })).Message);
    }

    [Fact]
    public void Samples_that_stop_when_sure_take_less_than_half_the_time_at_the_same_accuracy()
    {
        EstimateResult result = Run(Request() with { Confidence = new ConfidenceRequest(0.98, ConfidenceRule.Margin, 0) });
        ConfidentFacts facts = result.Confident!;
        Assert.InRange(facts.MeanTimesteps, 1, 16);
        Assert.InRange(facts.Accuracy!.Value, Demo.Snn.Accuracy!.Value - 0.01, 1);
        Assert.Equal(360, facts.ResponseTimes.Sum(time => time.Samples));
        Assert.Equal(facts.MeanTimesteps, facts.ResponseTimes.Sum(time => time.Samples * time.Timesteps) / 360.0, 9);
        Assert.Equal(facts.Accuracy.Value, facts.ResponseTimes.Sum(time => time.Samples * time.Accuracy!.Value) / 360, 9);
        Assert.Equal(256, facts.CalibrationSamples);
        Assert.InRange(facts.CalibrationError, 0, 0.05);
        Assert.True(facts.JoulesPerInference < Demo.Energy.PerInferenceJoules.Total / 2);
        Assert.True(facts.SecondsPerInference < Demo.Latency.PerInferenceSeconds / 2);
        Assert.True(facts.SpikesPerSynapse < result.Snn.SpikesPerSynapse / 2);
        Assert.Equal(360, facts.Decisions.Count);
        Assert.All(facts.Decisions, decision => Assert.True(decision.Confidence >= 0.98 || decision.Timesteps == 32));
        Assert.Equal(WithoutTimes(Demo), WithoutTimes(result with { Confident = null }));

        // Noise in the evidence makes decisions slower.
        ConfidentFacts noisy = Run(Request() with { Confidence = new ConfidenceRequest(0.98, ConfidenceRule.Margin, 20) }).Confident!;
        Assert.True(noisy.MeanTimesteps > facts.MeanTimesteps);
    }

    [Fact]
    public void Traces_and_the_check_of_the_mesh_are_made_on_request()
    {
        string folder = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}");
        try
        {
            EstimateResult result = Run(Request() with
            {
                Samples = 3,
                CheckNetwork = true,
                Traces = new TraceRequest(["spikes", "energy"], Path.Combine(folder, "new"), 2, Npy: false),
            });
            string[] spikes = File.ReadAllLines(Path.Combine(folder, "new", "spikes.csv"));
            Assert.Equal("sample,timestep,population,neuron,payload", spikes[0]);
            Assert.Equal(result.Raster!.Layers.Sum(layer => layer.Spikes.Count), spikes.Count(line => line.StartsWith("0,", StringComparison.Ordinal)));
            Assert.Equal(1 + (2 * 34), File.ReadAllLines(Path.Combine(folder, "new", "energy.csv")).Length);
            Assert.Equal("1,\"/0/Conv\",768", File.ReadAllLines(Path.Combine(folder, "new", "populations.csv"))[1]);
            Assert.False(File.Exists(Path.Combine(folder, "new", "links.csv")));
            Assert.InRange(result.Chip.NetworkCheck!.Simulations[0].Error!.Value, -0.5, 0.5);
            Assert.NotNull(result.Chip.Placement);

            string file = Path.Combine(folder, "file");
            File.WriteAllText(file, "");
            UserErrorException refusal = Assert.Throws<UserErrorException>(() => Run(Request() with { Samples = 1, Traces = new TraceRequest(["spikes"], file, 1, Npy: true) }));
            Assert.Contains("--trace-dir", refusal.Message);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Runs_with_faults_stand_beside_the_one_without()
    {
        EstimateResult result = Run(Request() with
        {
            Samples = 100,
            Faults =
            [
                new FaultSetting("drop=0", [(FaultKind.DroppedPackets, 0)]),
                new FaultSetting("silent=0.4", [(FaultKind.SilentNeurons, 0.4)]),
                new FaultSetting("dead-cores=0.9", [(FaultKind.DeadCores, 0.9)]),
            ],
        });
        Assert.Equal(["none", "drop=0", "silent=0.4", "dead-cores=0.9"], result.Faults.Select(run => run.Faults));
        Assert.Equal(result.Faults[0] with { Faults = "drop=0" }, result.Faults[1]);
        Assert.Equal((result.Snn.Accuracy, 1.0), (result.Faults[0].Accuracy, result.Faults[0].Agreement));
        Assert.True(result.Faults[2].Accuracy < result.Snn.Accuracy - 0.1);
        Assert.Equal((result.Snn.Accuracy, 0), (result.Faults[3].Accuracy, result.Faults[3].StuckNeurons));
        Assert.True(result.Faults[3].DeadCores > 100 && result.Faults[3].LinkTraversals > 0);
        UserErrorException refusal = Assert.Throws<UserErrorException>(() => Run(Request() with { Samples = 2, Faults = [new FaultSetting("dead-cores=1", [(FaultKind.DeadCores, 1)])] }));
        Assert.Contains("--fault dead-cores=1", refusal.Message);
    }

    [Fact]
    public void An_interrupt_before_the_first_sample_gives_no_result()
    {
        using var interrupted = new CancellationTokenSource();
        interrupted.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => new Estimator().Estimate(Request(), new Silent(), interrupted.Token));
    }

    [Fact]
    public void An_interrupt_during_the_run_gives_a_partial_result()
    {
        using var interrupted = new CancellationTokenSource();
        EstimateResult result = new Estimator().Estimate(Request() with { Threads = 1 }, new StopAfter(interrupted, 20), interrupted.Token);
        Assert.True(result.Partial);
        Assert.InRange(result.Data.Samples, 20, 300);
        Assert.InRange(result.Snn.Accuracy!.Value, 0.9, 1);
        Assert.Contains(result.Notes, note => note.StartsWith("Interrupted", StringComparison.Ordinal));
    }

    static EstimateRequest Request() => new()
    {
        ModelPath = null,
        Images = null,
        Labels = null,
        Calibration = null,
        InputScale = null,
        Samples = null,
        Chip = "loihi1",
        Timesteps = 32,
        Method = "if",
        WeightBits = 8,
        Seed = 1,
        Threads = 2,
    };

    static EstimateResult Run(EstimateRequest request) => new Estimator().Estimate(request, new Silent(), CancellationToken.None);

    static string WithoutTimes(EstimateResult result) => ResultJson.Write(result with
    {
        Emulation = new EmulationFacts(0, 0, 0, 0, ""),
        Conventional = [.. result.Conventional.Select(device => device with { SecondsPerInference = null })],
    });

    sealed class Silent : IProgress<PipelineProgress>
    {
        public void Report(PipelineProgress value)
        {
        }
    }

    sealed class StopAfter(CancellationTokenSource source, int samples) : IProgress<PipelineProgress>
    {
        public void Report(PipelineProgress value)
        {
            if (value.Stage == "running samples" && value.Done >= samples)
            {
                source.Cancel();
            }
        }
    }
}
