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

    [SharedTheory]
    [InlineData("digits-mlp-tanh", "Tanh", "settling neuron")]
    [InlineData("digits-mlp-sigmoid", "Sigmoid", "settling neuron")]
    [InlineData("mnist-resnet-small", "Add", "residual connection")]
    [InlineData("mnist-qcfs", "Floor", "quantiser")]
    [InlineData("mnist-mobilenet-small", "Clip", "upper limit")]
    [InlineData("mnist-lenet-int8", "DequantizeLinear", "quantised model")]
    public void Refuse(string name, string type, string reason)
    {
        OnnxGraph graph = OnnxGraph.Load(Shared.Path("models", name, "model.onnx"));
        LoweringResult result = ModelLowering.Lower(graph);
        Assert.Equal(graph.Nodes.Count, result.Coverage.Count);
        Assert.Null(result.Graph);
        List<CoverageEntry> refused = [.. result.Refused.Where(entry => entry.Operator == type)];
        Assert.NotEmpty(refused);
        Assert.All(refused, entry => Assert.Contains(reason, entry.Reason));
        ModelException exception = Assert.Throws<ModelException>(result.RequireConvertible);
        Assert.Contains(result.Refused.First().Node, exception.Message);
    }

    [SharedFact]
    public void Shapes_are_known_behind_residual_connections()
    {
        OnnxGraph graph = OnnxGraph.Load(Shared.Path("models", "mnist-resnet-small", "model.onnx"));
        Assert.Equal(2_110_848, ModelLowering.Lower(graph).Layers.Sum(layer => layer.Macs));
    }
}
