using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Networks;
using Neuromorphic.Core.Verification;
using Neuromorphic.Import.Conversion;
using Neuromorphic.Import.Conversion.Methods;
using Neuromorphic.Import.Layers;
using Neuromorphic.Import.Lowering;
using Neuromorphic.Import.Onnx;
using Neuromorphic.Import.Tests.Support;
using Neuromorphic.Import.Verification;

namespace Neuromorphic.Import.Tests.Conversion.Methods;

/// <summary>Random branched graphs of every operator, converted by the methods that promise the integer twin's activations.</summary>
public class RandomNetworkTests
{
    const int Graphs = 60;
    const int Samples = 6;
    static readonly InputEncoding Encoding = new(1.0 / 32, -32, 32);

    public static TheoryData<string> Exact => [.. SpikingMethod.All.Where(method => method.IsExact).Select(method => method.Name)];

    [Theory]
    [MemberData(nameof(Exact))]
    public void Every_neuron_ends_up_with_the_activation_of_the_twin(string name)
    {
        SpikingMethod method = SpikingMethod.Named(name)!;
        var random = new Random(11);
        long units = 0;
        int converted = 0;
        int refused = 0;
        var functions = new HashSet<string>();
        for (int round = 0; round < Graphs; round++)
        {
            int timesteps = random.Next(1, 25);
            int bits = random.Next(2, 9);
            Case? made = Case.Make(random, round, new ConversionOptions(timesteps, bits) { Method = method }, ref refused);
            if (made is null)
            {
                continue;
            }

            using ConvertedNetwork network = made.Network;
            using var simulator = new NetworkSimulator(network.Network, timesteps, KernelSet.Best);
            using var comparison = new TwinComparison(network.Network, timesteps, KernelSet.Best);
            for (int sample = 0; sample < Samples; sample++)
            {
                int[] input = [.. Enumerable.Range(0, network.Network.Input.Count).Select(_ => random.Next(Encoding.Minimum, Encoding.Maximum + 1))];
                simulator.Run(input);
                comparison.Compare(simulator, input);
                Assert.Equal(Decision.Of(simulator.Readout(simulator.Steps(network.Network.Readout) - 1)), comparison.Decision);
            }

            Assert.True(comparison.Equal == comparison.Units, $"graph {round}: {comparison.FirstDifference}");
            units += comparison.Units;
            converted++;
            functions.UnionWith(made.Layers.Layers.OfType<ActivationLayer>().Select(layer => layer.Function.Name));
        }

        // Times cannot say negative activations, so most of these graphs are refused there.
        Assert.True(units > 10_000 && converted > Graphs / 10, $"{converted} graphs with {units} neurons, {refused} refused");
        Assert.True(method == SpikingMethod.TimeToFirstSpike || (converted > Graphs * 0.7 && functions.Count > 15), $"{converted} graphs, {functions.Count} functions");
    }

    /// <summary>With many levels the logits are those of ONNX Runtime, as far as functions that jump and 8-bit weights allow.</summary>
    [Fact]
    public void With_many_levels_the_outputs_are_those_of_the_trained_network()
    {
        var random = new Random(12);
        var errors = new List<double>();
        int refused = 0;
        for (int round = 0; round < Graphs; round++)
        {
            Case? made = Case.Make(random, round, new ConversionOptions(400) { Method = SpikingMethod.CountCoded }, ref refused);
            if (made is not null)
            {
                errors.Add(made.RelativeError(random));
                made.Network.Dispose();
            }
        }

        errors.Sort();
        Assert.True(errors.Count > Graphs * 0.7, $"{errors.Count} converted, {refused} refused");
        Assert.InRange(errors[errors.Count / 2], 0, 0.03);
        Assert.InRange(errors[errors.Count * 3 / 4], 0, 0.15);
    }

