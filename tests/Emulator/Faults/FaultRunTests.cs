using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Networks;
using Neuromorphic.Core.Synapses;
using Neuromorphic.Emulator.Activity;
using Neuromorphic.Emulator.Chips;
using Neuromorphic.Emulator.Faults;
using Neuromorphic.Emulator.Mapping;
using Neuromorphic.Emulator.Runs;
using Neuromorphic.Emulator.Tests.Support;

namespace Neuromorphic.Emulator.Tests.Faults;

public class FaultRunTests
{
    const int Timesteps = 6;
    const int Samples = 3;

    /// <summary>A rate that hits nothing, with everything in place that a higher one needs.</summary>
    const double Never = 1e-300;

    [Fact]
    public void Rates_that_hit_nothing_change_nothing()
    {
        Properties.ForSeeds(30, seed =>
        {
            (SpikingNetwork network, ChipProgram program, ArrayInputSource source) = Binary(seed);
            using (network)
            {
                ChipRunResult healthy = ChipRun.Run(program, source, Samples, Timesteps);
                FaultRun run = Run(program, source, 2, (ulong)seed, (FaultKind.DroppedPackets, Never), (FaultKind.FiringNeurons, Never), (FaultKind.FlippedBits, Never));
                Assert.True(RunComparison.Equal(healthy, run.Result).Holds);
                Assert.Equal(new FaultCounts(0, 0, 0, 0, 0, 0), run.Faults);
            }
        });
    }

    [Fact]
    public void Every_neuron_received_every_copy_of_every_packet_and_the_counts_say_so()
    {
        long lost = 0;
        long doubled = 0;
        Properties.ForSeeds(40, seed =>
        {
            (SpikingNetwork network, ChipProgram program, ArrayInputSource source) = Binary(seed);
            using (network)
            {
                var rates = new FaultRates((ulong)seed, (FaultKind.DroppedPackets, 0.3), (FaultKind.DuplicatedPackets, 0.2));
                long events = 0;
                long received = 0;
                var expected = new Dictionary<Population, long[]>();
                ChipRunResult run = ChipRun.Run(program, source, Samples, Timesteps, new ChipRunOptions
                {
                    Threads = 1,
                    Faults = rates,
                    Observe = (sample, simulator) =>
                    {
                        int[] input = new int[network.Input.Count];
                        source.Copy(sample, input);
                        expected.Clear();
                        foreach (Population population in network.Populations)
                        {
                            if ((population is NeuronPopulation neurons ? neurons.Parameters : (population as ReadoutPopulation)?.Parameters) is { } parameters)
                            {
                                Start(population, parameters, input, simulator);
                            }
                        }

                        int first = 0;
                        foreach (Population population in network.Populations)
                        {
                            for (int t = 0; population.Spikes && t < Timesteps; t++)
                            {
                                for (int neuron = 0; neuron < population.Count; neuron++)
                                {
                                    if (SpikeMask.Contains(simulator.Spikes(population, t), neuron))
                                    {
                                        Deliver(population, first + neuron, neuron, sample, t);
                                    }
                                }
                            }

                            first += population.Count;
                        }

                        foreach ((Population population, long[] potentials) in expected)
                        {
                            Assert.Equal(potentials, simulator.Potentials(population).ToArray().Select(value => (long)value));
                        }
                    },
                });
                Assert.Equal(events, run.Activity.Total.SynapticEvents);
                Assert.Equal(received, run.Activity.Total[ActivityKind.PacketsReceived]);
                lost += run.Faults!.DroppedPackets;
                doubled += run.Faults.DuplicatedPackets;

                void Deliver(Population population, int number, int neuron, int sample, int t)
                {
                    program.Destinations(population, neuron, out ReadOnlySpan<int> cores, out ReadOnlySpan<int> synapses);
                    for (int k = 0; k < cores.Length; k++)
                    {
                        CoreAssignment core = program.Cores[cores[k]];

                        // A pool takes a spike as one packet, wherever its windows lie.
                        int drawn = core.Population is MaxPoolPopulation ? program.Of(core.Population).FirstCore : core.Index;
                        ulong when = ((ulong)(uint)sample << 32) | (uint)t;
                        ulong what = ((ulong)(uint)number << 32) | (uint)drawn;
                        int copies = rates.Hits(FaultKind.DroppedPackets, when, what) ? 0 : rates.Hits(FaultKind.DuplicatedPackets, when, what) ? 2 : 1;
                        events += copies * synapses[k];
                        received += copies;
                        if (core.Population is not MaxPoolPopulation)
                        {
                            AddWeights(core.Population, population, neuron, core.Index, copies);
                        }
                    }
                }

                // v(T) = v₀ + T × (bias and weighted input) + what came by packets − Θ × spikes.
                void Start(Population population, NeuronParameters parameters, int[] input, NetworkSimulator simulator)
                {
                    long[] sums = [.. Enumerable.Range(0, population.Count).Select(i => parameters.InitialPotential[i] + ((long)Timesteps * parameters.Bias[i]))];
                    expected.Add(population, sums);
                    for (int i = 0; i < input.Length; i++)
                    {
                        AddWeights(population, network.Input, i, -1, Timesteps * input[i]);
                    }

                    if (population.Spikes)
                    {
                        int[] spikes = new int[population.Count];
                        simulator.CountSpikes(population, spikes);
                        for (int i = 0; i < spikes.Length; i++)
                        {
                            sums[i] -= (long)spikes[i] * parameters.Threshold[i];
                        }
                    }
                }

                void AddWeights(Population target, Population population, int neuron, int core, int factor)
                {
                    foreach (Projection projection in target.Projections.Where(p => p.Source == population))
                    {
                        int[] targets = new int[projection.Synapses.MaxFanOut];
                        sbyte[] weights = new sbyte[targets.Length];
                        int count = projection.Synapses.CopySynapses(neuron, targets, weights);
                        for (int i = 0; i < count; i++)
                        {
                            expected[target][targets[i]] += core < 0 || program.CoreOfNeuron(target)[targets[i]] == core ? factor * weights[i] : 0;
                        }
                    }
                }
            }
        });
        Assert.True(lost > 1000 && doubled > 1000, $"{lost} lost, {doubled} doubled");
    }

