using Neuromorphic.Import.Layers;
using Neuromorphic.Import.Lowering;
using Neuromorphic.Import.Onnx;
using Neuromorphic.Import.Tests.Support;
using Neuromorphic.Import.Verification;

namespace Neuromorphic.Import.Tests;

public class TwinTests
{
    static string Data(string file) => Path.Combine(AppContext.BaseDirectory, "Data", file);

    static float[] Digits(out float[] labels)
    {
        labels = Npy.Read(Data("digits-labels.npy"), out _);
        return [.. Npy.Read(Data("digits-images.npy"), out _).Select(pixel => pixel / 16)];
    }

    static double Accuracy(float[] logits, float[] labels) => labels
        .Where((label, sample) => logits.AsSpan(sample * 10, 10).IndexOfAnyInRange(
            logits.AsSpan(sample * 10, 10).ToArray().Max(), float.MaxValue) == (int)label)
        .Count() / (double)labels.Length;

    [Theory]
    [InlineData("digits-cnn.onnx", 0.9861, 52_224)]
    [InlineData("digits-mlp.onnx", 0.9667, 6_464)]
    public void Trained_models_keep_their_accuracy_and_agree_at_every_layer(string file, double accuracy, long macs)
    {
        OnnxGraph graph = OnnxGraph.Load(Data(file));
        LayerGraph layers = ModelLowering.Lower(graph).RequireConvertible();
        Assert.Equal(macs, layers.Macs);
        Assert.Equal(graph.Parameters, layers.Parameters);
        Assert.Equal(10, layers.Classes);
        float[] images = Digits(out float[] labels);
        using OnnxRuntimeTwin twin = OnnxRuntimeTwin.Load(graph);
        Assert.Equal(accuracy, Accuracy(twin.Run(images, labels.Length), labels), 4);
        Assert.Equal(accuracy, Accuracy(new FloatExecutor(layers).RunBatch(images, labels.Length), labels), 4);
        LoweringReport report = LoweringCheck.Compare(layers, twin, images, labels.Length);
        Assert.Equal(360, report.Samples);
        Assert.InRange(report.Worst.RelativeError, 0, 1e-5);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    public void Any_batch_of_the_model_gives_the_same_results(int fixedBatch)
    {
        const int Samples = 21;
        byte[] Build(int batch) => new ModelBuilder().InputNamed("x", batch, 5).Weights("w", 5, 4)
            .Node("MatMul", "m", ["x", "w"]).Node("Relu", "y", ["m"]).Build("y");
        float[] batch = Agreement.Random(Samples * 5);
        byte[] model = Build(fixedBatch);
        OnnxGraph graph = OnnxGraph.Parse(model, "m");
        Assert.Equal(fixedBatch == 0 ? null : fixedBatch, graph.Input.FixedBatch);
        using OnnxRuntimeTwin twin = OnnxRuntimeTwin.Create(graph, model);
        LayerGraph layers = ModelLowering.Lower(graph).RequireConvertible();
        float[] expected = new FloatExecutor(layers).RunBatch(batch, Samples);
        float[] actual = twin.Run(batch, Samples);
        Assert.Equal(Samples * 4, actual.Length);
        for (int i = 0; i < actual.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-5);
        }

        IReadOnlyDictionary<string, float[]> values = twin.RunWithValues(batch, Samples, ["m", "y"]);
        Assert.Equal(Samples * 4, values["m"].Length);
        Assert.Equal(values["m"].Select(value => Math.Max(value, 0)), values["y"]);
        Assert.Contains(values["m"], value => value < 0);
    }

    [Fact]
    public void No_samples_give_no_results()
    {
        byte[] model = new ModelBuilder().Input(2).Node("Relu", "y", ["x"]).Build("y");
        using OnnxRuntimeTwin twin = OnnxRuntimeTwin.Create(OnnxGraph.Parse(model, "m"), model);
        Assert.Empty(twin.Run([], 0));
    }

    [Fact]
    public void Batch_of_the_wrong_length()
    {
        byte[] model = new ModelBuilder().Input(2).Node("Relu", "y", ["x"]).Build("y");
        OnnxGraph graph = OnnxGraph.Parse(model, "m");
        using OnnxRuntimeTwin twin = OnnxRuntimeTwin.Create(graph, model);
        Assert.Throws<ArgumentException>(() => twin.Run(new float[5], 2));
        FloatExecutor executor = new(ModelLowering.Lower(graph).RequireConvertible());
        Assert.Throws<ArgumentException>(() => executor.RunBatch(new float[5], 2));
        Assert.Throws<ArgumentException>(() => executor.Run(new float[3]));
    }

    [Fact]
    public void Value_that_does_not_exist()
    {
        byte[] model = new ModelBuilder().Input(2).Node("Relu", "y", ["x"]).Build("y");
        using OnnxRuntimeTwin twin = OnnxRuntimeTwin.Create(OnnxGraph.Parse(model, "m"), model);
        Assert.Contains("'nowhere'",
            Assert.Throws<ModelException>(() => twin.RunWithValues(new float[2], 1, ["nowhere"])).Message);
    }

