using Neuromorphic.Core.Recurrent;

namespace Neuromorphic.Core.Tests.Recurrent;

/// <summary>Networks whose input could leave 32 bits are refused, and those at the edge are not.</summary>
public sealed class InputBoundTests
{
    /// <summary>A unit of current is 2⁻¹⁰ pA, so a weight of 2²⁰ pA·2⁻¹⁰ = 1024 pA has 2²⁰ units.</summary>
    const double Weight = 1024;

    const int UnitsPerWeight = 1 << 20;

    [Theory]
    [InlineData(2047, false, true)]
    [InlineData(2048, false, false)]
    [InlineData(2047, true, true)]
    [InlineData(2048, true, false)]
    public void The_sum_of_all_weights_of_a_neuron_decides(int inDegree, bool bits, bool fits) =>
        Check(Network(new FixedInDegree(inDegree), Weight), fits, bits);

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void Magnitudes_count_whatever_the_signs_are(int sign)
    {
        NetworkDescription network = Network(new FixedInDegree(1500), sign * Weight);
        ProjectionDescription other = network.Projections[0] with { Rule = new FixedInDegree(600), Weight = -sign * Weight };
        Check(network with { Projections = [network.Projections[0], other] }, fits: false);
        Check(network with { Projections = [network.Projections[0], other with { Rule = new FixedInDegree(500) }] }, fits: true);
        Check(network with { Projections = [network.Projections[0], other with { Receptor = Receptor.Inhibitory }] }, fits: true);
    }

    [Fact]
    public void Weights_that_vary_and_weights_that_learn_count_too()
    {
        Check(Network(new FixedInDegree(1900), new NormalDistribution(Weight, 0.01)), fits: true);
        Check(Network(new FixedInDegree(2100), new NormalDistribution(Weight, 0.01)), fits: false);
        NetworkDescription learning = Network(new FixedInDegree(1100), Weight / 2);
        var rule = new PairPlasticity
        {
            Potentiation = 10,
            Depression = 10,
            PotentiationTimeConstant = 20,
            DepressionTimeConstant = 20,
            LargestWeight = Weight,
        };
        Check(learning with { Projections = [learning.Projections[0] with { Plasticity = rule }] }, fits: true);
        Check(learning with { Projections = [learning.Projections[0] with { Plasticity = rule with { LargestWeight = 2 * Weight } }] }, fits: false);
    }

    [Fact]
    public void The_drive_s_largest_count_belongs_to_the_sum()
    {
        int largest = PoissonTable.Of(2).Below.Max();
        NetworkDescription network = Network(new FixedInDegree(2047 - largest), Weight);
        PopulationDescription driven = network.Populations[0] with { Drive = new PoissonDrive(20_000, Weight) };
        Check(network with { Populations = [driven] }, fits: true);
        Check(network with { Populations = [driven with { Drive = new PoissonDrive(20_000, Weight * 1.1) }] }, fits: false);
    }

    static void Check(NetworkDescription network, bool fits, bool bits = true)
    {
        if (fits)
        {
            using var simulator = new RecurrentSimulator(network, new RecurrentOptions { AllowBitRows = bits });
            simulator.Run(2);
            return;
        }

        string message = Assert.Throws<NetworkDescriptionException>(() => new RecurrentSimulator(network, new RecurrentOptions { Threads = 2, AllowBitRows = bits })).Message;
        Assert.Contains("populations[0].neuron", message, StringComparison.Ordinal);
        Assert.Contains("currentSpanPa", message, StringComparison.Ordinal);
    }

    static NetworkDescription Network(ConnectionRule rule, Distribution weight)
    {
        Assert.Equal(UnitsPerWeight, (SmallNetworks.Neuron with { Timestep = 0.1 }).Design().Weight(Weight));
        return new NetworkDescription
        {
            Name = "bound",
            Populations = [new() { Name = "p", Size = 100, Neuron = SmallNetworks.Neuron }],
            Projections = [new() { Source = "p", Target = "p", Rule = rule, Weight = weight, Delay = 1 }],
        };
    }
}
