using FsCheck.Fluent;
using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Recurrent;

namespace Neuromorphic.Core.Tests.Recurrent;

/// <summary>The engine against a plain statement of the network, and against itself under everything that must not matter.</summary>
public sealed class EngineTests
{
    const int Steps = 100;

    [Fact]
    public void Spikes_and_potentials_equal_those_of_a_plain_simulation() => Generators.ForAll(
        SmallNetworks.Any,
        network =>
        {
            using var simulator = new RecurrentSimulator(network, new RecurrentOptions { Seed = 5, Threads = 2, AllowShortProducts = false });
            using var plain = new PlainSimulation(network, seed: 5) { LastStep = Steps };
            simulator.Run(Steps);
            plain.Run(Steps);
            Assert.Equal(plain.Spikes, simulator.Spikes);
            Assert.Equal(plain.SynapticEvents, simulator.SynapticEvents);
            Assert.Equal(plain.Synapses, simulator.Synapses);
            for (int p = 0; p < network.Populations.Count; p++)
            {
                Assert.Equal(plain.Potentials(p), simulator.Potentials(p));
            }

            for (int k = 0; k < network.Projections.Count; k++)
            {
                Assert.Equal(plain.PlasticWeights(k)?.Mean ?? 0, simulator.PlasticWeights(k)?.Mean ?? 0, 1e-9);
            }
        },
        tests: 30);

    /// <summary>
    /// Long enough for synapses that are brought up to date without a spike, and for times that come round again: sources
    /// that seldom fire or never, targets that always do.
    /// </summary>
    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    public void Synapses_that_learn_equal_those_that_change_with_every_spike(double refractory)
    {
        PopulationDescription Population(string name, double rate, double current) => new()
        {
            Name = name,
            Size = 70,
            Neuron = SmallNetworks.Neuron with { RefractoryPeriod = refractory, InputCurrent = current },
            InitialPotential = new NormalDistribution(-60, 5),
            Drive = rate == 0 ? null : new PoissonDrive(rate, 3, Receptor.Potential),
        };
        ProjectionDescription Learning(string source, string target) => new()
        {
            Source = source,
            Target = target,
            Rule = new FixedProbability(0.1),
            Weight = 0.3,
            Delay = 1.5,
            Receptor = Receptor.Potential,
            Plasticity = new PairPlasticity
            {
                Potentiation = 0.01,
                Depression = 0.012,
                PotentiationTimeConstant = 30,
                DepressionTimeConstant = 12,
                LargestWeight = 0.6,
            },
        };
        var network = new NetworkDescription
        {
            Name = "learning",
            Populations = [Population("seldom", 220, 0), Population("never", 0, 0), Population("often", 3000, 600), Population("always", 0, 20_000)],
            Projections =
            [
                Learning("seldom", "often"), Learning("seldom", "always"), Learning("often", "often"), Learning("never", "often"),
                Learning("often", "seldom"), Learning("always", "seldom"),
            ],
        };
        const int LongSteps = 70_000;
        using var simulator = new RecurrentSimulator(network, new RecurrentOptions { Seed = 5, Threads = 2, AllowShortProducts = false });
        using var plain = new PlainSimulation(network, seed: 5) { LastStep = LongSteps };
        simulator.Run(LongSteps);
        plain.Run(LongSteps);
        Assert.Equal(plain.Spikes, simulator.Spikes);
        Assert.Equal(plain.SynapticEvents, simulator.SynapticEvents);
        for (int k = 0; k < network.Projections.Count; k++)
        {
            Assert.Equal(plain.PlasticWeights(k)!.Value.Mean, simulator.PlasticWeights(k)!.Value.Mean, 1e-9);
            Assert.Equal(plain.PlasticWeights(k)!.Value.Deviation, simulator.PlasticWeights(k)!.Value.Deviation, 1e-6);
        }
    }

    [Fact]
    public void Threads_instruction_sets_encodings_and_stops_in_between_change_nothing() => Generators.ForAll(
        SmallNetworks.Any,
        network =>
        {
            (ulong Hash, long Events) expected = Hash(network, new RecurrentOptions { Seed = 9 }, Steps);
            foreach (KernelSet kernels in KernelSet.All)
            {
                Assert.Equal(expected, Hash(network, new RecurrentOptions { Seed = 9, Kernels = kernels }, 1, 50, Steps - 51));
            }

            Assert.Equal(expected, Hash(network, new RecurrentOptions { Seed = 9, Threads = 2, AllowBitRows = false }, Steps));
            Assert.Equal(expected, Hash(network, new RecurrentOptions { Seed = 9, Threads = 5 }, Steps - 7, 7));
        },
        tests: 20);

