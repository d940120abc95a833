using Neuromorphic.Core;
using Neuromorphic.Core.Networks;
using Neuromorphic.Core.Synapses;
using Neuromorphic.Emulator.Activity;
using Neuromorphic.Emulator.Mapping;
using Neuromorphic.Emulator.Runs;
using Neuromorphic.Emulator.Tests.Support;

namespace Neuromorphic.Emulator.Tests.Runs;

/// <summary>Values that NeuroBench's own unit tests and documentation give (tests/test_metrics.py, May 2026).</summary>
public class NeuroBenchTests
{
    [Fact]
    public void Linear_layers()
    {
        Assert.Equal(1125, Effective(Dense(20, 25), 5) + Effective(Dense(25, 25), 0.7));
        Assert.Equal(2150, Effective(Dense(20, 20), 5) + Effective(Dense(20, 25), 0.5) + (2 * Effective(Dense(25, 25), 0.5)));
        Assert.Equal(145_955, new[] { (20, 256), (256, 256), (256, 256), (256, 35) }.Sum(layer => Dense(layer.Item1, layer.Item2).StoredWeights + layer.Item2));

        // The example of the documentation: six of nine weights, one of three inputs is zero.
        var example = new DenseSynapses(Shape.Flat(3), Shape.Flat(3), [1, 0, 2, 1, 0, 3, 0, 1, 1]);
        double[] input = [0, 1.3, -1];
        Assert.Equal(4, NeuroBenchDefinitions.EffectiveOperations(example, input));
        Assert.Equal(9, NeuroBenchDefinitions.DenseOperations(example));
        Assert.False(NeuroBenchDefinitions.AreAccumulates(input));
        Assert.True(NeuroBenchDefinitions.AreAccumulates([0, 1, -1]));
    }

    [Theory]
    [InlineData(3, 9)]
    [InlineData(12, 900)]
    public void Convolutions_in_two_dimensions(int side, int expected)
    {
        var window = new SlidingWindow(side, side - 2, 3, 1, 0, 1);
        var convolution = new ConvolutionSynapses(new Shape(side, side, 1), 1, window, window, 1, [.. Enumerable.Repeat((sbyte)1, 9)]);
        Assert.Equal(expected, Effective(convolution, 0.5));
        Assert.Equal(expected, NeuroBenchDefinitions.DenseOperations(convolution));
    }

    [Fact]
    public void Convolutions_in_one_dimension()
    {
        var convolution = new ConvolutionSynapses(
            new Shape(1, 10, 5), 1, new SlidingWindow(1, 1, 1, 1, 0, 1), new SlidingWindow(10, 6, 5, 1, 0, 1), 1, [.. Enumerable.Repeat((sbyte)1, 25)]);
        Assert.Equal(150, Effective(convolution, 2));
    }

    [Theory]
    [InlineData(RecurrentCell.LongShortTerm, 615)]
    [InlineData(RecurrentCell.Simple, 150)]
    [InlineData(RecurrentCell.Gated, 465)]
    public void Recurrent_cells(RecurrentCell cell, int expected) =>
        Assert.Equal(expected, NeuroBenchDefinitions.DenseOperations(cell, 25, 5));

    [Theory]
    [InlineData(true, 1000, 50, 200)]
    [InlineData(false, 0, 5, 20)]
    public void A_spiking_layer_over_ten_steps(bool ones, int accumulates, int updates, int operations)
    {
        // Linear(20, 5) and leaky neurons, ten steps of ones or zeros; per sample.
        DenseSynapses linear = Dense(20, 5);
        double[] input = [.. Enumerable.Repeat(ones ? 1.0 : 0, 20)];
        Assert.True(NeuroBenchDefinitions.AreAccumulates(input));
        Assert.Equal(accumulates, 10 * NeuroBenchDefinitions.EffectiveOperations(linear, input));
        double[][] potentials = [.. Enumerable.Range(1, 10).Select(step => Enumerable.Repeat(ones ? 1 - Math.Pow(0.9, step) : 0, 5).ToArray())];
        Assert.Equal(updates, NeuroBenchDefinitions.MembraneUpdates(potentials));
        Assert.Equal(operations, updates * NeuroBenchDefinitions.OperationsPerUpdate(NeuroBenchNeuron.Leaky, resetsToZero: false));
        Assert.Equal(200, 5 * 10 * NeuroBenchDefinitions.OperationsPerUpdate(NeuroBenchNeuron.Leaky, resetsToZero: true));
    }

    [Fact]
    public void Tables_and_shares()
    {
        Assert.Equal([4, 4, 6, 8, 11, 11, 18, 24], Enum.GetValues<NeuroBenchNeuron>().SelectMany(neuron => (int[])
        [
            NeuroBenchDefinitions.OperationsPerUpdate(neuron, resetsToZero: false), NeuroBenchDefinitions.OperationsPerUpdate(neuron, resetsToZero: true),
        ]));
        Assert.Equal(0.96, NeuroBenchDefinitions.Sparsity(48, 50));
        Assert.Equal(0, NeuroBenchDefinitions.Sparsity(0, 0));

        // A network of the motor task: 4900 weights of four bytes and 48 bytes of buffers.
        Assert.Equal(19_648, NeuroBenchDefinitions.Footprint([(4900, 4), (12, 4)]));
    }

    [Fact]
    public void A_run_gives_the_definition_and_what_the_code_makes_of_it()
    {
        // One input, one neuron that spikes in each of three steps, one class with a bias.
        using SpikingNetwork network = TestNetworks.Chain();
        ChipRunResult run = ChipRun.Run(ChipMapper.Map(network, TestChips.Loihi, 8), new ArrayInputSource([1], 1), 1, 3, new ChipRunOptions { Threads = 1 });
        var metrics = NeuroBenchMetrics.Of(run);
        Assert.Equal((1.0, 3.0), (metrics.EffectiveMacs, metrics.ByCode.EffectiveMacs));
        Assert.Equal(3, metrics.EffectiveAcs);
        Assert.Equal((1.0 + 3, 3.0 + 3), (metrics.Dense, metrics.ByCode.Dense));
        Assert.Equal((6.0, 6.0), (metrics.MembraneUpdates, metrics.ByCode.MembraneUpdates));
        Assert.Equal((2L + (2 * 3 * 4), (2L + (2 * 3)) * 4), (metrics.FootprintBytes, metrics.ByCode.FootprintBytes));
        Assert.Equal((0.0, 0.0), (metrics.ActivationSparsity, metrics.ConnectionSparsity));

        // Without input nothing drives the neuron; by the code it is updated in its first step all the same.
        ChipRunResult silent = ChipRun.Run(ChipMapper.Map(network, TestChips.Loihi, 8), new ArrayInputSource([0], 1), 1, 3, new ChipRunOptions { Threads = 1 });
        metrics = NeuroBenchMetrics.Of(silent);
        Assert.Equal((3.0, 3.0 + 1), (metrics.MembraneUpdates, metrics.ByCode.MembraneUpdates));
        Assert.Equal(0, metrics.EffectiveMacs);
        Assert.Equal(1, metrics.ActivationSparsity);
    }

    static DenseSynapses Dense(int inputs, int outputs) =>
        new(Shape.Flat(inputs), Shape.Flat(outputs), [.. Enumerable.Repeat((sbyte)1, inputs * outputs)]);

    static long Effective(SynapseGroup synapses, double value) =>
        NeuroBenchDefinitions.EffectiveOperations(synapses, [.. Enumerable.Repeat(value, synapses.Source.Count)]);
}
