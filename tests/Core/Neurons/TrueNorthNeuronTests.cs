using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Neurons.TrueNorth;
using static Neuromorphic.Core.Tests.Neurons.ExactArithmetic;

namespace Neuromorphic.Core.Tests.Neurons;

/// <summary>Random programs of several ticks against the equations of Cassidy et al. 2013, in unbounded integers.</summary>
public sealed class TrueNorthNeuronTests
{
    const int Ticks = 10;

    /// <summary>What an emulator makes of the potential after the synapses, and between leak and thresholds.</summary>
    sealed record Flavour(
        TrueNorthRules Rules,
        Func<BigInteger, BigInteger>? Charged = null,
        Func<BigInteger, BigInteger>? Leaked = null,
        bool StopsAtZero = false,
        bool NegativeAtThreshold = false,
        bool LeakAfterCompare = false,
        int? Ceiling = null);

    sealed record TrueNorthProgram(TrueNorthParameters[] Neurons, int[][] Input, int[][] LeakDraws, int[][] ThresholdDraws);

    static readonly Flavour[] Flavours =
    [
        new(TrueNorthRules.Cassidy, StopsAtZero: true),
        new(TrueNorthRules.Ranc),
        new(TrueNorthRules.RancSymmetric, NegativeAtThreshold: true),
        new(TrueNorthRules.RancHardware(9), Charged: v => Wrap(v, 8), Leaked: v => Wrap(v, 8)),
        new(TrueNorthRules.NeMo, StopsAtZero: true, Leaked: v => Clip(v, -393_216, 393_216), Ceiling: 393_216),
        new(TrueNorthRules.PaiBox, Charged: PaiBoxOverflow),
        new(TrueNorthRules.PaiBox with { LeakAfterCompare = true }, Charged: PaiBoxOverflow, LeakAfterCompare: true),
    ];

