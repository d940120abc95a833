using Neuromorphic.Core.Networks;
using Neuromorphic.Import.Conversion;
using Neuromorphic.Import.Lowering;
using Neuromorphic.Import.Onnx;
using Neuromorphic.Import.Tests.Support;
using Neuromorphic.Import.Verification;
using static Neuromorphic.Import.Tests.Support.ModelBuilder;

namespace Neuromorphic.Import.Tests.Conversion;

public class ConverterTests
{
    const double DigitScale = 1.0 / 16;
    const double OnePoint = 0.01;

    [Theory]
    [InlineData("digits-cnn.onnx")]
    [InlineData("digits-mlp.onnx")]
    public void Digits_keep_their_accuracy_within_a_point(string model)
    {
        var task = ModelWithData.Load(Path.Combine("Data", model), "Data/digits-images.npy", "Data/digits-labels.npy", "Data/digits-calibration.npy", DigitScale);
        task.RequireAccuracyWithin(OnePoint, timesteps: 32);
    }

    [SharedTheory]
    [InlineData("mnist-mlp", "mnist", 255)]
    [InlineData("mnist-lenet", "mnist", 255)]
    [InlineData("mnist-cnn-avgpool-bn", "mnist", 255)]
    [InlineData("spoken-digits-cnn", "spoken-digits", 255)]
    public void Shared_models_keep_their_accuracy_within_a_point(string model, string data, int range)
    {
        var task = ModelWithData.Load(
            Shared.Path("models", model, "model.onnx"),
            Shared.Path("data", data, "images.npy"),
            Shared.Path("data", data, "labels.npy"),
            Shared.Path("data", data, "calibration.npy"),
            1.0 / range);
        task.RequireAccuracyWithin(OnePoint, timesteps: 32);
    }

    [Fact]
    public void The_amplitude_of_a_spike_is_what_rounding_the_threshold_gave()
    {
        using ConvertedNetwork network = Digits().Convert(timesteps: 16);
        foreach (NeuronPopulation neurons in network.Network.Populations.OfType<NeuronPopulation>())
        {
            int channels = neurons.Shape.Channels;
            for (int i = 0; i < neurons.Count; i++)
            {
                bool silent = neurons.Parameters.Threshold[i] == NeuronParameters.NeverFires;
                Assert.Equal(silent, neurons.Amplitude[i] == 0);
                Assert.Equal(neurons.Amplitude[i % channels], neurons.Amplitude[i]);
                if (!silent)
                {
                    double half = neurons.Parameters.Threshold[i] / 2.0;
                    Assert.InRange(neurons.Parameters.InitialPotential[i], (half / 2) - 20, (half * 1.5) + 20);
                }
            }
        }

        Assert.All(network.Ranges, range => Assert.True(range.Fits));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(9)]
    public void Weights_keep_to_their_bits(int bits)
    {
        using ConvertedNetwork network = Digits().Convert(timesteps: 8, bits);
        int limit = bits == 9 ? 254 : (1 << (bits - 1)) - 1;
        var whole = new Dictionary<(Population, int Source, int Target), int>();
        foreach ((Population population, Projection projection) in network.Network.Populations.SelectMany(p => p.Projections.Select(projection => (p, projection))))
        {
            int[] targets = new int[projection.Synapses.MaxFanOut];
            sbyte[] weights = new sbyte[projection.Synapses.MaxFanOut];
            for (int j = 0; j < projection.Synapses.Source.Count; j++)
            {
                int count = projection.Synapses.CopySynapses(j, targets, weights);
                for (int k = 0; k < count; k++)
                {
                    // Of nine bits, a large weight is two synapses.
                    (Population, int, int) pair = (population, j, targets[k]);
                    whole[pair] = whole.GetValueOrDefault(pair) + weights[k];
                }
            }
        }

        Assert.Equal(limit, whole.Values.Max(Math.Abs));
        Assert.Equal(bits == 9, network.Network.Populations.Any(p => p.Projections.Count > 1));
    }

    [Fact]
    public void Converting_twice_gives_the_same_integers()
    {
        ModelWithData task = Digits();
        using ConvertedNetwork first = task.Convert(timesteps: 8);
        using ConvertedNetwork second = task.Convert(timesteps: 8);
        foreach ((Population a, Population b) in first.Network.Populations.Zip(second.Network.Populations))
        {
            if (a is NeuronPopulation x && b is NeuronPopulation y)
            {
                Assert.Equal(x.Parameters.Threshold.ToArray(), y.Parameters.Threshold.ToArray());
                Assert.Equal(x.Parameters.Bias.ToArray(), y.Parameters.Bias.ToArray());
                Assert.Equal(x.Parameters.InitialPotential.ToArray(), y.Parameters.InitialPotential.ToArray());
            }
        }
    }

