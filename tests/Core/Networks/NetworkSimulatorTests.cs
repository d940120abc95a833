using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Networks;

namespace Neuromorphic.Core.Tests.Networks;

public sealed class NetworkSimulatorTests
{
    const int Timesteps = 9;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 25)];

    /// <summary>
    /// The oracle works neuron by neuron and step by step for all populations at once, in 64-bit integers, from the list
    /// of synapses: another order of everything.
    /// </summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void Spikes_and_readout_equal_a_naive_run_at_every_width(int seed)
    {
        using SpikingNetwork network = RandomNetworks.Create(seed);
        var random = new Random(seed + 1000);
        foreach (KernelSet kernels in KernelSet.All)
        {
            using var simulator = new NetworkSimulator(network, Timesteps, kernels);
            for (int sample = 0; sample < 2; sample++)
            {
                int[] input = RandomNetworks.Input(network, random);
                simulator.Run(input);
                NaiveRun expected = NaiveRun.Of(network, input, Timesteps);
                foreach (Population population in network.Populations.Where(p => p.Spikes))
                {
                    for (int t = 0; t < Timesteps; t++)
                    {
                        for (int i = 0; i < population.Count; i++)
                        {
                            Assert.Equal(expected.Spikes[population][t, i], SpikeMask.Contains(simulator.Spikes(population, t), i));
                        }
                    }
                }

                for (int t = 0; t < Timesteps; t++)
                {
                    Assert.Equal(expected.Readout[t], simulator.Readout(t).ToArray());
                }
            }
        }
    }

    /// <summary>n·Θ = ΣI + v₀ − v(T), exactly, for every soft-reset neuron.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void Spikes_account_for_all_current(int seed)
    {
        using SpikingNetwork network = RandomNetworks.Create(seed);
        using var simulator = new NetworkSimulator(network, Timesteps, KernelSet.Best);
        using var twin = new QuantisedTwin(network, Timesteps, KernelSet.Best);
        int[] input = RandomNetworks.Input(network, new Random(seed));
        simulator.Run(input);
        Dictionary<Population, int[]> counts = CountsOf(network, simulator, input);
        foreach (NeuronPopulation neurons in network.Populations.OfType<NeuronPopulation>())
        {
            long[] total = NaiveRun.TotalCurrent(neurons, source => counts[source], Timesteps);
            for (int i = 0; i < neurons.Count; i++)
            {
                long spent = (long)counts[neurons][i] * neurons.Parameters.Threshold[i];
                Assert.Equal(total[i] + neurons.Parameters.InitialPotential[i] - simulator.Potentials(neurons)[i], spent);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Max_pool_units_emit_the_largest_count_of_their_window(int seed)
    {
        using SpikingNetwork network = RandomNetworks.Create(seed);
        using var simulator = new NetworkSimulator(network, Timesteps, KernelSet.Best);
        int[] input = RandomNetworks.Input(network, new Random(seed));
        simulator.Run(input);
        MaxPoolPopulation pool = network.Populations.OfType<MaxPoolPopulation>().Single();
        Dictionary<Population, int[]> counts = CountsOf(network, simulator, input);
        int[] expected = new int[pool.Count];
        int[] targets = new int[pool.Windows.MaxFanOut];
        sbyte[] weights = new sbyte[pool.Windows.MaxFanOut];
        for (int j = 0; j < pool.Windows.Source.Count; j++)
        {
            int count = pool.Windows.CopySynapses(j, targets, weights);
            for (int k = 0; k < count; k++)
            {
                expected[targets[k]] = Math.Max(expected[targets[k]], counts[pool.Projections[0].Source][j]);
            }
        }

        Assert.Equal(expected, counts[pool]);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_quantised_twin_equals_its_formula(int seed)
    {
        using SpikingNetwork network = RandomNetworks.Create(seed);
        int[] input = RandomNetworks.Input(network, new Random(seed));
        foreach (KernelSet kernels in KernelSet.All)
        {
            using var twin = new QuantisedTwin(network, Timesteps, kernels);
            twin.Run(input);
            foreach (Population population in network.Populations.Skip(1).Where(p => p is not MaxPoolPopulation))
            {
                long[] total = NaiveRun.TotalCurrent(population, source => source is InputPopulation ? input : twin.Counts(source).ToArray(), Timesteps);
                for (int i = 0; i < population.Count; i++)
                {
                    long expected = population is NeuronPopulation neurons
                        ? Math.Clamp((long)Math.Floor((total[i] + neurons.Parameters.InitialPotential[i]) / (double)neurons.Parameters.Threshold[i]), 0, Timesteps)
                        : total[i];
                    Assert.Equal(expected, twin.Counts(population)[i]);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Potentials_stay_inside_the_proven_range(int seed)
    {
        using SpikingNetwork network = RandomNetworks.Create(seed);
        IReadOnlyList<PotentialRange> ranges = PotentialRange.Prove(network, Timesteps);
        var random = new Random(seed);
        for (int sample = 0; sample < 5; sample++)
        {
            int[] input = sample switch
            {
                0 => [.. Enumerable.Repeat(network.Input.Maximum, network.Input.Count)],
                1 => [.. Enumerable.Repeat(network.Input.Minimum, network.Input.Count)],
                _ => RandomNetworks.Input(network, random),
            };
            NaiveRun run = NaiveRun.Of(network, input, Timesteps);
            foreach (PotentialRange range in ranges)
            {
                Assert.InRange(run.Smallest[range.Population], range.Minimum, long.MaxValue);
                Assert.InRange(run.Largest[range.Population], long.MinValue, range.Maximum);
            }
        }
    }

    [Fact]
    public void The_proven_range_is_reached_by_a_neuron_that_gets_everything()
    {
        var input = new InputPopulation("input", Shape.Flat(2), 1, 0, 10);
        var synapses = new Core.Synapses.DenseSynapses(Shape.Flat(2), Shape.Flat(1), [127, -128]);
        var readout = new ReadoutPopulation("readout", Shape.Flat(1), [new(input, synapses)], [0], [5], 1);
        using var network = new SpikingNetwork([input, readout]);
        PotentialRange range = PotentialRange.Prove(network, 4).Single();
        Assert.Equal(5 + (4 * 1270), range.Maximum);
        Assert.Equal(5 - (4 * 1280), range.Minimum);
        Assert.Equal(14, range.Bits);
        using var simulator = new NetworkSimulator(network, 4, KernelSet.Best);
        simulator.Run([10, 0]);
        Assert.Equal(range.Maximum, simulator.Readout(3)[0]);
        simulator.Run([0, 10]);
        Assert.Equal(range.Minimum, simulator.Readout(3)[0]);
    }

    [Fact]
    public void Latency_counts_the_populations_on_the_longest_path()
    {
        using SpikingNetwork network = RandomNetworks.Create(1);
        Assert.Equal(4, network.Depth);
        Assert.Equal(Timesteps + 3, network.LatencyTimesteps(Timesteps));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 2)]
    [InlineData(4, 3)]
    [InlineData(31, 5)]
    [InlineData(32, 6)]
    public void Activation_bits_hold_zero_to_T(int timesteps, int bits) => Assert.Equal(bits, QuantisedTwin.ActivationBits(timesteps));

    [Fact]
    public void A_network_out_of_order_is_refused()
    {
        var input = new InputPopulation("input", Shape.Flat(1), 1, 0, 1);
        var synapses = new Core.Synapses.DenseSynapses(Shape.Flat(1), Shape.Flat(1), [1]);
        var readout = new ReadoutPopulation("readout", Shape.Flat(1), [new(input, synapses)], [0], [0], 1);
        Assert.Throws<ArgumentException>(() => new SpikingNetwork([readout, input]));
        var stranger = new InputPopulation("stranger", Shape.Flat(1), 1, 0, 1);
        Assert.Throws<ArgumentException>(() => new SpikingNetwork([stranger, readout]));
    }

    static Dictionary<Population, int[]> CountsOf(SpikingNetwork network, NetworkSimulator simulator, int[] input)
    {
        var counts = new Dictionary<Population, int[]> { [network.Input] = input };
        foreach (Population population in network.Populations.Where(p => p.Spikes))
        {
            counts[population] = new int[population.Count];
            simulator.CountSpikes(population, counts[population]);
        }

        return counts;
    }
}
