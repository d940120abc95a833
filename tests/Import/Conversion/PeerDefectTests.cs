using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Networks;
using Neuromorphic.Import.Conversion;
using Neuromorphic.Import.Conversion.Methods;
using Neuromorphic.Import.Layers;
using Neuromorphic.Import.Lowering;
using Neuromorphic.Import.Onnx;
using Neuromorphic.Import.Tests.Support;
using Neuromorphic.Import.Verification;

namespace Neuromorphic.Import.Tests.Conversion;

/// <summary>Defects of other converters, each with a test that it is not ours.</summary>
public class PeerDefectTests
{
    const int Timesteps = 500;
    const int Samples = 20;
    static readonly InputEncoding Encoding = new(1.0 / 64, -64, 64);

    /// <summary>snn_toolbox scales a whole layer by one λ, so that channels far below the largest one hardly spike.</summary>
    [Fact]
    public void A_channel_a_hundred_times_weaker_than_its_layer_has_a_threshold_of_its_own()
    {
        const float Weak = 0.01f;
        ModelBuilder model = new ModelBuilder(20).Input(2, 4, 4)
            .Floats("w", [2, 2, 1, 1], 0.9f, -0.6f, 0.9f * Weak, -0.6f * Weak).Node("Conv", "c", ["x", "w"]).Node("Relu", "r", ["c"])
            .Floats("v", [2, 2, 1, 1], 1, 0, 0, 1 / Weak).Node("Conv", "y", ["r", "v"]);
        using Converted converted = Convert(model, SpikingMethod.IntegrateAndFire, 64);
        ReadOnlySpan<double> amplitude = Assert.IsAssignableFrom<NeuronPopulation>(converted.Network.Network.Populations[1]).Amplitude;
        Assert.InRange(amplitude[1] / amplitude[0], Weak / 2, Weak * 2);
        Assert.InRange(converted.Error, 0, 0.1);
    }

    /// <summary>snn_toolbox does not implement a dense layer with several inputs.</summary>
    [Theory]
    [InlineData("Concat")]
    [InlineData("Add")]
    public void A_dense_layer_may_have_several_inputs(string joint)
    {
        ModelBuilder model = new ModelBuilder(20).Input(9)
            .Weights("a", 9, 8).Node("MatMul", "p", ["x", "a"]).Node("Relu", "q", ["p"])
            .Weights("b", 9, 8).Node("MatMul", "s", ["x", "b"]).Node("Relu", "t", ["s"]);
        model = joint == "Concat"
            ? model.Node("Concat", "j", ["q", "t"], ModelBuilder.Int("axis", 1)).Weights("o", 16, 5)
            : model.Node("Add", "j", ["q", "t"]).Weights("o", 8, 5);
        using Converted converted = Convert(model.Node("MatMul", "y", ["j", "o"]), SpikingMethod.CountCoded, Timesteps);
        Assert.Equal(2, converted.Network.Network.Readout.Projections.Count);
        Assert.InRange(converted.Error, 0, 0.03);
    }

    /// <summary>sinabs scales average pools rightly only where the kernel is as wide as the stride.</summary>
    [Theory]
    [InlineData(2, 2)]
    [InlineData(3, 2)]
    [InlineData(3, 1)]
    [InlineData(2, 3)]
    public void An_average_pool_may_overlap_or_leave_gaps(int kernel, int stride)
    {
        int side = ((8 - kernel) / stride) + 1;
        ModelBuilder model = new ModelBuilder(20).Input(2, 8, 8)
            .Weights("w", 3, 2, 3, 3).Node("Conv", "c", ["x", "w"], ModelBuilder.Ints("pads", 1, 1, 1, 1)).Node("Relu", "r", ["c"])
            .Node("AveragePool", "a", ["r"], ModelBuilder.Ints("kernel_shape", kernel, kernel), ModelBuilder.Ints("strides", stride, stride))
            .Node("Flatten", "f", ["a"]).Weights("o", 3 * side * side, 5).Node("MatMul", "y", ["f", "o"]);
        using Converted converted = Convert(model, SpikingMethod.CountCoded, Timesteps);
        Assert.InRange(converted.Error, 0, 0.03);
    }

    static Converted Convert(ModelBuilder model, SpikingMethod method, int timesteps)
    {
        byte[] bytes = model.Build("y");
        OnnxGraph graph = OnnxGraph.Parse(bytes, "peer.onnx");
        LayerGraph layers = ModelLowering.Lower(graph).RequireConvertible();
        using OnnxRuntimeTwin onnx = OnnxRuntimeTwin.Create(graph, bytes);
        int size = layers.InputShape.Count;
        var random = new Random(8);
        float[] batch = [.. Enumerable.Range(0, Samples * size).Select(_ => (float)(random.Next(-64, 65) * Encoding.Step))];
        ConvertedNetwork network = new Converter(layers, Encoding, new(timesteps) { Method = method }).Convert(onnx, batch, Samples);
        using var simulator = new NetworkSimulator(network.Network, timesteps, KernelSet.Best);
        float[] expected = onnx.Run(batch, Samples);
        TensorShape output = layers.ShapeOf(layers.OutputName);
        double error = 0;
        double norm = 0;
        for (int sample = 0; sample < Samples; sample++)
        {
            simulator.Run(layers.InputShape.ToChannelsLast<int>([.. batch.AsSpan(sample * size, size).ToArray().Select(Encoding.Encode)]));
            ReadOnlySpan<int> potentials = simulator.Readout(simulator.Steps(network.Network.Readout) - 1);
            for (int k = 0; k < output.Count; k++)
            {
                double actual = potentials[output.ToChannelsLast(k)] * network.Network.Readout.Step / timesteps;
                error += Math.Pow(actual - expected[(sample * output.Count) + k], 2);
                norm += Math.Pow(expected[(sample * output.Count) + k], 2);
            }
        }

        return new Converted(network, Math.Sqrt(error / norm));
    }

    /// <summary>A converted network and the relative error of its outputs.</summary>
    sealed record Converted(ConvertedNetwork Network, double Error) : IDisposable
    {
        public void Dispose() => Network.Dispose();
    }
}