    public static TheoryData<string, int> Cases()
    {
        TheoryData<string, int> cases = [];
        foreach (KernelSet set in KernelSet.All)
        {
            for (int k = 0; k < Flavours.Length; k++)
            {
                cases.Add(set.Name, k);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_flavour_equals_its_definition(string name, int flavour)
    {
        KernelSet kernels = KernelSet.Named(name);
        Generators.ForAll(Programs(), program => Check(kernels, Flavours[flavour], program), tests: 60);
    }

    [Fact]
    public void The_positive_threshold_counts_when_met_and_the_negative_one_when_passed()
    {
        Assert.Equal((7, true), After(TrueNorthRules.Cassidy, input: 10));
        Assert.Equal((9, false), After(TrueNorthRules.Cassidy, input: 9));
        Assert.Equal((-5, false), After(TrueNorthRules.Cassidy, input: -5));
        Assert.Equal((-7, false), After(TrueNorthRules.Cassidy, input: -6));
        Assert.Equal((-7, false), After(TrueNorthRules.RancSymmetric, input: -5));

        static (int V, bool Spike) After(TrueNorthRules rules, int input)
        {
            using TrueNorthNeurons neurons = new(rules, [new TrueNorthParameters { PositiveThreshold = 10, NegativeThreshold = 5, Reset = 7 }]);
            neurons.Input[0] = input;
            neurons.Step(KernelSet.Best);
            return (neurons.Potential[0], SpikeMask.Contains(neurons.Spikes, 0));
        }
    }

    [Theory]
    [InlineData(5, 0, -2)]
    [InlineData(-5, 0, 2)]
    [InlineData(9, 2, 2)]
    [InlineData(0, 0, 0)]
    public void A_reversed_leak_stops_at_zero_or_overshoots_it(int start, int stops, int overshoots)
    {
        TrueNorthParameters neuron = new() { PositiveThreshold = 100, NegativeThreshold = 100, Leak = -7, LeakReversal = true, InitialPotential = start };
        foreach ((TrueNorthRules rules, int expected) in new[] { (TrueNorthRules.NeMo, stops), (TrueNorthRules.PaiBox, overshoots) })
        {
            using TrueNorthNeurons neurons = new(rules, [neuron]);
            neurons.Step(KernelSet.Best);
            Assert.Equal(expected, neurons.Potential[0]);
        }
    }

    [Fact]
    public void A_population_has_at_least_one_neuron() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrueNorthNeurons(TrueNorthRules.Ranc, []));

    static BigInteger PaiBoxOverflow(BigInteger v)
    {
        BigInteger largest = (BigInteger.One << 29) - 1;
        BigInteger smallest = -(BigInteger.One << 29);
        BigInteger range = largest - smallest;
        return v > largest ? v - range : v < smallest ? v + range : v;
    }

    static Gen<TrueNorthProgram> Programs() =>
        from count in Gen.Elements(1, 6, 64, 67)
        from size in Gen.Elements(3, 60, 500_000, 400_000_000)
        let value = Gen.Choose(-size, size)
        let neuron =
            from alpha in Gen.Choose(0, Math.Min(size, (1 << 18) - 1))
            from beta in Gen.Choose(0, Math.Min(size, (1 << 18) - 1))
            from reset in Gen.Choose(-Math.Min(size, 300), Math.Min(size, 300))
            from gamma in Gen.Elements(TrueNorthReset.Absolute, TrueNorthReset.Linear, TrueNorthReset.None)
            from kappa in Generators.Flag
            from epsilon in Generators.Flag
            from c in Generators.Flag
            from lambda in Gen.Choose(-Math.Min(size, 255), Math.Min(size, 255))
            from mask in Gen.Elements(0, 0, 1, 3, 255, 65535)
            from start in value
            select new TrueNorthParameters
            {
                PositiveThreshold = alpha,
                NegativeThreshold = beta,
                Reset = reset,
                ResetMode = gamma,
                NegativeSaturation = kappa,
                LeakReversal = epsilon,
                StochasticLeak = c,
                Leak = lambda,
                ThresholdMask = mask,
                InitialPotential = start,
            }
        from neurons in Generators.Array(neuron, count)
        from input in Generators.Array(Generators.Array(value, count), Ticks)
        from leakDraws in Generators.Array(Generators.Array(Gen.Choose(0, Math.Min(255, 2 * size)), count), Ticks)
        from thresholdDraws in Generators.Array(Generators.Array(Gen.Choose(0, 65535), count), Ticks)
        select new TrueNorthProgram(neurons, input, leakDraws, thresholdDraws);

    static void Check(KernelSet kernels, Flavour flavour, TrueNorthProgram program)
    {
        int count = program.Neurons.Length;
        using TrueNorthNeurons neurons = new(flavour.Rules, program.Neurons);
        BigInteger[] v = [.. program.Neurons.Select(neuron => (BigInteger)neuron.InitialPotential)];
        for (int t = 0; t < Ticks; t++)
        {
            program.Input[t].CopyTo(neurons.Input);
            program.LeakDraws[t].CopyTo(neurons.LeakDraws);
            program.ThresholdDraws[t].CopyTo(neurons.ThresholdDraws);
            neurons.Step(kernels);
            for (int k = 0; k < count; k++)
            {
                (v[k], bool spike) = Tick(flavour, program.Neurons[k], v[k], program.Input[t][k], program.LeakDraws[t][k], program.ThresholdDraws[t][k]);
                v[k] = Wrap32(v[k]);
                Assert.Equal((t, k, v[k], spike), (t, k, neurons.Potential[k], SpikeMask.Contains(neurons.Spikes, k)));
            }

            Assert.Equal(new int[count], neurons.Input.ToArray());
        }
    }

    static (BigInteger V, bool Spike) Tick(Flavour flavour, TrueNorthParameters neuron, BigInteger v, int input, int rhoLeak, int rhoThreshold)
    {
        BigInteger charged = Wrap32(v + input);
        charged = flavour.Charged?.Invoke(charged) ?? charged;

        int lambda = neuron.Leak;
        if (neuron.StochasticLeak)
        {
            lambda = Math.Abs(lambda) >= rhoLeak ? Math.Sign(lambda) : 0;
        }

        BigInteger leaked = Wrap32(charged + (neuron.LeakReversal ? charged.Sign * lambda : lambda));
        if (flavour.StopsAtZero && neuron.LeakReversal && leaked.Sign != charged.Sign)
        {
            leaked = 0;
        }

        if (leaked > flavour.Ceiling)
        {
            return (flavour.Ceiling.Value, true);
        }

        leaked = flavour.Leaked?.Invoke(leaked) ?? leaked;
        BigInteger compared = flavour.LeakAfterCompare ? charged : leaked;
        int eta = rhoThreshold & neuron.ThresholdMask;
        BigInteger alpha = neuron.PositiveThreshold + eta;
        BigInteger beta = neuron.NegativeSaturation ? neuron.NegativeThreshold : neuron.NegativeThreshold + eta;
        if (compared >= alpha)
        {
            return (neuron.ResetMode switch { TrueNorthReset.Absolute => neuron.Reset, TrueNorthReset.Linear => leaked - alpha, _ => leaked }, true);
        }

        if (flavour.NegativeAtThreshold ? compared <= -beta : compared < -beta)
        {
            return (neuron.NegativeSaturation ? -neuron.NegativeThreshold : neuron.ResetMode switch { TrueNorthReset.Absolute => -neuron.Reset, TrueNorthReset.Linear => leaked + beta, _ => leaked }, false);
        }

        return (leaked, false);
    }
}