    [Fact]
    public void Faults_are_the_same_on_any_number_of_threads_and_instruction_set()
    {
        Properties.ForSeeds(15, seed =>
        {
            (SpikingNetwork network, ChipProgram program, ArrayInputSource source) = Binary(seed);
            using (network)
            {
                (FaultKind, double)[] rates =
                [
                    (FaultKind.DroppedPackets, 0.1), (FaultKind.DuplicatedPackets, 0.1), (FaultKind.SilentNeurons, 0.1), (FaultKind.FiringNeurons, 0.05),
                    (FaultKind.FlippedBits, 0.05),
                ];
                FaultRun one = Run(program, source, 1, (ulong)seed, rates);
                FaultRun three = Run(program, source, 3, (ulong)seed, rates);
                var scalar = FaultRun.Run(
                    program, new FaultRates((ulong)seed, rates), source, Samples, Timesteps, options: new ChipRunOptions { Kernels = KernelSet.Named("scalar") });
                Assert.True(RunComparison.Equal(one.Result, three.Result).Holds);
                Assert.True(RunComparison.Equal(one.Result, scalar.Result).Holds);
                Assert.Equal(one.Faults, three.Faults);
            }
        });
    }

    [Fact]
    public void When_all_packets_are_lost_nothing_arrives_though_all_are_sent()
    {
        (SpikingNetwork network, ChipProgram program, ArrayInputSource source) = Binary(1);
        using (network)
        {
            ActivityCounts total = Run(program, source, 1, 1, (FaultKind.DroppedPackets, 1)).Result.Activity.Total;
            Assert.True(total.Packets > 100);
            Assert.Equal((0, 0), (total.SynapticEvents, total[ActivityKind.PacketsReceived]));
            Assert.Equal(
                total.Packets,
                Run(program, source, 1, 1, (FaultKind.DroppedPackets, 1)).Faults.DroppedPackets);
        }
    }

