using FsCheck.Fluent;
using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Networks;

namespace Neuromorphic.Core.Tests.Networks.Conversion;

public sealed class ExactModeTests
{
    public static TheoryData<NetworkKind> Kinds => [.. Enum.GetValues<NetworkKind>()];

    public static TheoryData<NetworkKind> Exact =>
    [
        NetworkKind.SignedUntilQuiet, NetworkKind.MultiUntilQuiet, NetworkKind.SettlingStepByStep, NetworkKind.SettlingAtOnce,
        NetworkKind.CountCoded, NetworkKind.Timed, NetworkKind.MixedExact,
    ];

    /// <summary>The promise: the net count of every neuron is the quantised network's, and the read-out its logits.</summary>
    [Theory]
    [MemberData(nameof(Exact))]
    public void Every_net_count_equals_the_quantised_network(NetworkKind kind)
    {
        long busy = 0;
        Generators.ForAll(
            Gen.Choose(0, int.MaxValue),
            seed =>
            {
                using var made = ConversionNetworks.Create(kind, seed);
                SpikingNetwork network = made.Network;
                int[] input = made.Input();
                Dictionary<Population, long[]> expected = ConversionOracle.Quantised(made, input);
                foreach (KernelSet kernels in KernelSet.All)
                {
                    using var simulator = new NetworkSimulator(network, made.Timesteps, kernels);
                    using var twin = new QuantisedTwin(network, made.Timesteps, kernels);
                    simulator.Run(input);
                    twin.Run(input);
                    foreach (Population population in network.Populations.Where(p => p.Spikes))
                    {
                        int[] totals = new int[population.Count];
                        simulator.Total(population, totals);
                        Assert.Equal(expected[population], totals.Select(n => (long)n));
                        Assert.Equal(expected[population], twin.Counts(population).ToArray().Select(n => (long)n));
                        busy += totals.Count(n => n != 0);
                    }

                    int last = simulator.Steps(network.Readout) - 1;
                    Assert.Equal(expected[network.Readout], simulator.Readout(last).ToArray().Select(n => (long)n));
                    Assert.Equal(expected[network.Readout], twin.Counts(network.Readout).ToArray().Select(n => (long)n));
                }
            },
            tests: 60);
        Assert.True(busy > 10_000, $"only {busy} neurons said anything");
    }

