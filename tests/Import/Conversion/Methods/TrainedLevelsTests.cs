using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Networks;
using Neuromorphic.Import.Conversion;
using Neuromorphic.Import.Conversion.Methods;
using Neuromorphic.Import.Layers;
using Neuromorphic.Import.Lowering;
using Neuromorphic.Import.Onnx;
using Neuromorphic.Import.Tests.Support;
using Neuromorphic.Import.Verification;
using static Neuromorphic.Import.Tests.Support.ModelBuilder;

namespace Neuromorphic.Import.Tests.Conversion.Methods;

/// <summary>Networks with quantised activations: their levels, thresholds and timesteps are the trained ones.</summary>
public class TrainedLevelsTests
{
    const int Limit = 127;
    const int Samples = 40;

    /// <summary>
    /// Weights that are multiples of the integer unit lose nothing, so every neuron must count the stair of the trained
    /// network, through a pool over stairs that may be negative too.
    /// </summary>
    [Theory]
    [InlineData("exact", 4)]
    [InlineData("exact", 9)]
    [InlineData("count", 4)]
    public void At_its_timesteps_every_neuron_counts_the_stair_of_the_trained_network(string method, int timesteps)
    {
        var random = new Random(3);
        ModelBuilder model = new ModelBuilder(20).Input(2, 5, 5)
            .Floats("w1", [3, 2, 2, 2], Weights(random, 3, 8)).Floats("b1", [3], 0.31f, -0.17f, 0.05f)
            .Node("Conv", "c1", ["x", "w1", "b1"]);
        string first = Quantise(model, "c1", 0.4f, 0, 4);
        model.Floats("w2", [3, 3, 1, 1], Weights(random, 3, 3)).Node("Conv", "c2", [first, "w2"]);
        string second = Quantise(model, "c2", 0.3f, -3, 2);
        model.Node("MaxPool", "p", [second], Ints("kernel_shape", 2, 2), Ints("strides", 2, 2)).Node("Flatten", "f", ["p"])
            .Floats("w3", [12, 4], Transposed(Weights(random, 4, 12), 4, 12)).Node("MatMul", "y", ["f", "w3"]);
        byte[] bytes = model.Build("y");
        OnnxGraph graph = OnnxGraph.Parse(bytes, "stairs.onnx");
        LayerGraph layers = ModelLowering.Lower(graph).RequireConvertible();
        using OnnxRuntimeTwin onnx = OnnxRuntimeTwin.Create(graph, bytes);
        var encoding = new InputEncoding(1.0 / 64, -64, 64);
        float[] batch = [.. Enumerable.Range(0, Samples * 50).Select(_ => (float)(random.Next(-64, 65) * encoding.Step))];
        using ConvertedNetwork network = new Converter(layers, encoding, new(timesteps) { Method = SpikingMethod.Named(method)! }).Convert(onnx, batch, Samples);
        Assert.Equal([first, second, "p"], network.Populations.Where(one => one.Population.Spikes).Select(one => one.ValueName));
        Assert.Equal([(0, 4), (-3, 2)], network.Network.Populations.OfType<ConversionPopulation>().Select(one => (one.LowestCount, one.HighestCount)).Select(range => (range.LowestCount, Math.Min(range.HighestCount, range.LowestCount < 0 ? 2 : 4))));
        using var simulator = new NetworkSimulator(network.Network, timesteps, KernelSet.Best);
        var executor = new FloatExecutor(layers);
        long different = 0;
        long busy = 0;
        for (int sample = 0; sample < Samples; sample++)
        {
            float[] values = batch.AsSpan(sample * 50, 50).ToArray();
            IReadOnlyDictionary<string, float[]> expected = executor.Run(values);
            simulator.Run(layers.InputShape.ToChannelsLast<int>([.. values.Select(encoding.Encode)]));
            foreach (ConvertedPopulation population in network.Populations.Where(one => one.Population.Spikes))
            {
                int[] counts = new int[population.Population.Count];
                simulator.Total(population.Population, counts);
                double height = population.ValueName == first ? 0.4 : 0.3;
                for (int k = 0; k < counts.Length; k++)
                {
                    int stair = (int)Math.Round(expected[population.ValueName][k] / height);
                    different += counts[population.ValueShape.ToChannelsLast(k)] != stair ? 1 : 0;
                    busy += stair != 0 ? 1 : 0;
                }
            }
        }

        Assert.True(busy > 1000, $"{busy} busy neurons");

        // The bias is rounded, so an argument that lies on a jump may fall to the other side.
        Assert.InRange(different, 0, busy / 500);
    }

    /// <summary>Requantising what is quantised already changes nothing and needs no neurons: not behind a pool, not on the input's bytes.</summary>
    [Fact]
    public void Quantisers_that_change_nothing_get_no_neurons()
    {
        ModelBuilder model = new ModelBuilder(20).Input(1, 4, 4);
        string input = Quantise(model, "x", 1f / 255, 0, 255);
        model.Weights("w1", 2, 1, 1, 1).Node("Conv", "c1", [input, "w1"]);
        string first = Quantise(model, "c1", 0.1f, 0, 15);
        model.Node("MaxPool", "p", [first], Ints("kernel_shape", 2, 2), Ints("strides", 2, 2));
        string again = Quantise(model, "p", 0.1f, 0, 15);
        model.Weights("w3", 2, 2, 1, 1).Node("Conv", "c2", [again, "w3"]);
        string coarser = Quantise(model, "c2", 0.1f, 0, 15);
        model.Node("Flatten", "f", [coarser]).Weights("w2", 8, 3).Node("MatMul", "y", ["f", "w2"]);
        byte[] bytes = model.Build("y");
        OnnxGraph graph = OnnxGraph.Parse(bytes, "again.onnx");
        using OnnxRuntimeTwin onnx = OnnxRuntimeTwin.Create(graph, bytes);
        float[] batch = [.. Enumerable.Range(0, 160).Select(k => k % 256 / 255f)];
        using ConvertedNetwork network = new Converter(
            ModelLowering.Lower(graph).RequireConvertible(), InputEncoding.UnsignedBytes(1.0 / 255), new(16) { Method = SpikingMethod.Exact }).Convert(onnx, batch, 10);
        Assert.Equal([first, "p", coarser, "y"], network.Populations.Select(population => population.ValueName));
    }

    static string Quantise(ModelBuilder model, string value, float height, float lowest, float highest)
    {
        model.Floats($"{value}_s", [], height).Floats($"{value}_h", [], 0.5f).Floats($"{value}_l", [], lowest).Floats($"{value}_u", [], highest)
            .Node("Div", $"{value}_d", [value, $"{value}_s"]).Node("Add", $"{value}_a", [$"{value}_d", $"{value}_h"]).Node("Floor", $"{value}_f", [$"{value}_a"])
            .Node("Clip", $"{value}_c", [$"{value}_f", $"{value}_l", $"{value}_u"]).Node("Mul", $"{value}_q", [$"{value}_c", $"{value}_s"]);
        return $"{value}_q";
    }

    /// <summary>Rows whose entries are whole multiples of a 127th of their largest.</summary>
    static float[] Weights(Random random, int rows, int columns)
    {
        float[] weights = new float[rows * columns];
        for (int row = 0; row < rows; row++)
        {
            for (int k = 0; k < columns; k++)
            {
                weights[(row * columns) + k] = (k == 0 ? Limit : random.Next(-Limit, Limit + 1)) / 128f;
            }
        }

        return weights;
    }

    static float[] Transposed(float[] rows, int count, int columns) =>
        [.. Enumerable.Range(0, rows.Length).Select(k => rows[(k % count * columns) + (k / count)])];
}