    /// <summary>Two rounded simulations of one network are no further apart than both are from real numbers, as long as nobody fires.</summary>
    [Fact]
    public void Short_products_leave_potentials_within_the_bound_that_is_reported()
    {
        int chosen = 0;
        Generators.ForAll(
            SmallNetworks.Any.Select(network => network with { Populations = [.. network.Populations.Select(p => p with { Neuron = p.Neuron with { Threshold = 400 } })] }),
            network =>
            {
                using var wide = new RecurrentSimulator(network, new RecurrentOptions { Seed = 5, AllowShortProducts = false });
                using var simulator = new RecurrentSimulator(network, new RecurrentOptions { Seed = 5 });
                Assert.All(wide.Formats, format => Assert.Equal(NeuronFormat.WideProducts, format.Format));
                simulator.Run(600);
                wide.Run(600);
                for (int p = 0; wide.Spikes == 0 && p < network.Populations.Count; p++)
                {
                    if (simulator.Formats[p].Format == NeuronFormat.ShortProducts)
                    {
                        chosen++;

                        // Factors of 2⁻¹¹ are part of the format, not of its rounding error: 465 mV may be off by a thousandth.
                        double bound = simulator.Formats[p].PotentialError!.Value + wide.Formats[p].PotentialError!.Value + 0.5;
                        Assert.All(simulator.Potentials(p).Zip(wide.Potentials(p)), pair => Assert.InRange(pair.First, pair.Second - bound, pair.Second + bound));
                    }
                }
            },
            tests: 40);
        Assert.True(chosen >= 20, $"{chosen} populations");
    }

    /// <summary>One shard that needs all 17 bits of a target, against shards that do not.</summary>
    [Fact]
    public void Targets_beyond_sixteen_bits_receive_their_spikes()
    {
        var network = new NetworkDescription
        {
            Name = "wide",
            Populations =
            [
                new() { Name = "few", Size = 50, Neuron = SmallNetworks.Neuron with { InputCurrent = 500 } },
                new() { Name = "many", Size = 100_000, Neuron = SmallNetworks.Neuron },
            ],
            Projections =
            [
                new()
                {
                    Source = "few",
                    Target = "many",
                    Rule = new FixedInDegree(2),
                    Weight = new NormalDistribution(20, 4),
                    Delay = new UniformDistribution(0.3, 3),
                    Receptor = Receptor.Potential,
                },
            ],
        };
        using var one = new RecurrentSimulator(network, new RecurrentOptions());
        using var many = new RecurrentSimulator(network, new RecurrentOptions { Threads = 3 });
        one.Run(400);
        many.Run(400);
        Assert.Equal(many.SpikeHash, one.SpikeHash);
        Assert.InRange(one.Statistics()[1].Spikes, 60_000, long.MaxValue);
        Assert.Equal(many.Potentials(1), one.Potentials(1));
    }

    [Fact]
    public void Another_seed_gives_other_spikes()
    {
        NetworkDescription network = StandardNetworks.Brunel(500);
        Assert.NotEqual(Hash(network, new RecurrentOptions { Seed = 1 }, 500), Hash(network, new RecurrentOptions { Seed = 2 }, 500));
    }

    [Fact]
    public void What_the_warm_up_does_is_not_recorded()
    {
        using var simulator = new RecurrentSimulator(StandardNetworks.Brunel(500), new RecurrentOptions());
        simulator.Run(500, record: false);
        Assert.Equal(0, simulator.Spikes);
        Assert.Equal(0UL, simulator.SpikeHash);
        simulator.Run(500);
        Assert.All(simulator.SampledSpikes, spike => Assert.InRange(spike.Step, 500, 999));
        Assert.Equal(simulator.Spikes, simulator.Statistics().Sum(p => p.Spikes));
    }

    static (ulong Hash, long Events) Hash(NetworkDescription network, RecurrentOptions options, params int[] stretches)
    {
        using var simulator = new RecurrentSimulator(network, options);
        foreach (int steps in stretches)
        {
            simulator.Run(steps);
        }

        return (simulator.SpikeHash, simulator.SynapticEvents);
    }
}
