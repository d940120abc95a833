using Neuromorphic.Core.Recurrent;

namespace Neuromorphic.Core.Tests.Recurrent;

/// <summary>
/// Rates, irregularity and correlation of the field's networks against what NEST 3.10, GeNN 5.4 and Brian2 2.5 gave for the
/// same networks, means over three to ten seeds; the bands are a few of their standard deviations wide.
/// </summary>
public sealed class StandardNetworkTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Brunel_s_network_fires_as_elsewhere(bool bits)
    {
        using var simulator = new RecurrentSimulator(
            StandardNetworks.Brunel(), new RecurrentOptions { Threads = 2, Seed = 3, AllowBitRows = bits });
        Assert.Equal(15_625_000, simulator.Synapses);
        Assert.InRange(simulator.SynapseBytes, 0, 6 * simulator.Synapses);
        Assert.All(simulator.Encodings, e => Assert.Equal(bits ? SynapseEncoding.BitRows : SynapseEncoding.UniformRows, e.Encoding));
        simulator.Run(2000, record: false);
        simulator.Run(10_000);
        foreach (PopulationStatistics population in simulator.Statistics())
        {
            Assert.InRange(population.Rate, 31.8, 32.5);
            Assert.InRange(population.IntervalVariation!.Value, 0.165, 0.19);
            Assert.InRange(population.Correlation!.Value, 0.004, 0.016);
        }
    }

    [Fact]
    public void Brunel_s_network_with_synapses_that_learn_fires_as_elsewhere()
    {
        using var simulator = new RecurrentSimulator(
            StandardNetworks.Brunel(plastic: true), new RecurrentOptions { Threads = 2, Seed = 3 });
        Assert.All(simulator.Formats, format => Assert.Equal((NeuronFormat.WideProducts, null), (format.Format, format.PotentialError)));
        Assert.InRange(simulator.SynapseBytes, 0, 6 * simulator.Synapses);
        simulator.Run(10_000, record: false);
        simulator.Run(20_000);
        IReadOnlyList<PopulationStatistics> populations = simulator.Statistics();
        Assert.InRange(populations[0].Rate, 21, 23.2);
        Assert.InRange(populations[1].Rate, 24.5, 25.9);
        Assert.InRange(populations[0].IntervalVariation!.Value, 0.26, 0.30);
        Assert.InRange(simulator.PlasticWeights(0)!.Value.Mean, 0.0943, 0.0963);
        Assert.InRange(simulator.PlasticWeights(0)!.Value.Deviation, 0.0100, 0.0116);
        Assert.Null(simulator.PlasticWeights(1));
    }

    [Fact]
    public void The_current_based_network_fires_as_elsewhere()
    {
        using var simulator = new RecurrentSimulator(StandardNetworks.Cuba(20_000), new RecurrentOptions { Threads = 2, Seed = 3 });
        Assert.All(simulator.Formats, format => Assert.Equal(NeuronFormat.ShortProducts, format.Format));
        Assert.All(simulator.Formats, format => Assert.InRange(format.PotentialError!.Value, 0.001, 0.1));
        simulator.Run(2000, record: false);
        simulator.Run(50_000);
        foreach (PopulationStatistics population in simulator.Statistics())
        {
            Assert.InRange(population.Rate, 5.2, 6.1);
            Assert.InRange(population.IntervalVariation!.Value, 0.69, 0.74);
            Assert.InRange(population.Correlation!.Value, -0.002, 0.003);
        }
    }

    [Fact]
    public void The_microcircuit_at_a_tenth_fires_as_elsewhere()
    {
        using var simulator = new RecurrentSimulator(
            StandardNetworks.Microcircuit(poisson: true, scale: 0.1), new RecurrentOptions { Threads = 2, Seed = 3 });
        Assert.InRange(simulator.Synapses, 2_980_000, 2_995_000);
        simulator.Run(5000, record: false);
        simulator.Run(20_000);
        double[] expected = [0.486, 2.13, 3.99, 5.03, 6.71, 7.84, 0.847, 7.04];
        Assert.All(
            simulator.Statistics().Zip(expected),
            pair => Assert.InRange(pair.First.Rate, pair.Second * 0.85, pair.Second * 1.15));
    }

    [Fact]
    public void The_microcircuit_has_the_synapses_of_the_paper()
    {
        NetworkDescription network = StandardNetworks.Microcircuit();
        Assert.Equal(77_169, network.Neurons);
        Assert.Equal(298_880_968, network.ExpectedSynapses);
        Assert.Equal(87.8085, ((NormalDistribution)network.Projections[0].Weight).Mean, 4);
    }
}
