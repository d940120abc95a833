using Neuromorphic.Core;
using Neuromorphic.Core.Networks;
using Neuromorphic.Core.Neurons;
using Neuromorphic.Core.Synapses;
using Neuromorphic.Emulator.Activity;
using Neuromorphic.Emulator.Energy;
using Neuromorphic.Emulator.Mapping;
using Neuromorphic.Emulator.Runs;
using Neuromorphic.Emulator.Tests.Runs;
using Neuromorphic.Emulator.Tests.Support;

namespace Neuromorphic.Emulator.Tests.Energy;

/// <summary>Defects of other energy counters, each with a test that it is not ours.</summary>
public class PeerDefectTests
{
    /// <summary>
    /// SpikingJelly's counter looks at values: a tensor of zeros and ones is spikes, any other is not. An image that happens
    /// to be all zero or all one stays an image here, and its products stay products (NeuroBench #113 is the same).
    /// </summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void An_image_of_zeros_or_ones_is_no_spike(int pixel)
    {
        using SpikingNetwork network = TestNetworks.Plain(3, 40, 5);
        ChipRunResult run = Run(network, [pixel, pixel, pixel]);
        Assert.Equal(120, run.Activity.Total.MultiplyAccumulates);
        Assert.Equal(pixel * 120.0, NeuroBenchMetrics.Of(run).EffectiveMacs);
        EnergyLedger ledger = ConventionCatalogue.Named("horowitz45-fp32").BillOf(ConventionalWork.Of(network), SpikingWork.Of(run))!.Spiking;
        Assert.Equal(120 * 4.6e-12, ledger.Lines.Single(line => line.Term == LedgerTerm.FirstLayerMacs).Joules!.Value, 1e-18);
    }

    /// <summary>
    /// SpikingJelly and syops-counter charge a spike that stands for 0.37 as a product, or as 0.37 of an accumulate. What a
    /// spike stands for is in the weights here: the amplitude changes no count.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(0.37)]
    [InlineData(2.5)]
    public void The_amplitude_of_a_spike_changes_no_count(double amplitude)
    {
        using SpikingNetwork network = Scaled(amplitude);
        ChipRunResult run = Run(network, [1, 1]);
        Assert.Equal(4 * 2 * 3, run.Activity.Total.SynapticEvents);
        Assert.Equal(0, run.Activity.Total.GradedEvents);
        Assert.Equal(24, NeuroBenchMetrics.Of(run).EffectiveAcs);
    }

    /// <summary>An average pool is part of the synapses: spikes through it are accumulates, once per synapse that exists.</summary>
    [Fact]
    public void Spikes_through_an_average_pool_are_accumulates()
    {
        var input = new InputPopulation("input", new Shape(4, 4, 1), 1, 0, 1);
        NeuronPopulation always = Always(input, 16, new Shape(4, 4, 1));
        var convolution = new ConvolutionSynapses(
            always.Shape, 1, new SlidingWindow(2, 2, 1, 1, 0, 1), new SlidingWindow(2, 2, 1, 1, 0, 1), 1, [3], poolHeight: 2, poolWidth: 2);
        using var network = new SpikingNetwork(
            [input, always, new ReadoutPopulation("readout", convolution.Target, [new Projection(always, convolution)], [0, 0, 0, 0], [0, 0, 0, 0], 1)]);
        ChipRunResult run = Run(network, [.. Enumerable.Repeat(1, 16)]);
        Assert.Equal(4 * 16, run.Activity.Total.SynapticEvents);
        Assert.Equal((64.0, 16.0 * 16), (NeuroBenchMetrics.Of(run).EffectiveAcs, NeuroBenchMetrics.Of(run).EffectiveMacs));
    }

