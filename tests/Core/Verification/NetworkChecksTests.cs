using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Networks;
using Neuromorphic.Core.Neurons;
using Neuromorphic.Core.Synapses;
using Neuromorphic.Core.Tests.Networks;
using Neuromorphic.Core.Tests.Networks.Conversion;
using Neuromorphic.Core.Verification;

namespace Neuromorphic.Core.Tests.Verification;

/// <summary>Each check holds for networks that are right, and fails for ones that were broken on purpose.</summary>
public sealed class NetworkChecksTests
{
    const int Timesteps = 12;

    [Theory]
    [ClassData(typeof(KernelSets))]
    public void Every_check_holds_for_random_networks(string kernels)
    {
        for (int seed = 0; seed < 10; seed++)
        {
            using SpikingNetwork network = RandomNetworks.Create(seed);
            IReadOnlyList<PotentialRange> ranges = PotentialRange.Prove(network, Timesteps);
            int[] input = RandomNetworks.Input(network, new Random(seed));
            NetworkRecord record = Run(network, input, KernelSet.Named(kernels));
            CheckOutcome identity = SpikeIdentity.Check(network, record);
            CheckOutcome inside = PotentialsInRange.Check(network, ranges, record);
            CheckOutcome equal = Run(network, input, KernelSet.Named("scalar")).Compare(record, network);
            CheckOutcome proof = PotentialsInRange.CheckProof(ranges);

            Assert.True(identity.Holds, identity.Where);
            Assert.True(inside.Holds, inside.Where);
            Assert.True(equal.Holds, equal.Where);
            Assert.True(proof.Holds, proof.Where);
            Assert.Equal(0, identity.Worst);
            Assert.InRange(inside.Worst!.Value, 0.01, 1);
            Assert.InRange(proof.Worst!.Value, ranges.Max(range => range.Bits), 32);
            int neurons = network.Populations.Where(p => p is NeuronPopulation or ReadoutPopulation).Sum(p => p.Count);
            Assert.Equal((neurons, neurons * Timesteps), (identity.Cases, inside.Cases));
        }
    }

    public static TheoryData<NetworkKind> Kinds => [.. Enum.GetValues<NetworkKind>()];

    /// <summary>Neurons with signs, payloads, levels and times, pools between them, some running on when their input has ended.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_check_holds_for_neurons_of_conversion(NetworkKind kind)
    {
        bool exact = kind is not (NetworkKind.SignedFixed or NetworkKind.MultiFixed or NetworkKind.MixedWithPlain);
        long differences = 0;
        for (int seed = 0; seed < 25; seed++)
        {
            using var made = ConversionNetworks.Create(kind, seed);
            SpikingNetwork network = made.Network;
            IReadOnlyList<PotentialRange> ranges = PotentialRange.Prove(network, made.Timesteps);
            int[] input = made.Input();
            using NetworkSimulator simulator = new(network, made.Timesteps, KernelSet.All[seed % KernelSet.All.Count]);
            NetworkRecord record = NetworkRecord.Run(network, simulator, input);
            CheckOutcome identity = SpikeIdentity.Check(network, record);
            CheckOutcome inside = PotentialsInRange.Check(network, ranges, record);
            Assert.True(identity.Holds, $"seed {seed}: {identity.Where}");
            Assert.True(inside.Holds, $"seed {seed}: {inside.Where}");
            Assert.Equal(network.Populations.Where(p => p is NeuronPopulation or ReadoutPopulation).Sum(p => p.Count), identity.Cases);
            Assert.Equal(network.Populations.Where(p => p is NeuronPopulation or ReadoutPopulation).Sum(p => (long)p.Count * simulator.Steps(p)), inside.Cases);
            Assert.True(record.Compare(record, network).Holds);

            using var fromRecord = new TwinComparison(network, made.Timesteps, KernelSet.Best);
            fromRecord.Compare((population, totals) => record.Total(network, population, totals), input);
            using var fromSimulator = new TwinComparison(network, made.Timesteps, KernelSet.Best);
            fromSimulator.Compare(simulator, input);
            Assert.Equal((fromSimulator.Units, fromSimulator.Equal, fromSimulator.FirstDifference), (fromRecord.Units, fromRecord.Equal, fromRecord.FirstDifference));
            differences += fromRecord.Units - fromRecord.Equal;
        }

        Assert.Equal(exact, differences == 0);
    }

    /// <summary>The record of another network: every kind of neuron is caught at something that its potential does not explain.</summary>
    [Theory]
    [InlineData(NetworkKind.SignedUntilQuiet)]
    [InlineData(NetworkKind.MultiFixed)]
    [InlineData(NetworkKind.SettlingStepByStep)]
    [InlineData(NetworkKind.SettlingAtOnce)]
    [InlineData(NetworkKind.CountCoded)]
    [InlineData(NetworkKind.Timed)]
    public void A_run_with_another_input_breaks_the_checks_of_neurons_of_conversion(NetworkKind kind)
    {
        int caught = 0;
        int changed = 0;
        for (int seed = 0; seed < 12; seed++)
        {
            using var made = ConversionNetworks.Create(kind, seed);
            using NetworkSimulator simulator = new(made.Network, made.Timesteps, KernelSet.Best);
            int[] input = made.Input();
            NetworkRecord record = NetworkRecord.Run(made.Network, simulator, input);
            int[] other = [.. input.Select(x => x == made.Network.Input.Minimum ? made.Network.Input.Maximum : made.Network.Input.Minimum)];
            NetworkRecord wrong = NetworkRecord.Run(made.Network, simulator, other);
            if (wrong.Compare(record, made.Network).Holds)
            {
                continue;
            }

            // The spikes of one input, the claim of another.
            changed++;
            NetworkRecord mixed = wrong.WithInput(input);
            caught += SpikeIdentity.Check(made.Network, mixed).Holds ? 0 : 1;
            caught += PotentialsInRange.Check(made.Network, PotentialRange.Prove(made.Network, made.Timesteps), mixed).Holds ? 0 : 1;
        }

        Assert.True(changed > 6 && caught > changed, $"{caught} of {2 * changed}");
    }

