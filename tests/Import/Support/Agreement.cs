using Neuromorphic.Import.Layers;
using Neuromorphic.Import.Lowering;
using Neuromorphic.Import.Onnx;
using Neuromorphic.Import.Verification;

namespace Neuromorphic.Import.Tests.Support;

/// <summary>Lowers a model and compares every layer with ONNX Runtime on seeded random samples.</summary>
static class Agreement
{
    const int Samples = 5;
    const double Rounding = 1e-5;

    public static LayerGraph Check(byte[] model, IReadOnlyList<int>? sampleShape = null)
    {
        OnnxGraph graph = OnnxGraph.Parse(model, "test.onnx", sampleShape);
        LayerGraph layers = ModelLowering.Lower(graph).RequireConvertible();
        using OnnxRuntimeTwin twin = OnnxRuntimeTwin.Create(graph, model);
        float[] batch = Random(Samples * layers.InputShape.Count);
        LoweringReport report = LoweringCheck.Compare(layers, twin, batch, Samples);
        Assert.Equal(layers.Layers.Count(layer => !layer.IsInner), report.Nodes.Count);
        Assert.All(report.Nodes, node => Assert.InRange(node.RelativeError, 0, Rounding));

        // Behind a jump, rounding in another order may come out a whole stair apart; the layers were compared above.
        if (layers.Layers.Any(layer => layer is ActivationLayer { Function.IsContinuous: false }))
        {
            return layers;
        }

        float[] expected = twin.Run(batch, Samples);
        float[] actual = new FloatExecutor(layers).RunBatch(batch, Samples);
        Assert.Equal(expected.Length, actual.Length);
        double largest = expected.Max(Math.Abs);
        Assert.True(largest > 0, "the reference is zero everywhere: the comparison would prove nothing");
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.InRange(Math.Abs(expected[i] - actual[i]), 0, Rounding * largest);
        }

        return layers;
    }

    public static float[] Random(int count, int seed = 7)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)((random.NextDouble() * 4) - 2))];
    }

    public static LoweringResult Lower(byte[] model) =>
        ModelLowering.Lower(OnnxGraph.Parse(model, "test.onnx"));
}
