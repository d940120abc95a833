using Neuromorphic.Core.Networks;
using Neuromorphic.Import.Conversion;
using Neuromorphic.Import.Conversion.Thresholds;
using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Tests.Conversion;

public class BranchedConversionTests
{
    const int Timesteps = 256;
    static readonly TensorShape Shape = new(3, 6, 6);

    [Fact]
    public void A_residual_connection_follows_the_float_network()
    {
        var network = new BranchedNetwork(Shape);
        string first = network.Relu(network.Normalisation(network.Convolution("x", 6, 3)));
        string branch = network.Relu(network.Normalisation(network.Convolution(first, 6, 3)));
        string sum = network.Relu(network.Normalisation(network.Sum(network.Convolution(branch, 6, 3), first)));
        network.Convolution(sum, 4, 1);
        using ConvertedNetwork converted = Convert(network, InputEncoding.UnsignedBytes(1.0 / 255));
        Assert.Equal(2, converted.Network.Populations[3].Projections.Count);
        Check(network, converted, InputEncoding.UnsignedBytes(1.0 / 255));
    }

    /// <summary>A value that is activated and also used as it is, a sum as output, and amplitudes that differ inside of a concatenation.</summary>
    [Fact]
    public void Values_are_read_in_front_of_and_behind_their_activation()
    {
        var network = new BranchedNetwork(Shape);
        string linear = network.Normalisation(network.Convolution("x", 5, 3));
        string first = network.Relu(linear);
        string second = network.Relu(network.Normalisation(network.Convolution(first, 3, 3)), maximum: 0.8);
        string joined = network.Relu(network.Normalisation(network.Concat(first, second)));
        network.Sum(network.Convolution(joined, 5, 1), first);
        Check(network, Convert(network, InputEncoding.UnsignedBytes(1.0 / 255)), InputEncoding.UnsignedBytes(1.0 / 255));
    }

    /// <summary>A unit of the input is far smaller than a spike, so the input is read as spikes there, in two parts where it has signs.</summary>
    [Theory]
    [InlineData(0, 2)]
    [InlineData(-128, 3)]
    public void The_network_input_beside_spikes_is_carried_by_neurons(int minimum, int projections)
    {
        var encoding = new InputEncoding(1.0 / 128, minimum, 127);
        var network = new BranchedNetwork(Shape);
        string first = network.Relu(network.Normalisation(network.Convolution("x", 3, 3)));
        string sum = network.Relu(network.Normalisation(network.Sum(network.Convolution(first, 3, 3), "x")));
        network.Convolution(sum, 4, 1);
        using ConvertedNetwork converted = Convert(network, encoding);
        Population target = converted.Network.Populations[^2];
        Assert.Equal(projections, target.Projections.Count);
        Assert.DoesNotContain(target.Projections, projection => projection.Source is InputPopulation);
        Check(network, converted, encoding);
    }

    [Fact]
    public void A_capped_rectifier_is_never_above_its_cap()
    {
        var network = new BranchedNetwork(Shape);
        string first = network.Relu(network.Normalisation(network.Convolution("x", 4, 3)), maximum: 0.25);
        network.Convolution(first, 2, 1);
        using ConvertedNetwork converted = Convert(network, InputEncoding.UnsignedBytes(1.0 / 255));
        var neurons = Assert.IsAssignableFrom<NeuronPopulation>(converted.Network.Populations[1]);
        Assert.All(neurons.Amplitude.ToArray(), amplitude => Assert.InRange(amplitude, 0.2, 0.2501));
        Check(network, converted, InputEncoding.UnsignedBytes(1.0 / 255));
    }

    [Fact]
    public void A_pool_over_a_concatenation_of_rectified_values_converts_and_one_over_others_is_refused()
    {
        var network = new BranchedNetwork(Shape);
        string first = network.Relu(network.Normalisation(network.Convolution("x", 2, 3)));
        string second = network.Relu(network.Normalisation(network.Convolution("x", 3, 1)));
        network.Convolution(network.MaxPool(network.Normalisation(network.Concat(first, second))), 2, 1);
        ModelException refusal = Assert.Throws<ModelException>(() => Convert(network, InputEncoding.UnsignedBytes(1.0 / 255)));
        Assert.Contains("pool", refusal.Node);

        network = new BranchedNetwork(Shape);
        first = network.Relu(network.Normalisation(network.Convolution("x", 2, 3)));
        second = network.Relu(network.Normalisation(network.Convolution("x", 3, 1)));
        network.Convolution(network.MaxPool(network.Concat(first, second)), 2, 1);
        Check(network, Convert(network, InputEncoding.UnsignedBytes(1.0 / 255)), InputEncoding.UnsignedBytes(1.0 / 255));
    }

    [Fact]
    public void Without_normalisation_thresholds_without_data_are_refused_by_name()
    {
        var network = new BranchedNetwork(Shape);
        network.Convolution(network.Relu(network.Convolution("x", 2, 3)), 2, 1);
        Assert.Contains("BatchNormalization", Assert.Throws<ModelException>(() => Convert(network, InputEncoding.UnsignedBytes(1))).Message);
    }

    [Fact]
    public void In_chip_format_all_thresholds_of_a_population_are_one_power_of_two()
    {
        var network = new BranchedNetwork(Shape);
        string first = network.Relu(network.Normalisation(network.Convolution("x", 6, 3)));
        network.Convolution(network.Relu(network.Normalisation(network.Sum(network.Convolution(first, 6, 3), first))), 4, 1);
        using ConvertedNetwork converted = new Converter(network.Graph, InputEncoding.UnsignedBytes(1.0 / 255), new(Timesteps)
        {
            Threshold = new DataFreeThreshold(),
            Scaling = WeightScaling.PowerOfTwoPerLayer,
        }).Convert();
        foreach (NeuronPopulation neurons in converted.Network.Populations.OfType<NeuronPopulation>())
        {
            int theta = Assert.Single(neurons.Parameters.Threshold.ToArray().Distinct());
            Assert.True(theta > 4 && int.IsPow2(theta));
        }

        Check(network, converted, InputEncoding.UnsignedBytes(1.0 / 255));
    }

    static ConvertedNetwork Convert(BranchedNetwork network, InputEncoding encoding) =>
        new Converter(network.Graph, encoding, new(Timesteps) { Threshold = new DataFreeThreshold() }).Convert();

    static void Check(BranchedNetwork network, ConvertedNetwork converted, InputEncoding encoding) =>
        Assert.InRange(network.RelativeError(converted, encoding, Timesteps), 0, 0.08);
}