    [Fact]
    public void Value_that_is_not_float()
    {
        byte[] model = new ModelBuilder().Input(2).Node("Shape", "s", ["x"]).Node("Relu", "y", ["x"]).Build("y");
        using OnnxRuntimeTwin twin = OnnxRuntimeTwin.Create(OnnxGraph.Parse(model, "m"), model);
        Assert.Contains("'s': is not a float32 tensor",
            Assert.Throws<ModelException>(() => twin.RunWithValues(new float[2], 1, ["s"])).Message);
    }

    [Fact]
    public void Model_that_ONNX_Runtime_does_not_take()
    {
        byte[] model = new ModelBuilder().Input(2).Node("NoSuchOperator", "y", ["x"]).Build("y");
        OnnxGraph graph = OnnxGraph.Parse(model, "m.onnx");
        ModelException exception = Assert.Throws<ModelException>(() => OnnxRuntimeTwin.Create(graph, model));
        Assert.StartsWith("m.onnx: ONNX Runtime fails", exception.Message);
        Assert.Contains("NoSuchOperator", exception.Message);
        Assert.DoesNotContain('\n', exception.Message);
    }

    [Fact]
    public void Model_that_fails_while_it_runs()
    {
        // The constant shape fixes a batch of 1, ONNX Runtime notices with the first larger batch.
        byte[] model = new ModelBuilder().Input(2, 2).Integers("s", 1, 4).Node("Reshape", "y", ["x", "s"]).Build("y");
        using OnnxRuntimeTwin twin = OnnxRuntimeTwin.Create(OnnxGraph.Parse(model, "m.onnx"), model);
        Assert.Contains("ONNX Runtime fails", Assert.Throws<ModelException>(() => twin.Run(new float[8], 2)).Message);
    }

    [Fact]
    public void Bytes_of_another_model()
    {
        byte[] model = new ModelBuilder().Input(2).Node("Relu", "y", ["x"]).Build("y");
        byte[] other = new ModelBuilder().Input(3).Node("Relu", "y", ["x"]).Build("y");
        OnnxGraph graph = OnnxGraph.Parse(model, "m");
        Assert.Contains("has changed",
            Assert.Throws<ModelException>(() => OnnxRuntimeTwin.Create(graph, other)).Message);
    }

    [Theory]
    [InlineData("digits-cnn.onnx", 8, 1)]
    [InlineData("digits-mlp.onnx", 8, 8)]
    public void Latency(string file, int batch, int measured)
    {
        using OnnxRuntimeTwin twin = OnnxRuntimeTwin.Load(OnnxGraph.Load(Data(file)));
        LatencyMeasurement latency = twin.MeasureLatency(batch, threads: 2, repetitions: 5, warmUp: 1);
        Assert.Equal((measured, 2, 5), (latency.BatchSize, latency.Threads, latency.Repetitions));
        Assert.True(latency.MinimumSeconds > 0);
        Assert.True(latency.MedianSeconds >= latency.MinimumSeconds);
    }

    [Fact]
    public void A_wrong_weight_is_found_at_its_node()
    {
        byte[] model = new ModelBuilder().Input(3).Weights("w", 3, 3).Weights("v", 3, 2)
            .Node("MatMul", "a", ["x", "w"]).Node("MatMul", "y", ["a", "v"]).Build("y");
        OnnxGraph graph = OnnxGraph.Parse(model, "m.onnx");
        LayerGraph layers = ModelLowering.Lower(graph).RequireConvertible();
        using OnnxRuntimeTwin twin = OnnxRuntimeTwin.Create(graph, model);
        float[] batch = Agreement.Random(12);
        LoweringCheck.Compare(layers, twin, batch, 4);

        ((DenseLayer)layers.Layers[0]).Weights[4] += 0.25f;
        ModelException exception =
            Assert.Throws<ModelException>(() => LoweringCheck.Compare(layers, twin, batch, 4));
        Assert.Contains("node 'MatMul-a': the imported graph differs from ONNX Runtime by", exception.Message);
        Assert.True(LoweringCheck.Measure(layers, twin, batch, 4).Nodes[0].MaxAbsoluteError > 0.01);
    }

    [Fact]
    public void Samples_that_overflow_are_reported()
    {
        byte[] model = new ModelBuilder().Input(1).Floats("w", [1, 1], 1e30f).Node("MatMul", "y", ["x", "w"]).Build("y");
        OnnxGraph graph = OnnxGraph.Parse(model, "m.onnx");
        using OnnxRuntimeTwin twin = OnnxRuntimeTwin.Create(graph, model);
        LayerGraph layers = ModelLowering.Lower(graph).RequireConvertible();
        Assert.Contains("not finite", Assert.Throws<ModelException>(
            () => LoweringCheck.Compare(layers, twin, new float[] { 1e20f }, 1)).Message);
    }

    [Fact]
    public void Results_do_not_depend_on_threads()
    {
        OnnxGraph graph = OnnxGraph.Load(Data("digits-cnn.onnx"));
        LayerGraph layers = ModelLowering.Lower(graph).RequireConvertible();
        float[] images = Digits(out _)[..(64 * 20)];
        FloatExecutor executor = new(layers);
        Assert.Equal(executor.RunBatch(images, 20, threads: 1), executor.RunBatch(images, 20, threads: 4));
    }
}
