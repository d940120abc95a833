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
            using var simulator = new RecurrentSimulator(network, new RecurrentOptions { Seed = 5, Threads = 2 });
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
        },
        tests: 30);

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
