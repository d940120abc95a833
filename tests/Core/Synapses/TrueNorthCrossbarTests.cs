using FsCheck;
using FsCheck.Fluent;
using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Neurons.TrueNorth;
using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Core.Tests.Synapses;

public sealed class TrueNorthCrossbarTests
{
    sealed record CrossbarProgram(int[] Types, int[] Weights, bool[] Connections, bool[] Stochastic, bool[] Spikes, int[] Draws);

    [Theory]
    [ClassData(typeof(KernelSets))]
    public void Every_spike_adds_the_weight_of_its_axons_type_or_a_drawn_sign(string name)
    {
        KernelSet kernels = KernelSet.Named(name);
        Gen<CrossbarProgram> programs =
            from axons in Gen.Elements(1, 12, 70)
            from neurons in Gen.Elements(1, 6, 65)
            from types in Generators.Array(Gen.Choose(0, 3), axons)
            from weights in Generators.Array(Gen.Frequency((3, Gen.Choose(-255, 255)), (1, Gen.Choose(-2, 2))), neurons * 4)
            from connections in Generators.Array(Generators.Flag, neurons * axons)
            from stochastic in Generators.Array(Generators.Flag, neurons * 4)
            from spikes in Generators.Array(Generators.Flag, axons)
            from draws in Generators.Array(Gen.Frequency((2, Gen.Choose(0, 255)), (1, Gen.Choose(0, 3))), neurons * axons)
            select new CrossbarProgram(types, weights, connections, stochastic, spikes, draws);
        Generators.ForAll(programs, program => Check(kernels, program), tests: 100);
    }

    [Fact]
    public void Without_draws_a_stochastic_synapse_is_refused_and_so_is_what_does_not_fit()
    {
        using TrueNorthCrossbar crossbar = new([0], [1, 1, 1, 1], [true], [true, false, false, false]);
        using TrueNorthNeurons neurons = new(TrueNorthRules.Ranc, [new TrueNorthParameters { PositiveThreshold = 1, NegativeThreshold = 1 }]);
        using TrueNorthNeurons two = new(TrueNorthRules.Ranc, new TrueNorthParameters[2]);
        Assert.Throws<ArgumentNullException>(() => crossbar.Accumulate(KernelSet.Best, [1UL], neurons));
        Assert.ThrowsAny<ArgumentException>(() => crossbar.Accumulate(KernelSet.Best, [1UL], two));
        Assert.ThrowsAny<ArgumentException>(() => new TrueNorthCrossbar([4], [1, 1, 1, 1], [true]));
        Assert.ThrowsAny<ArgumentException>(() => new TrueNorthCrossbar([0], [1, 1, 1], [true]));
        Assert.ThrowsAny<ArgumentException>(() => new TrueNorthCrossbar([0], [40_000, 1, 1, 1], [true]));
    }

    static void Check(KernelSet kernels, CrossbarProgram p)
    {
        int axons = p.Types.Length;
        int count = p.Weights.Length / 4;
        using TrueNorthCrossbar crossbar = new(p.Types, p.Weights, p.Connections, p.Stochastic);
        using TrueNorthNeurons neurons = new(TrueNorthRules.Ranc, new TrueNorthParameters[count]);
        ulong[] mask = new ulong[(axons + 63) / 64];
        int[] expected = new int[count];
        int draw = 0;
        for (int a = 0; a < axons; a++)
        {
            if (!p.Spikes[a])
            {
                continue;
            }

            mask[a / 64] |= 1UL << (a % 64);
            for (int n = 0; n < count; n++)
            {
                if (p.Connections[(n * axons) + a])
                {
                    int s = p.Weights[(n * 4) + p.Types[a]];
                    expected[n] += !p.Stochastic[(n * 4) + p.Types[a]] ? s : Math.Abs(s) >= p.Draws[draw++] ? Math.Sign(s) : 0;
                }
            }
        }

        Recorded draws = new(p.Draws);
        crossbar.Accumulate(kernels, mask, neurons, draws);
        Assert.Equal(expected, neurons.Input.ToArray());
        Assert.Equal(draw, draws.Used);
    }

    sealed class Recorded(int[] draws) : IDrawSource
    {
        public int Used { get; private set; }

        public int Next() => draws[Used++];
    }
}