    [Fact]
    public void Stuck_neurons_never_send_or_always_do()
    {
        Properties.ForSeeds(10, seed =>
        {
            (SpikingNetwork network, ChipProgram program, ArrayInputSource source) = Binary(seed);
            using (network)
            {
                int neurons = network.Populations.Where(p => p.Spikes).Sum(p => p.Count);
                FaultRun silent = Run(program, source, 1, 1, (FaultKind.SilentNeurons, 1));
                Assert.Equal((0L, neurons), (silent.Result.Activity.Total.Spikes, silent.Faults.StuckNeurons));
                FaultRun firing = Run(program, source, 1, 1, (FaultKind.FiringNeurons, 1));
                Assert.Equal((long)neurons * Timesteps * Samples, firing.Result.Activity.Total.Spikes);

                // Some of them: those stay as they are in every sample, and only those.
                var counts = new Dictionary<Population, int[]>();
                FaultRun some = Run(program, source, 1, (ulong)seed, observe: (_, simulator) =>
                {
                    foreach (Population population in network.Populations.Where(p => p.Spikes))
                    {
                        int[] spikes = new int[population.Count];
                        simulator.CountSpikes(population, spikes);
                        counts[population] = [.. spikes.Zip(counts.GetValueOrDefault(population, spikes), (a, b) => a == b ? a : -1)];
                    }
                }, (FaultKind.SilentNeurons, 0.3), (FaultKind.FiringNeurons, 0.2));
                Assert.True(counts.Values.Sum(spikes => spikes.Count(count => count is 0 or Timesteps)) >= some.Faults.StuckNeurons * 0.7);
            }
        });
    }

    [Fact]
    public void Flipped_bits_change_the_weights_for_the_run_alone()
    {
        Properties.ForSeeds(10, seed =>
        {
            (SpikingNetwork network, ChipProgram program, ArrayInputSource source) = Binary(seed);
            using (network)
            {
                (int, sbyte)[] before = Weights(network);
                long stored = network.Populations.SelectMany(p => p.Projections).Sum(p => p.Synapses.StoredWeights);
                using (var flipped = new FlippedWeights(network, new FaultRates(1, (FaultKind.FlippedBits, 1)), 8, Timesteps))
                {
                    Assert.Equal(8 * stored, flipped.Flipped);

                    // All bits: w becomes −1 − w, and weights of −1 are no synapses any more.
                    Dictionary<int, sbyte> after = Weights(network).ToDictionary();
                    Assert.All(before, entry => Assert.Equal(-1 - entry.Item2, after.GetValueOrDefault(entry.Item1)));
                }

                Assert.Equal(before, Weights(network));
                FaultRun run = Run(program, source, 2, (ulong)seed, (FaultKind.FlippedBits, 0.1));
                Assert.InRange(run.Faults.FlippedBits, 1, stored * 8 / 3);
                Assert.Equal(before, Weights(network));
            }
        });
    }

    [Theory]
    [InlineData(8, 0, 0b0000_0001, 1)]
    [InlineData(8, 0, 0b1000_0000, -128)]
    [InlineData(3, 3, 0b100, -1)]
    [InlineData(3, -4, 0b111, 3)]
    [InlineData(2, 1, 0b10, -1)]
    public void A_flip_stays_within_the_bits_of_a_weight(int bits, int weight, int mask, int expected)
    {
        Assert.Equal(expected, FlippedWeights.Flip((sbyte)weight, mask, bits));
        Assert.Equal(weight, FlippedWeights.Flip((sbyte)expected, mask, bits));
    }