    /// <summary>Every spike, payload, driven unit and length against the definitions, at every width.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_step_equals_a_naive_run(NetworkKind kind) => Generators.ForAll(
        Gen.Choose(0, int.MaxValue),
        seed =>
        {
            using var made = ConversionNetworks.Create(kind, seed);
            SpikingNetwork network = made.Network;
            KernelSet kernels = KernelSet.All[seed % KernelSet.All.Count];
            using var simulator = new NetworkSimulator(network, made.Timesteps, kernels);
            for (int sample = 0; sample < 2; sample++)
            {
                int[] input = made.Input();
                var oracle = ConversionOracle.Run(made, input);
                simulator.Run(input);
                foreach (Population population in network.Populations.Skip(1))
                {
                    AssertSame(oracle, simulator, population);
                }

                Assert.Equal(oracle.Readout.Count, simulator.Steps(network.Readout));
                for (int t = 0; t < oracle.Readout.Count; t++)
                {
                    Assert.Equal(oracle.Readout[t], simulator.Readout(t).ToArray().Select(v => (long)v));
                }

                Assert.Equal(
                    network.Populations.Skip(1).Max(p => simulator.Steps(p) + network.DepthOf(p) - 1), simulator.LatencyTimesteps);
                Assert.InRange(simulator.LatencyTimesteps, 1, network.LatencyTimesteps(made.Timesteps));
            }
        },
        tests: 40);

    /// <summary>n·Θ = ΣI + v₀ − v, with the payloads counted, for every neuron that subtracts what it sends.</summary>
    [Theory]
    [InlineData(NetworkKind.SignedFixed)]
    [InlineData(NetworkKind.MultiFixed)]
    [InlineData(NetworkKind.SignedUntilQuiet)]
    [InlineData(NetworkKind.MixedWithPlain)]
    public void Net_counts_account_for_all_current(NetworkKind kind) => Generators.ForAll(
        Gen.Choose(0, int.MaxValue),
        seed =>
        {
            using var made = ConversionNetworks.Create(kind, seed);
            SpikingNetwork network = made.Network;
            int[] input = made.Input();
            using var simulator = new NetworkSimulator(network, made.Timesteps, KernelSet.Best);
            simulator.Run(input);
            var totals = new Dictionary<Population, int[]> { [network.Input] = input };
            foreach (Population population in network.Populations.Where(p => p.Spikes))
            {
                totals[population] = new int[population.Count];
                simulator.Total(population, totals[population]);
            }

            foreach (NeuronPopulation neurons in network.Populations.OfType<NeuronPopulation>())
            {
                bool resets = made.Rules[neurons][0] is not LevelRule;
                long[] current = NaiveRun.TotalCurrent(neurons, source => totals[source], made.Timesteps);
                for (int i = 0; i < neurons.Count; i++)
                {
                    long spent = resets ? (long)totals[neurons][i] * neurons.Parameters.Threshold[i] : 0;
                    Assert.Equal(current[i] + neurons.Parameters.InitialPotential[i] - simulator.Potentials(neurons)[i], spent);
                }
            }
        },
        tests: 60);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Potentials_currents_and_lengths_stay_inside_what_is_proven(NetworkKind kind)
    {
        double closest = 0;
        Generators.ForAll(
            Gen.Choose(0, int.MaxValue),
            seed =>
            {
                using var made = ConversionNetworks.Create(kind, seed);
                IReadOnlyList<PotentialRange> ranges = PotentialRange.Prove(made.Network, made.Timesteps);
                for (int sample = 0; sample < 3; sample++)
                {
                    int[] input = made.Input();
                    var oracle = ConversionOracle.Run(made, input);
                    Dictionary<Population, long[]> quantised = ConversionOracle.Quantised(made, input);
                    foreach (PotentialRange range in ranges)
                    {
                        Assert.True(range.Fits);
                        Assert.InRange(oracle.Range[range.Population].Smallest, range.Minimum, 0);
                        Assert.InRange(oracle.Range[range.Population].Largest, 0, range.Maximum);
                        closest = Math.Max(closest, (double)oracle.Range[range.Population].Largest / range.Maximum);
                        if (range.Population is ReadoutPopulation)
                        {
                            Assert.All(quantised[range.Population], z => Assert.InRange(z, range.Minimum, range.TotalMaximum));
                        }
                    }

                    foreach (Population population in made.Network.Populations.Skip(1))
                    {
                        Assert.InRange(oracle.Sent[population].Count, made.Timesteps, RunLength.MostSteps(population, made.Timesteps));
                    }
                }
            },
            tests: 40);
        Assert.True(closest > 0.5, $"the bound was never approached: {closest}");
    }

    [Fact]
    public void Nothing_is_allocated_while_time_runs()
    {
        foreach (NetworkKind kind in Enum.GetValues<NetworkKind>())
        {
            foreach (KernelSet kernels in KernelSet.All)
            {
                using var made = ConversionNetworks.Create(kind, 5);
                using var simulator = new NetworkSimulator(made.Network, made.Timesteps, kernels);
                int[] input = made.Input();
                simulator.Run(input);
                Assert.Equal(0, Allocations.Of(() => simulator.Run(input)));
            }
        }
    }

    static void AssertSame(ConversionOracle oracle, NetworkSimulator simulator, Population population)
    {
        List<long[]> sent = oracle.Sent[population];
        Assert.Equal(sent.Count, simulator.Steps(population));
        for (int t = 0; t < sent.Count; t++)
        {
            ReadOnlySpan<ulong> driven = simulator.Driven(population, t);
            ReadOnlySpan<ulong> spikes = population.Spikes ? simulator.Spikes(population, t) : default;
            ReadOnlySpan<short> payload = population.Code.HasPayload ? simulator.Payload(population, t) : default;
            int set = 0;
            for (int i = 0; i < population.Count; i++)
            {
                Assert.Equal(oracle.Driven[population][t][i], SpikeMask.Contains(driven, i));
                if (population.Spikes)
                {
                    bool spike = SpikeMask.Contains(spikes, i);
                    Assert.Equal(sent[t][i], !spike ? 0 : payload.IsEmpty ? 1 : payload[i]);
                    Assert.Equal(sent[t][i] != 0, spike);
                    set += spike ? 1 : 0;
                }
            }

            // Nothing is set beyond the population.
            Assert.Equal(set, SpikeMask.Count(spikes));
            Assert.InRange(SpikeMask.Count(driven), 0, population.Count);
        }
    }
}