    [Fact]
    public void A_run_with_another_weight_breaks_identity_equality_and_events()
    {
        using SpikingNetwork right = Dense(weight: 40);
        using SpikingNetwork wrong = Dense(weight: 60);
        int[] input = [200, 3, 90];
        NetworkRecord good = Run(right, input, KernelSet.Best);
        NetworkRecord bad = Run(wrong, input, KernelSet.Best);

        CheckOutcome identity = SpikeIdentity.Check(right, bad);
        Assert.False(identity.Holds);
        Assert.True(identity.Worst > 0);
        Assert.Contains("'hidden'", identity.Where, StringComparison.Ordinal);

        CheckOutcome equal = good.Compare(bad, right);
        Assert.False(equal.Holds);
        Assert.True(equal.Worst > 0);
        Assert.Contains("'hidden'", equal.Where, StringComparison.Ordinal);

        // A spike that the potentials do not explain.
        Assert.Equal(double.PositiveInfinity, PotentialsInRange.Check(right, PotentialRange.Prove(right, Timesteps), bad).Worst);
        Assert.Equal(good.SynapticEvents(right), Events(right, good));
        Assert.NotEqual(good.SynapticEvents(right), bad.SynapticEvents(right));
    }

    [Fact]
    public void A_range_that_is_too_narrow_is_found()
    {
        using SpikingNetwork network = Dense(weight: 40);
        NetworkRecord record = Run(network, [200, 3, 90], KernelSet.Best);
        IReadOnlyList<PotentialRange> ranges = PotentialRange.Prove(network, Timesteps);
        Assert.True(PotentialsInRange.Check(network, ranges, record).Holds);
        PotentialRange[] narrow = [.. ranges.Select(range => range with { Maximum = range.Maximum / 1000, Minimum = range.Minimum / 1000 })];
        CheckOutcome outcome = PotentialsInRange.Check(network, narrow, record);
        Assert.False(outcome.Holds);
        Assert.True(outcome.Worst > 1);
    }

    [Fact]
    public void A_proof_of_more_than_32_bits_does_not_hold()
    {
        using SpikingNetwork network = Dense(weight: 40);
        IReadOnlyList<PotentialRange> ranges = PotentialRange.Prove(network, Timesteps);
        CheckOutcome outcome = PotentialsInRange.CheckProof([.. ranges.Select(range => range with { TotalMaximum = 1L << 31 })]);
        Assert.Equal((false, 33.0, 32.0), (outcome.Holds, outcome.Worst, outcome.Bound));
        Assert.True(PotentialsInRange.CheckProof([.. ranges.Select(range => range with { TotalMaximum = int.MaxValue })]).Holds);
        Assert.False(PotentialsInRange.CheckProof([]).Holds);
    }

    [Fact]
    public void Outcomes_add_up_to_the_worse_one()
    {
        CheckOutcome good = CheckOutcome.OfBound(2, 0.5, 1, "a");
        CheckOutcome bad = CheckOutcome.OfBound(3, 1.5, 1, "b");
        Assert.Equal(new CheckOutcome(false, 5, 1.5, 1, "b"), good.With(bad));
        Assert.Equal(new CheckOutcome(false, 5, 1.5, 1, "b"), bad.With(good));
        Assert.False(CheckOutcome.OfBound(1, double.NaN, 1, "").Holds);
        Assert.False(good.With(CheckOutcome.OfBound(1, double.NaN, 1, "")).Holds);
        Assert.False(CheckOutcome.OfBound(0, 0, 1, "").Holds);
        Assert.False(CheckOutcome.OfDifferences(0, 0, "").Holds);
        Assert.False(CheckOutcome.OfDifferences(5, 1, "").Holds);
    }

    /// <summary>Three inputs, two neurons, one class; every weight the same.</summary>
    internal static SpikingNetwork Dense(sbyte weight)
    {
        var input = new InputPopulation("input", Shape.Flat(3), 1.0 / 255, 0, 255);
        var first = new DenseSynapses(input.Shape, Shape.Flat(2), new sbyte[] { weight, weight, weight, weight, weight, weight });
        var hidden = new NeuronPopulation<IntegrateAndFire>(
            "hidden", Shape.Flat(2), [new(input, first)], default, new NeuronParameters([11750, 30011], [7, -9], [5000, 20]), [1, 1]);
        var last = new DenseSynapses(hidden.Shape, Shape.Flat(1), new sbyte[] { 3, -5 });
        return new SpikingNetwork([input, hidden, new ReadoutPopulation("readout", Shape.Flat(1), [new(hidden, last)], [1], [0], 1)]);
    }

    static NetworkRecord Run(SpikingNetwork network, int[] input, KernelSet kernels)
    {
        using NetworkSimulator simulator = new(network, Timesteps, kernels);
        return NetworkRecord.Run(network, simulator, input);
    }

    static long Events(SpikingNetwork network, NetworkRecord record)
    {
        // Every hidden neuron has one synapse.
        long spikes = 0;
        for (int t = 0; t < record.Timesteps; t++)
        {
            spikes += System.Numerics.BitOperations.PopCount(record.Spikes(1, t)[0]);
        }

        return spikes * network.Readout.Count;
    }
}