    /// <summary>Weights that are no numbers, or of any size, parameters out of all ranges, lost nodes: an error in one line, or a network that keeps its promise.</summary>
    [Fact]
    public void Damaged_models_convert_or_are_refused()
    {
        var random = new Random(13);
        int converted = 0;
        int refused = 0;
        byte[] model = [];
        for (int round = 0; round < 300; round++)
        {
            model = round % 10 == 0 ? new RandomGraph(random).Build() : model;
            byte[] damaged = ModelMutation.Mutate(model, random);
            try
            {
                OnnxGraph graph = OnnxGraph.Parse(damaged, $"mutation {round}");
                LayerGraph layers = ModelLowering.Lower(graph).RequireConvertible();
                if (layers.Layers.Sum(layer => (long)layer.OutputShape.Count) > 1 << 16 || layers.Macs > 1 << 20 || graph.Input.FixedBatch > 64)
                {
                    continue;
                }

                var choice = MethodChoice.Of(layers, Encoding);
                using OnnxRuntimeTwin twin = OnnxRuntimeTwin.Create(graph, damaged);
                float[] calibration = [.. Enumerable.Range(0, 4 * layers.InputShape.Count).Select(_ => (float)(random.Next(Encoding.Minimum, Encoding.Maximum + 1) * Encoding.Step))];
                using ConvertedNetwork network = new Converter(layers, Encoding, new(choice.Timesteps) { Method = SpikingMethod.Exact }).Convert(twin, calibration, 4);
                using var simulator = new NetworkSimulator(network.Network, choice.Timesteps, KernelSet.Best);
                using var comparison = new TwinComparison(network.Network, choice.Timesteps, KernelSet.Best);
                int[] input = [.. Enumerable.Range(0, network.Network.Input.Count).Select(_ => random.Next(Encoding.Minimum, Encoding.Maximum + 1))];
                simulator.Run(input);
                comparison.Compare(simulator, input);
                Assert.True(comparison.Equal == comparison.Units, $"mutation {round}: {comparison.FirstDifference}");
                converted++;
            }
            catch (ModelException exception)
            {
                Assert.DoesNotContain('\n', exception.Message);
                refused++;
            }
            catch (Exception error) when (error is not Xunit.Sdk.XunitException)
            {
                throw new InvalidOperationException($"mutation {round}: {error.Message}", error);
            }
        }

        Assert.True(converted > 15 && refused > 30, $"{converted} converted, {refused} refused");
    }

    /// <summary>A random model with its conversion.</summary>
    sealed record Case(LayerGraph Layers, OnnxGraph Graph, byte[] Model, ConvertedNetwork Network, int Timesteps)
    {
        public static Case? Make(Random random, int round, ConversionOptions options, ref int refused)
        {
            byte[] model = new RandomGraph(random).Build();
            OnnxGraph graph = OnnxGraph.Parse(model, $"graph {round}");
            LayerGraph layers = ModelLowering.Lower(graph).RequireConvertible();
            using OnnxRuntimeTwin twin = OnnxRuntimeTwin.Create(graph, model);
            const int Calibration = 16;
            float[] calibration = [.. Enumerable.Range(0, Calibration * layers.InputShape.Count).Select(_ => Input(random))];
            try
            {
                ConvertedNetwork network = new Converter(layers, Encoding, options).Convert(twin, calibration, Calibration);
                return new(layers, graph, model, network, options.Timesteps);
            }
            catch (ModelException)
            {
                refused++;
                return null;
            }
        }

        public double RelativeError(Random random)
        {
            using OnnxRuntimeTwin onnx = OnnxRuntimeTwin.Create(Graph, Model);
            using var twin = new QuantisedTwin(Network.Network, Timesteps, KernelSet.Best);
            double error = 0;
            double norm = 1e-12;
            for (int sample = 0; sample < Samples; sample++)
            {
                float[] values = [.. Enumerable.Range(0, Layers.InputShape.Count).Select(_ => Input(random))];
                float[] expected = onnx.Run(values, 1);
                twin.Run(Layers.InputShape.ToChannelsLast<int>([.. values.Select(Encoding.Encode)]));
                ReadOnlySpan<int> actual = twin.Counts(Network.Network.Readout);
                TensorShape shape = Network.Populations[^1].ValueShape;
                for (int k = 0; k < expected.Length; k++)
                {
                    double value = actual[shape.ToChannelsLast(k)] * Network.Network.Readout.Step / Timesteps;
                    error += (value - expected[k]) * (value - expected[k]);
                    norm += expected[k] * expected[k];
                }
            }

            return Math.Sqrt(error / norm);
        }

        static float Input(Random random) => (float)(random.Next(Encoding.Minimum, Encoding.Maximum + 1) * Encoding.Step);
    }
}