    [Fact]
    public void Faults_that_could_overflow_are_refused_and_leave_the_weights_alone()
    {
        using SpikingNetwork network = TestNetworks.Plain(3, 40, 5);
        (int, sbyte)[] before = Weights(network);
        var all = new FaultRates(1, (FaultKind.FlippedBits, 0.5));
        FaultException error = Assert.Throws<FaultException>(() => new FlippedWeights(network, all, 8, 500_000_000));
        Assert.Contains("fewer timesteps", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, Weights(network));
    }

    [Fact]
    public void Spikes_that_are_not_binary_are_refused()
    {
        using SpikingNetwork network = TestNetworks.Converted(new Random(3), kind: 3);
        ChipProgram program = ChipMapper.Map(network, TestChips.Loihi, 8);
        var source = new ArrayInputSource(TestNetworks.Samples(network, 1, 1), network.Input.Count);
        FaultException error = Assert.Throws<FaultException>(() => FaultRun.Run(program, new FaultRates(1, (FaultKind.SilentNeurons, 0.1)), source, 1, Timesteps));
        Assert.Contains("--method if", error.Message, StringComparison.Ordinal);

        // Bits and cores are no matter of spikes.
        Assert.Equal(1, FaultRun.Run(program, new FaultRates(1, (FaultKind.FlippedBits, 0.01), (FaultKind.DeadCores, 0.1)), source, 1, Timesteps).Result.SamplesDone);
    }

    [Fact]
    public void A_higher_rate_breaks_all_that_a_lower_one_does()
    {
        var low = new FaultRates(5, (FaultKind.DroppedPackets, 0.1));
        var high = new FaultRates(5, (FaultKind.DroppedPackets, 0.2));
        int hits = 0;
        for (ulong number = 0; number < 20_000; number++)
        {
            Assert.True(!low.Hits(FaultKind.DroppedPackets, number, 3) || high.Hits(FaultKind.DroppedPackets, number, 3));
            hits += low.Hits(FaultKind.DroppedPackets, number, 3) ? 1 : 0;
        }

        // Six standard deviations of a binomial.
        Assert.InRange(hits, 2000 - 255, 2000 + 255);
        Assert.Throws<ArgumentException>(() => new FaultRates(1, (FaultKind.DeadCores, 1.5)));
        Assert.Throws<ArgumentException>(() => new FaultRates(1, (FaultKind.DeadCores, double.NaN)));
    }

    /// <summary>All synapses with a number of their own.</summary>
    static (int Place, sbyte Weight)[] Weights(SpikingNetwork network)
    {
        var all = new List<(int, sbyte)>();
        int group = 0;
        foreach (SynapseGroup synapses in network.Populations.SelectMany(p => p.Projections).Select(p => p.Synapses).Where(s => s is not WindowSynapses))
        {
            int number = 1_000_000 * group++;
            synapses.ChangeWeights((place, weight) =>
            {
                all.Add((number + (int)place, weight));
                return weight;
            });
        }

        return [.. all];
    }

    static (SpikingNetwork Network, ChipProgram Program, ArrayInputSource Source) Binary(int seed)
    {
        var random = new Random(seed);
        SpikingNetwork network = (seed % 3) switch
        {
            0 => TestNetworks.Dense(random, 6, 30, 20, 5),
            1 => TestNetworks.Convolution(random),
            _ => TestNetworks.Skip(random),
        };
        ChipSpecification chip = TestChips.Random(seed);
        return (network, ChipMapper.Map(network, chip, 8, (ulong)seed), new ArrayInputSource(TestNetworks.Samples(network, Samples, seed), network.Input.Count));
    }

    static FaultRun Run(ChipProgram program, ArrayInputSource source, int threads, ulong seed, params (FaultKind, double)[] rates) =>
        Run(program, source, threads, seed, null, rates);

    static FaultRun Run(
        ChipProgram program, ArrayInputSource source, int threads, ulong seed, Action<int, NetworkSimulator>? observe, params (FaultKind, double)[] rates) =>
        FaultRun.Run(program, new FaultRates(seed, rates), source, Samples, Timesteps, options: new ChipRunOptions { Threads = threads, Observe = observe });
}