    /// <summary>Current that is constant arrives evenly, and pooling units are exact: neither can be uneven.</summary>
    [Fact]
    public void Diagnosis_finds_unevenness_only_where_there_can_be_some()
    {
        ModelBuilder model = new ModelBuilder().Input(1, 8, 8)
            .Weights("w1", 6, 1, 3, 3).Node("Conv", "c1", ["x", "w1"], Ints("pads", 1, 1, 1, 1)).Node("Relu", "r1", ["c1"])
            .Node("MaxPool", "p1", ["r1"], Ints("kernel_shape", 2, 2), Ints("strides", 2, 2))
            .Weights("w2", 8, 6, 3, 3).Node("Conv", "c2", ["p1", "w2"]).Node("Relu", "r2", ["c2"])
            .Node("Flatten", "f", ["r2"]).Weights("w3", 32, 10).Node("MatMul", "y", ["f", "w3"]);
        var task = ModelWithData.Parse(model.Build("y"), "Data/digits-images.npy", "Data/digits-labels.npy", "Data/digits-calibration.npy", DigitScale);
        using ConvertedNetwork network = task.Convert(timesteps: 16);
        ConversionDiagnosis diagnosis = task.Diagnose(network, timesteps: 16);
        Assert.Equal(["Conv-c1", "MaxPool-p1", "Conv-c2"], diagnosis.Layers.Select(layer => layer.Name));
        Assert.Equal(0, diagnosis.Layers[0].Uneven);
        Assert.Equal(0, diagnosis.Layers[1].Uneven);
        Assert.InRange(diagnosis.Layers[2].Uneven, 0.001, 0.5);
        Assert.All(diagnosis.Layers, layer => Assert.InRange(layer.Correlation!.Value, 0.9, 1));
        Assert.All(diagnosis.Layers, layer => Assert.InRange(layer.RelativeError!.Value, 1e-4, 0.3));
        Assert.Null(diagnosis.FirstBadLayer);
    }

    /// <summary>
    /// Grouped, dilated and strided convolutions, normalisation in front of and behind a rectifier, pools that overlap, a
    /// pad that is a node of its own, a fully connected layer written as MatMul and Add, a Softmax at the end.
    /// </summary>
    [Fact]
    public void A_network_of_many_operators_follows_its_activations()
    {
        ModelBuilder model = new ModelBuilder().Input(1, 8, 8)
            .Weights("w1", 8, 1, 3, 3).Node("Conv", "c1", ["x", "w1"], Text("auto_pad", "SAME_UPPER"))
            .Floats("g1", [8], 1, 2, 1, 0.5f, 1, 1, 3, 1).Floats("b1", [8], 0, 0.5f, 0.1f, 0, 0, 1, 0, 0)
            .Floats("m1", [8], 0, 1, 0, 0, 0.5f, 0, 0, 0).Floats("v1", [8], 1, 4, 1, 1, 1, 2, 1, 1)
            .Node("BatchNormalization", "n1", ["c1", "g1", "b1", "m1", "v1"]).Node("Relu", "r1", ["n1"])
            .Node("AveragePool", "a1", ["r1"], Ints("kernel_shape", 3, 3), Ints("strides", 2, 2), Ints("pads", 1, 1, 0, 0))
            .Weights("w2", 8, 1, 3, 3).Node("Conv", "c2", ["a1", "w2"], Int("group", 8), Ints("pads", 2, 2, 2, 2), Ints("dilations", 2, 2))
            .Node("Relu", "r2", ["c2"])
            .Floats("g2", [8], 1, 1, 2, 1, 1, 1, 1, 0.5f).Node("BatchNormalization", "n2", ["r2", "g2", "b1", "m1", "v1"])
            .Weights("w3", 12, 8, 1, 1).Node("Conv", "c3", ["n2", "w3"], Ints("pads", 1, 1, 1, 1)).Node("Relu", "r3", ["c3"])
            .Node("MaxPool", "p3", ["r3"], Ints("kernel_shape", 2, 2), Ints("strides", 2, 2), Int("ceil_mode", 1))
            .Node("Flatten", "f", ["p3"]).Weights("w4", 108, 20).Weights("b4", 20)
            .Node("MatMul", "d4", ["f", "w4"]).Node("Add", "e4", ["d4", "b4"]).Node("Relu", "r4", ["e4"])
            .Weights("w5", 20, 10).Node("MatMul", "d5", ["r4", "w5"]).Node("Softmax", "y", ["d5"]);
        var task = ModelWithData.Parse(model.Build("y"), "Data/digits-images.npy", "Data/digits-labels.npy", "Data/digits-calibration.npy", DigitScale);
        using ConvertedNetwork network = task.Convert(timesteps: 64);
        ConversionDiagnosis diagnosis = task.Diagnose(network, timesteps: 64);
        Assert.Equal(5, diagnosis.Layers.Count);
        Assert.All(diagnosis.Layers, layer => Assert.InRange(layer.Correlation!.Value, 0.98, 1));
    }