    /// <summary>Norse's SynOps multiply by the whole kernel whatever stride and padding are.</summary>
    [Theory]
    [InlineData(5, 3, 1, 1, 13 * 13)]
    [InlineData(5, 3, 2, 1, 7 * 7)]
    [InlineData(6, 3, 3, 0, 6 * 6)]
    [InlineData(4, 2, 2, 0, 4 * 4)]
    public void Events_of_a_convolution_end_at_its_edges(int side, int kernel, int stride, int pad, int edges)
    {
        var input = new InputPopulation("input", new Shape(side, side, 1), 1, 0, 1);
        NeuronPopulation always = Always(input, side * side, input.Shape);
        var window = new SlidingWindow(side, ((side + (2 * pad) - kernel) / stride) + 1, kernel, stride, pad, 1);
        var convolution = new ConvolutionSynapses(always.Shape, 1, window, window, 1, [.. Enumerable.Repeat((sbyte)1, kernel * kernel)]);
        int outputs = convolution.Target.Count;
        using var network = new SpikingNetwork(
            [input, always, new ReadoutPopulation("readout", convolution.Target, [new Projection(always, convolution)], new int[outputs], new int[outputs], 1)]);
        ChipRunResult run = Run(network, [.. Enumerable.Repeat(1, side * side)]);

        // Every neuron spikes in each of four timesteps: the events are four times the products of the same layer.
        Assert.Equal(4 * edges, run.Activity.Total.SynapticEvents);
        Assert.Equal(edges, ConventionalWork.Of(network).Layers.Single(layer => layer.Name == "readout").Macs);
        Assert.Equal(4, SpikingWork.Of(run).SpikesPerSynapse);
    }

    /// <summary>Lemaire's and SpikingJelly's 10 pJ per 32 bit from 8 KiB: the figure is per 64 bit.</summary>
    [Fact]
    public void Memory_is_priced_per_bit_of_a_word_of_sixty_four()
    {
        Assert.Equal(10e-12 / 64, ConventionCatalogue.Named("horowitz45-int8-sram8k").Constants["memory"].Si, 1e-20);
        Assert.Equal(20e-12 / 64, ConventionCatalogue.Named("horowitz45-int8-sram32k").Constants["memory"].Si, 1e-20);
        Assert.Equal(100e-12 / 64, ConventionCatalogue.Named("horowitz45-int8-sram1m").Constants["memory"].Si, 1e-20);
    }

    /// <summary>Lemaire's code adds the dimensions of a sum of branches and leaves the inputs out of a dense layer's addresses.</summary>
    [Fact]
    public void Branches_are_counted_by_their_synapses_and_dense_addresses_by_their_inputs()
    {
        using SpikingNetwork network = TestNetworks.Skip(new Random(3));
        ConventionalLayer[] branches = [.. ConventionalWork.Of(network).Layers.Where(layer => layer.Name == "readout")];
        Assert.Equal(3, branches.Length);
        Assert.Equal(network.Readout.Projections.Select(p => (double)p.Synapses.StoredWeights), branches.Select(layer => layer.Macs));

        var dense = new ConventionalLayer("a", "b", false, false, 7, 5, 7, 5, 1, 1, 1, 1, 35, 35);
        EnergyLedger ledger = ConventionCatalogue.Named("lemaire-2022")
            .BillOf(new ConventionalWork(35, 0, 5, [dense]), new SpikingWork(1, 35, 0, 0, 5, 0, new Dictionary<string, double>()))!.EightBit!;
        Assert.Equal(35, ledger.Lines.Single(line => line.Term == LedgerTerm.Addressing).Count);
    }

    /// <summary>Lemaire's weight reads ignore stride and padding; the conventions of memories of ours do not.</summary>
    [Fact]
    public void Weight_reads_are_the_synaptic_events()
    {
        using SpikingNetwork network = TestNetworks.Picture();
        ChipRunResult run = Run(network, [1]);
        var work = SpikingWork.Of(run);
        EnergyLedger ledger = ConventionCatalogue.Named("horowitz45-int8-sram8k").BillOf(ConventionalWork.Of(network), work)!.Spiking;
        Assert.Equal(work.SynapticEvents, ledger.Lines.Single(line => line.Term == LedgerTerm.WeightReads && line.GrowsWithSpikes).Count, 9);
    }

