using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Networks;
using Neuromorphic.Import.Conversion;
using Neuromorphic.Import.Conversion.Methods;
using Neuromorphic.Import.Layers;
using Neuromorphic.Import.Lowering;
using Neuromorphic.Import.Onnx;
using Neuromorphic.Import.Tests.Support;
using Neuromorphic.Import.Verification;

namespace Neuromorphic.Import.Tests.Conversion.Methods;

/// <summary>Functions whose parameters differ by channel, where the population has the channels of another shape.</summary>
public class FunctionChannelTests
{
    const int Timesteps = 500;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_neuron_has_the_slope_of_its_channel(bool behindFlatten)
    {
        ModelBuilder model = new ModelBuilder(20).Input(2, 3, 3).Weights("w", 3, 2, 1, 1).Node("Conv", "c", ["x", "w"]);
        string value = "c";
        if (behindFlatten)
        {
            // One slope per feature: 27 of them, of which the population's three channels have nine each.
            model.Node("Flatten", "f", ["c"]).Floats("s", [27], [.. Enumerable.Range(0, 27).Select(k => (k - 9) / 12f)]).Node("PRelu", "p", ["f", "s"]);
            value = "p";
        }
        else
        {
            model.Floats("s", [3, 1, 1], -0.5f, 0.1f, 1.5f).Node("PRelu", "p", ["c", "s"]).Node("Flatten", "f", ["p"]);
            value = "f";
        }

        model.Weights("v", 27, 5).Node("MatMul", "y", [value, "v"]);
        byte[] bytes = model.Build("y");
        OnnxGraph graph = OnnxGraph.Parse(bytes, "slopes.onnx");
        LayerGraph layers = ModelLowering.Lower(graph).RequireConvertible();
        using OnnxRuntimeTwin onnx = OnnxRuntimeTwin.Create(graph, bytes);
        var encoding = new InputEncoding(1.0 / 64, -64, 64);
        const int Samples = 30;
        var random = new Random(8);
        float[] batch = [.. Enumerable.Range(0, Samples * 18).Select(_ => (float)(random.Next(-64, 65) * encoding.Step))];
        using ConvertedNetwork network = new Converter(layers, encoding, new(Timesteps) { Method = SpikingMethod.CountCoded }).Convert(onnx, batch, Samples);
        Assert.Equal(3, network.Network.Populations[1].Shape.Channels);
        using var twin = new QuantisedTwin(network.Network, Timesteps, KernelSet.Best);
        float[] expected = onnx.Run(batch, Samples);
        double error = 0;
        double norm = 0;
        for (int sample = 0; sample < Samples; sample++)
        {
            twin.Run(layers.InputShape.ToChannelsLast<int>([.. batch.AsSpan(sample * 18, 18).ToArray().Select(encoding.Encode)]));
            for (int k = 0; k < 5; k++)
            {
                double actual = twin.Counts(network.Network.Readout)[k] * network.Network.Readout.Step / Timesteps;
                error += Math.Pow(actual - expected[(sample * 5) + k], 2);
                norm += Math.Pow(expected[(sample * 5) + k], 2);
            }
        }

        Assert.InRange(Math.Sqrt(error / norm), 0, 0.02);
    }
}
