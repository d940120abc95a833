using Neuromorphic.Core;
using Neuromorphic.Core.Networks;
using Neuromorphic.Core.Neurons;
using Neuromorphic.Core.Synapses;
using Neuromorphic.Emulator.Energy;
using Neuromorphic.Emulator.Mapping;
using Neuromorphic.Emulator.Runs;
using Neuromorphic.Emulator.Tests.Runs;
using Neuromorphic.Emulator.Tests.Support;

namespace Neuromorphic.Emulator.Tests.Energy;

public class WorkTests
{
    [Fact]
    public void Dense_layers_multiply_every_weight()
    {
        using SpikingNetwork network = TestNetworks.Plain(3, 100, 10);
        var work = ConventionalWork.Of(network);
        Assert.Equal((1300, 300, 110), (work.Macs, work.FirstLayerMacs, work.Outputs));
        Assert.Equal(["input", "wide"], work.Layers.Select(layer => layer.Source));
        Assert.Equal(["wide", "readout"], work.Layers.Select(layer => layer.Name));
    }

    [Theory]
    [InlineData(4, 1)]
    [InlineData(8, 2)]
    public void A_convolution_multiplies_inside_the_picture_and_behind_its_pool(int side, int pool)
    {
        // 3 × 3 with padding 1 over 4 × 4: 10 products per axis instead of 12. Twice, for two output channels.
        using SpikingNetwork network = Convolution(side, pool);
        var work = ConventionalWork.Of(network);
        ConventionalLayer layer = work.Layers[0];
        Assert.Equal((200, 200, 16, 32), (layer.Macs, work.FirstLayerMacs, layer.Inputs, layer.Outputs));
        Assert.Equal((1, 2, 3, 3, 18), (layer.InputChannels, layer.OutputChannels, layer.KernelRows, layer.KernelColumns, layer.Weights));
        Assert.True(layer.IsConvolution && layer.ReadsInput && !work.Layers[1].IsConvolution);
    }

    [Fact]
    public void Pools_are_told_apart_from_synapses()
    {
        using SpikingNetwork network = TestNetworks.Convolution(new Random(4));
        ChipRunResult result = ActivityTests.Run(ChipMapper.Map(network, TestChips.Loihi, 8), TestNetworks.Samples(network, 3, 4), 1);
        var work = SpikingWork.Of(result);
        Assert.True(work.PoolEvents > 0 && work.SynapticEvents > 0);
        Assert.Equal(result.Activity.Total.SynapticEvents / 3.0, work.SynapticEvents + work.PoolEvents, 6);
        Assert.Equal(result.Activity.Total.Spikes / 3.0, work.SpikesOf.Values.Sum(), 6);
        double synapses = network.Populations.Where(p => p.Name is "deep" or "readout").Sum(p => p.Projections[0].Synapses.SynapseCount);
        Assert.Equal(synapses, work.Synapses);
        Assert.Equal(work.SynapticEvents / synapses, work.SpikesPerSynapse, 12);
        Assert.Equal(3, work.TwinBits);

        // Spikes into pools are charged as accumulates.
        EnergyConvention convention = ConventionCatalogue.Named("horowitz45-int8");
        double without = convention.Compare(ConventionalWork.Of(network), work with { PoolEvents = 0 }).SnnJoules!.Value;
        Assert.Equal(work.PoolEvents * 0.1e-12, convention.Compare(ConventionalWork.Of(network), work).SnnJoules!.Value - without, 1e-18);
        Assert.Equal(2, ConventionalWork.Of(network).Layers.Count(layer => layer.IsConvolution));
    }

    [Fact]
    public void Compares_bias_adds_and_read_out_adds_are_counted_apart()
    {
        // Three steps of 100 neurons and of 10 classes, which only add: they compare nothing.
        using SpikingNetwork network = TestNetworks.Plain(3, 100, 10);
        ChipRunResult result = ChipRun.Run(
            ChipMapper.Map(network, TestChips.Loihi, 8), new ArrayInputSource([1, 1, 1], 3), 1, 3, new ChipRunOptions { Threads = 1 });
        var work = SpikingWork.Of(result);
        Assert.Equal((330.0, 300.0, 330.0), (work.NeuronUpdates, work.ThresholdCompares, work.BiasAdds));
        Assert.Equal(10.0 * result.Activity.Total.Spikes, work.ReadoutEvents);
    }

    [Fact]
    public void The_first_layer_costs_both_sides_the_same()
    {
        using SpikingNetwork network = TestNetworks.Plain(3, 100, 10);
        SpikingWork silent = SpikingWork.Of(ActivityTests.Run(ChipMapper.Map(network, TestChips.Loihi, 8), [0, 0, 0], 1)) with
        {
            SynapticEvents = 0,
            Spikes = 0,
        };
        ConventionVerdict verdict = ConventionCatalogue.Named("horowitz45-fp32").Compare(ConventionalWork.Of(network), silent);
        Assert.Equal(300 * 4.6e-12, verdict.SnnJoules!.Value, 1e-20);
        Assert.Equal(1300 * 4.6e-12, verdict.AnnJoules!.Value, 1e-20);
        Assert.Equal(0, verdict.SpikesPerSynapse);
        Assert.Equal(4.6 / 0.9, verdict.BreakEvenSpikesPerSynapse!.Value, 9);
    }

    static SpikingNetwork Convolution(int side, int pool)
    {
        var input = new InputPopulation("input", new Shape(side, side, 1), 1, 0, 1);
        var window = new SlidingWindow(4, 4, 3, 1, 1, 1);
        sbyte[] ones = [.. Enumerable.Repeat((sbyte)1, 18)];
        var convolution = new ConvolutionSynapses(input.Shape, 2, window, window, 1, ones, pool, pool);
        int[] theta = [.. Enumerable.Repeat(3, 32)];
        var neurons = new NeuronPopulation<IntegrateAndFire>(
            "convolution", convolution.Target, [new Projection(input, convolution)], default, new NeuronParameters(theta, new int[32], new int[32]), new double[32]);
        var dense = new DenseSynapses(neurons.Shape, Shape.Flat(2), [.. Enumerable.Repeat((sbyte)1, 64)]);
        return new SpikingNetwork([input, neurons, new ReadoutPopulation("readout", Shape.Flat(2), [new Projection(neurons, dense)], [0, 0], [0, 0], 1)]);
    }
}