    [Fact]
    public void A_rectifier_behind_the_pool_is_taken_in_front_of_it()
    {
        ModelBuilder model = new ModelBuilder().Input(1, 8, 8)
            .Weights("w1", 4, 1, 3, 3).Node("Conv", "c1", ["x", "w1"])
            .Node("MaxPool", "p1", ["c1"], Ints("kernel_shape", 2, 2), Ints("strides", 2, 2)).Node("Relu", "r1", ["p1"])
            .Node("Flatten", "f", ["r1"]).Weights("w3", 36, 10).Node("MatMul", "y", ["f", "w3"]);
        var task = ModelWithData.Parse(model.Build("y"), "Data/digits-images.npy", "Data/digits-labels.npy", "Data/digits-calibration.npy", DigitScale);
        using ConvertedNetwork network = task.Convert(timesteps: 32);
        Assert.Equal(4, network.Network.Populations.Count);
        Assert.IsType<MaxPoolPopulation>(network.Network.Populations[2]);
        Assert.All(task.Diagnose(network, timesteps: 32).Layers, layer => Assert.InRange(layer.Correlation!.Value, 0.99, 1));
    }

    [Fact]
    public void A_pool_over_values_that_may_be_negative_is_refused_by_name()
    {
        ModelBuilder model = new ModelBuilder().Input(1, 8, 8)
            .Weights("w1", 4, 1, 3, 3).Node("Conv", "c1", ["x", "w1"])
            .Node("MaxPool", "p1", ["c1"], Ints("kernel_shape", 2, 2), Ints("strides", 2, 2))
            .Node("Flatten", "f", ["p1"]).Weights("w3", 36, 10).Node("MatMul", "y", ["f", "w3"]);
        var task = ModelWithData.Parse(model.Build("y"), "Data/digits-images.npy", "Data/digits-labels.npy", "Data/digits-calibration.npy", DigitScale);
        ModelException refusal = Assert.Throws<ModelException>(() => task.Convert(timesteps: 8));
        Assert.Contains("MaxPool-p1", refusal.Message);
        Assert.Contains("Relu", refusal.Remedy);
    }

    [Fact]
    public void A_network_that_is_never_active_is_refused()
    {
        ModelBuilder model = new ModelBuilder().Input(4)
            .Floats("w", [4, 3], new float[12]).Floats("b", [3], -1, -1, -1)
            .Node("Gemm", "g", ["x", "w", "b"]).Node("Relu", "r", ["g"])
            .Weights("v", 3, 2).Node("MatMul", "y", ["r", "v"]);
        byte[] bytes = model.Build("y");
        OnnxGraph graph = OnnxGraph.Parse(bytes, "silent.onnx");
        using OnnxRuntimeTwin twin = OnnxRuntimeTwin.Create(graph, bytes);
        var converter = new Converter(ModelLowering.Lower(graph).RequireConvertible(), InputEncoding.UnsignedBytes(1), new(8));
        ModelException refusal = Assert.Throws<ModelException>(() => converter.Convert(twin, new float[8], 2));
        Assert.Contains("silent.onnx", refusal.Message);
        Assert.Contains("no neuron of it is ever active", refusal.Message);
    }

    [Fact]
    public void A_potential_that_32_bits_might_not_hold_is_refused_with_the_way_out()
    {
        ModelException refusal = Assert.Throws<ModelException>(() => Digits().Convert(timesteps: ConversionOptions.MaxTimesteps));
        Assert.Contains("--timesteps", refusal.Remedy);
    }

    [Theory]
    [InlineData(0, 8)]
    [InlineData(ConversionOptions.MaxTimesteps + 1, 8)]
    [InlineData(8, 1)]
    [InlineData(8, 10)]
    public void Options_out_of_range_are_refused(int timesteps, int bits) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConversionOptions(timesteps, bits).Validate());

    static ModelWithData Digits() => ModelWithData.Load(
        "Data/digits-cnn.onnx", "Data/digits-images.npy", "Data/digits-labels.npy", "Data/digits-calibration.npy", DigitScale);
}
