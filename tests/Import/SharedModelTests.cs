using Neuromorphic.Import.Layers;
using Neuromorphic.Import.Lowering;
using Neuromorphic.Import.Onnx;
using Neuromorphic.Import.Tests.Support;
using Neuromorphic.Import.Verification;

namespace Neuromorphic.Import.Tests;

/// <summary>Trained models that are too large, or whose data may not be passed on, to lie in the repository.</summary>
public class SharedModelTests
{
    [SharedTheory]
    [InlineData("digits-mlp", "digits", 6_464, 6_570, 16)]
    [InlineData("digits-cnn", "digits", 52_224, 6_586, 16)]
    [InlineData("mnist-mlp", "mnist", 234_752, 235_146, 255)]
    [InlineData("mnist-lenet", "mnist", 416_520, 61_706, 255)]
    [InlineData("mnist-cnn-avgpool-bn", "mnist", 1_919_872, 24_282, 255)]
    [InlineData("cifar10-vgg-small", "cifar10", 16_786_688, 276_674, 255)]
    [InlineData("spoken-digits-cnn", "spoken-digits", 2_261_632, 68_538, 255)]
    public void Convert(string name, string data, long macs, long parameters, int range)
    {
        const int Samples = 32;
        OnnxGraph graph = OnnxGraph.Load(Shared.Path("models", name, "model.onnx"));
        Assert.Equal(parameters, graph.Parameters);
        LoweringResult result = ModelLowering.Lower(graph);
        Assert.Equal(graph.Nodes.Count, result.Coverage.Count);
        LayerGraph layers = result.RequireConvertible();
        Assert.Equal(macs, layers.Macs);
        Assert.Equal(parameters, layers.Parameters);

        int elements = layers.InputShape.Count;
        float[] images = [.. Npy.Read(Shared.Path("data", data, "images.npy"), out _)
            .Take(Samples * elements).Select(value => value / range)];
        using OnnxRuntimeTwin twin = OnnxRuntimeTwin.Load(graph);
        LoweringReport report = LoweringCheck.Compare(layers, twin, images, Samples);
        Assert.InRange(report.Worst.RelativeError, 0, 1e-5);

        float[] reference = Npy.Read(Shared.Path("models", name, "reference_logits.npy"), out _);
        float[] logits = new FloatExecutor(layers).RunBatch(images, Samples);
        for (int i = 0; i < logits.Length; i++)
        {
            Assert.Equal(reference[i], logits[i], 1e-3);
        }
    }

    /// <summary>Models whose parameters are partly constants of activations and quantisers.</summary>
    [SharedTheory]
    [InlineData("digits-mlp-tanh", "digits", 6_464, 16, 1e-3)]
    [InlineData("digits-mlp-sigmoid", "digits", 6_464, 16, 1e-3)]
    [InlineData("mnist-resnet-small", "mnist", 2_110_848, 255, 1e-3)]
    [InlineData("mnist-mobilenet-small", "mnist", 418_512, 255, 1e-3)]
    [InlineData("mnist-qcfs", "mnist", 1_218_048, 255, 1e-3)]
    // Its README: a few quantisation steps between runtimes are normal, 0.081 was measured.
    [InlineData("mnist-lenet-int8", "mnist", 416_520, 255, 0.5)]
    public void Convert_with_other_activations(string name, string data, long macs, int range, double logitError)
    {
        const int Samples = 32;
        OnnxGraph graph = OnnxGraph.Load(Shared.Path("models", name, "model.onnx"));
        LoweringResult result = ModelLowering.Lower(graph);
        Assert.Equal(graph.Nodes.Count, result.Coverage.Count);
        LayerGraph layers = result.RequireConvertible();
        Assert.Equal(macs, layers.Macs);
        int elements = layers.InputShape.Count;
        float[] images = [.. Npy.Read(Shared.Path("data", data, "images.npy"), out _)
            .Take(Samples * elements).Select(value => value / range)];
        using OnnxRuntimeTwin twin = OnnxRuntimeTwin.Load(graph);
        LoweringReport report = LoweringCheck.Compare(layers, twin, images, Samples);
        Assert.InRange(report.Worst.RelativeError, 0, 1e-5);
        float[] reference = Npy.Read(Shared.Path("models", name, "reference_logits.npy"), out _);
        float[] logits = new FloatExecutor(layers).RunBatch(images, Samples);
        for (int i = 0; i < logits.Length; i++)
        {
            Assert.Equal(reference[i], logits[i], logitError);
        }
    }

    [SharedFact]
    public void Quantised_activations_are_staircases_of_the_trained_levels()
    {
        LayerGraph graph = ModelLowering.Lower(OnnxGraph.Load(Shared.Path("models", "mnist-qcfs", "model.onnx"))).RequireConvertible();
        Staircase[] stairs = [.. graph.Layers.OfType<ActivationLayer>().Select(layer => Assert.IsType<Staircase>(layer.Function))];
        // The README of the model: L = 4, lambda per layer [3.07687, 2.71724, 4.26422].
        Assert.Equal([4, 4, 4], stairs.Select(function => function.Levels));
        Assert.Equal([3.07687, 2.71724, 4.26422], stairs.Select(function => function.OutputStep * function.Highest),
            (expected, actual) => Math.Abs(expected - actual) < 1e-4);
        Assert.All(stairs, function => Assert.Equal(0.5, function.Shift, 1e-6));
        Assert.All(stairs, function => Assert.Equal(function.OutputStep, function.Step, 1e-5));

        LayerGraph quantised = ModelLowering.Lower(OnnxGraph.Load(Shared.Path("models", "mnist-lenet-int8", "model.onnx"))).RequireConvertible();
        Assert.All(quantised.Layers.OfType<ActivationLayer>(), layer => Assert.Equal(255, Assert.IsType<Staircase>(layer.Function).Levels));
    }
}