    /// <summary>NeuroBench's table invites comparing counts per execution of a network that is executed 200 times.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void Counts_are_per_inference_over_all_timesteps(int timesteps)
    {
        using SpikingNetwork network = Scaled(1);
        ChipProgram program = ChipMapper.Map(network, TestChips.Loihi, 8);
        ChipRunResult run = ChipRun.Run(program, new ArrayInputSource([1, 1], 2), 1, timesteps, new ChipRunOptions { Threads = 1 });
        Assert.Equal(timesteps * 6, NeuroBenchMetrics.Of(run).EffectiveAcs);
    }

    /// <summary>Five estimators of SpikingJelly give 218 to 753 times different energies for one workload, and no reason.</summary>
    [Fact]
    public void Conventions_price_the_same_counts_and_name_what_they_leave_out()
    {
        using SpikingNetwork network = TestNetworks.Convolution(new Random(4));
        ChipRunResult run = ActivityTests.Run(ChipMapper.Map(network, TestChips.Loihi, 8), TestNetworks.Samples(network, 2, 4), 1);
        var work = SpikingWork.Of(run);
        foreach (EnergyConvention convention in ConventionCatalogue.All.Where(c => c.Formula is not (ConventionFormula.Lemaire or ConventionFormula.Published)))
        {
            EnergyLedger ledger = convention.BillOf(ConventionalWork.Of(network), work)!.Spiking;
            Assert.Equal(work.SynapticEvents, ledger.Lines.Single(line => line.Term == LedgerTerm.SynapticEvents).Count);
            Assert.Contains(ledger.Lines, line => line is { Treatment: LedgerTreatment.Excluded, Term: LedgerTerm.Barriers });
        }
    }

    /// <summary>Published formulas forget updates of silent neurons and of settling steps.</summary>
    [Fact]
    public void Silent_neurons_and_settling_steps_are_charged()
    {
        using SpikingNetwork network = TestNetworks.Converted(new Random(1), kind: 2);
        ChipRunResult run = ActivityTests.Run(ChipMapper.Map(network, TestChips.Loihi, 8), TestNetworks.Samples(network, 3, 1), 1);
        EnergyLedger ledger = ChipLedger.Of(run);
        LedgerLine idle = ledger.Lines.Single(line => line.Term == LedgerTerm.UpdatesIdle);
        Assert.True(idle.Count > 0 && idle.Joules > 0);
        double settling = Enumerable.Range(0, 3).Sum(run.SettleTimesteps) / 3.0;
        Assert.True(settling > 0);
        Assert.Equal(settling, ledger.Lines.Single(line => line.Term == LedgerTerm.SettlingSteps).Count, 9);
        Assert.Equal(run.Activity.Total.NeuronUpdates / 3.0, SpikingWork.Of(run).NeuronUpdates, 9);
    }

    static ChipRunResult Run(SpikingNetwork network, int[] sample) =>
        ChipRun.Run(ChipMapper.Map(network, TestChips.Loihi, 8), new ArrayInputSource(sample, network.Input.Count), 1, 4, new ChipRunOptions { Threads = 1 });

    /// <summary>Two inputs, two neurons that spike in every step, three classes.</summary>
    static SpikingNetwork Scaled(double amplitude)
    {
        var input = new InputPopulation("input", Shape.Flat(2), 1, 0, 1);
        NeuronPopulation neurons = Always(input, 2, Shape.Flat(2), amplitude);
        var dense = new DenseSynapses(neurons.Shape, Shape.Flat(3), [.. Enumerable.Repeat((sbyte)1, 6)]);
        return new SpikingNetwork([input, neurons, new ReadoutPopulation("readout", Shape.Flat(3), [new Projection(neurons, dense)], new int[3], new int[3], 1)]);
    }

    /// <summary>Neurons whose bias is their threshold: each spikes in every timestep.</summary>
    static NeuronPopulation<IntegrateAndFire> Always(InputPopulation input, int count, Shape shape, double amplitude = 1)
    {
        var dense = new DenseSynapses(input.Shape, shape, [.. Enumerable.Repeat((sbyte)1, input.Count * count)]);
        int threshold = input.Count;
        return new NeuronPopulation<IntegrateAndFire>(
            "neurons", shape, [new Projection(input, dense)], default,
            new NeuronParameters([.. Enumerable.Repeat(threshold, count)], new int[count], new int[count]),
            [.. Enumerable.Repeat(amplitude, count)]);
    }
}
