using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Networks;
using Neuromorphic.Emulator.Activity;
using Neuromorphic.Emulator.Chips;
using Neuromorphic.Emulator.Energy;
using Neuromorphic.Emulator.Mapping;
using Neuromorphic.Emulator.Runs;
using Neuromorphic.Emulator.Tests.Runs;
using Neuromorphic.Emulator.Tests.Support;
using Neuromorphic.Emulator.Traces;

namespace Neuromorphic.Emulator.Tests.Traces;

public class SampleTraceTests
{
    const int Timesteps = 6;

    [Fact]
    public void A_trace_adds_up_to_the_counts_times_and_energy_of_the_run()
    {
        long packets = 0;
        Properties.ForSeeds(40, seed =>
        {
            using SpikingNetwork network = TestNetworks.Random(seed);
            ChipProgram program = ChipMapper.Map(network, TestChips.Random(seed), 8, (ulong)seed);
            int[] samples = TestNetworks.Samples(network, 1, seed);
            ChipRunResult run = ActivityTests.Run(program, samples, 1);
            var trace = SampleTrace.Record(program, new ArrayInputSource(samples, network.Input.Count), 0, Timesteps);

            ActivityCounts total = run.Activity.Total;
            int[] steps = [.. Enumerable.Range(0, trace.Timesteps)];
            Assert.Equal(run.ChipTimesteps(0), trace.Timesteps);
            Assert.Equal(total.Spikes, trace.Spikes.Count);
            Assert.Equal(total.Packets, steps.Sum(step => trace.Packets(step).Sum(entry => entry.Packets)));
            Assert.Equal(total.SynapticEvents, steps.Sum(step => trace.Counts(step).SynapticEvents));
            long[] links = new long[run.Activity.Links.Length];
            foreach ((int link, long traversals) in steps.SelectMany(trace.Links))
            {
                links[link] += traversals;
            }

            Assert.Equal(run.Activity.Links.ToArray(), links);
            AssertClose(run.Seconds(0)!.Value, steps.Sum(step => trace.Seconds(step)!.Value));
            AssertClose(EnergyMeter.Price(run).PerInference.Total, steps.Sum(step => trace.Energy(step).Total));
            packets += total.Packets;
        });
        Assert.True(packets > 10_000);
    }

    [Fact]
    public void A_barrier_is_paid_in_every_timestep()
    {
        using SpikingNetwork network = TestNetworks.Plain(3, 40, 5);
        ChipSpecification chip = TestChips.Loihi with
        {
            Energy = TestChips.Loihi.Energy with { Barrier = Quantity.Known(5, "nJ", Dimension.Energy, Evidence.Assumed, "test") },
        };
        ChipProgram program = ChipMapper.Map(network, chip, 8);
        int[] samples = TestNetworks.Samples(network, 1, 3);
        var trace = SampleTrace.Record(program, new ArrayInputSource(samples, 3), 0, Timesteps);
        Assert.True(trace.Energy(trace.Timesteps - 1).Network >= 5e-9);
        AssertClose(
            EnergyMeter.Price(ActivityTests.Run(program, samples, 1)).PerInference.Total,
            Enumerable.Range(0, trace.Timesteps).Sum(step => trace.Energy(step).Total));
    }

    [Fact]
    public void Potentials_are_those_of_the_simulator_and_obey_the_neuron()
    {
        Properties.ForSeeds(20, seed =>
        {
            using SpikingNetwork network = TestNetworks.Dense(new Random(seed), 8, 30, 20, 6);
            ChipProgram program = ChipMapper.Map(network, TestChips.Random(seed), 8);
            int[] samples = TestNetworks.Samples(network, 1, seed);
            var trace = SampleTrace.Record(program, new ArrayInputSource(samples, network.Input.Count), 0, Timesteps, withPotentials: true);
            using var simulator = new NetworkSimulator(network, Timesteps, KernelSet.Best);
            simulator.Run(samples);
            for (int p = 1; p < network.Populations.Count; p++)
            {
                Population population = network.Populations[p];
                int last = simulator.Steps(population) - 1 + program.Of(population).Depth - 1;
                Assert.Equal(
                    simulator.Potentials(population).ToArray(),
                    trace.Potentials(last).Where(entry => entry.Population == p).Select(entry => entry.Potential));
            }

            int readout = network.Populations.Count - 1;
            int depth = program.Of(network.Readout).Depth;
            for (int t = 0; t < Timesteps; t++)
            {
                Assert.Equal(
                    simulator.Readout(t).ToArray(),
                    trace.Potentials(t + depth - 1).Where(entry => entry.Population == readout).Select(entry => entry.Potential));
            }
        });
    }

    [Fact]
    public void Potentials_that_were_not_recorded_are_not_made_up()
    {
        using SpikingNetwork network = TestNetworks.Plain(3, 4, 5);
        ChipProgram program = ChipMapper.Map(network, TestChips.Loihi, 8);
        var trace = SampleTrace.Record(program, new ArrayInputSource([1, 2, 3], 3), 0, Timesteps);
        Assert.Throws<InvalidOperationException>(() => trace.Potentials(0).Count());
    }

    [Fact]
    public void Every_table_has_a_value_per_column_and_the_potentials_of_all_neurons()
    {
        using SpikingNetwork network = TestNetworks.Convolution(new Random(2));
        ChipProgram program = ChipMapper.Map(network, TestChips.Random(4), 8);
        int[] samples = TestNetworks.Samples(network, 1, 2);
        var trace = SampleTrace.Record(program, new ArrayInputSource(samples, network.Input.Count), 0, Timesteps, withPotentials: true);
        IReadOnlyList<TraceTable> tables = TraceTable.All(program.Mesh.Width);
        Assert.Equal(["spikes", "potentials", "packets", "links", "energy"], tables.Select(table => table.Name));
        foreach (TraceTable table in tables)
        {
            double[][] rows = [.. table.Rows(trace)];
            Assert.NotEmpty(rows);
            Assert.All(rows, row => Assert.Equal(table.Columns.Count, row.Length));
            Assert.True(table.Real || rows.All(row => row.All(double.IsInteger)));
        }

        double[][] potentials = [.. tables[1].Rows(trace)];
        Assert.Equal(network.Populations.Skip(1).Sum(p => p.Count * Timesteps), potentials.Length);
        Assert.All(tables[3].Rows(trace), row => Assert.True(row[2] < program.Mesh.Width && row[3] < program.Mesh.Height && row[4] < 4));
    }

    [Fact]
    public void A_spike_is_where_the_simulator_has_it()
    {
        using SpikingNetwork network = TestNetworks.Random(7);
        ChipProgram program = ChipMapper.Map(network, TestChips.Random(7), 8);
        int[] samples = TestNetworks.Samples(network, 1, 7);
        var trace = SampleTrace.Record(program, new ArrayInputSource(samples, network.Input.Count), 0, Timesteps);
        using var simulator = new NetworkSimulator(network, Timesteps, KernelSet.Best);
        simulator.Run(samples);
        Assert.NotEmpty(trace.Spikes);
        Assert.All(trace.Spikes, spike =>
        {
            Population population = network.Populations[spike.Population];
            Assert.True(SpikeMask.Contains(simulator.Spikes(population, spike.Timestep - program.Of(population).Depth + 1), spike.Neuron));
        });
    }

    static void AssertClose(double expected, double actual) => Assert.Equal(expected, actual, 1e-12 * Math.Abs(expected));
}
