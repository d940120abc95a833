using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Neurons;
using Neuromorphic.Core.Neurons.AdaptiveThreshold;
using Neuromorphic.Core.Neurons.Loihi;
using Neuromorphic.Core.Neurons.SigmaDelta;
using Neuromorphic.Core.Neurons.TrueNorth;

namespace Neuromorphic.Core.Tests.Neurons;

/// <summary>Which neurons had work to do, from what can be seen of them before and after a step: docs/arithmetic.md.</summary>
public sealed class DrivenTests
{
    const int Steps = 6;
    const int Count = 70;

    /// <summary>Mostly nothing, so that most neurons are idle.</summary>
    static readonly Gen<int> Rare = Gen.Frequency((6, Gen.Constant(0)), (1, Gen.Choose(-2, 2)), (1, Generators.AnyInt));

    static readonly Gen<int[][]> Input = Generators.Array(Generators.Array(Rare, Count), Steps);

    [Theory]
    [ClassData(typeof(KernelSets))]
    public void Loihi(string name)
    {
        Gen<(int[][] Input, int[][] Draws, int[] Bias, int Decay, LoihiNoise? Noise)> programs =
            from input in Input
            from draws in Generators.Array(Generators.Array(Gen.Choose(-1, 1), Count), Steps)
            from bias in Generators.Array(Rare, Count)
            from decay in Generators.Decay(4095)
            from noise in Gen.Elements((LoihiNoise?)null, new LoihiNoise(7, 0, true), new LoihiNoise(7, 0, false), new LoihiNoise(0, 0, true))
            select (input, draws, bias, decay, noise);
        Generators.ForAll(programs, program =>
        {
            using LoihiNeurons neurons = new(LoihiRules.NengoLoihi, Count, new LoihiParameters
            {
                CurrentDecay = program.Decay,
                VoltageDecay = 10,
                Threshold = [1000],
                Bias = program.Bias,
                Noise = program.Noise,
            });
            Run(name, neurons, program.Input, t => program.Draws[t].CopyTo(neurons.Noise), (t, k) =>
            {
                // Draws of −1 to 1 are whole with an exponent of 7 and vanish with 0.
                int noise = program.Noise is { Exponent: 7 } ? program.Draws[t][k] : 0;
                bool atMembrane = program.Noise is { AtMembrane: true };
                return unchecked(program.Input[t][k] + (atMembrane ? 0 : noise)) != 0
                    || unchecked(neurons.Current[k] + program.Bias[k] + (atMembrane ? noise : 0)) != 0;
            });
        });
    }

    [Theory]
    [ClassData(typeof(KernelSets))]
    public void Adaptive_threshold(string name) => Generators.ForAll(
        from input in Input
        from bias in Generators.Array(Rare, Count)
        from decay in Generators.Decay(4095)
        select (input, bias, decay),
        program =>
        {
            (int[][] input, int[] bias, int decay) = program;
            using AdaptiveThresholdNeurons neurons = new(Count, new AdaptiveThresholdParameters
            {
                CurrentDecay = decay,
                VoltageDecay = 10,
                ThresholdDecay = 20,
                RefractoryDecay = 30,
                RestingThreshold = 2,
                ThresholdStep = 1,
                Bias = bias,
            });
            Run(name, neurons, input, _ => { }, (t, k) => input[t][k] << 6 != 0 || unchecked(neurons.Current[k] + bias[k]) != 0);
        });

    [Theory]
    [ClassData(typeof(KernelSets))]
    public void Sigma_delta(string name) => Generators.ForAll(
        from input in Input
        from bias in Generators.Array(Rare, Count)
        from rectifies in Generators.Flag
        from cumulative in Generators.Flag
        select (input, bias, rectifies, cumulative),
        program =>
        {
            (int[][] input, int[] bias, bool rectifies, bool cumulative) = program;
            using SigmaDeltaNeurons neurons = new(Count, new SigmaDeltaParameters { Threshold = [3], Bias = bias, Rectifies = rectifies, CumulativeError = cumulative });
            int[] before = new int[Count];
            Run(name, neurons, input, _ => neurons.Activation.CopyTo(before), (t, k) => input[t][k] != 0 || neurons.Activation[k] != before[k]);
        });

    [Theory]
    [ClassData(typeof(KernelSets))]
    public void TrueNorth(string name)
    {
        Gen<TrueNorthParameters> neuron =
            from leak in Gen.Frequency((2, Gen.Constant(0)), (1, Gen.Choose(-3, 3)))
            from reversal in Generators.Flag
            from stochastic in Generators.Flag
            from start in Gen.Choose(-3, 3)
            select new TrueNorthParameters
            {
                PositiveThreshold = 100_000,
                NegativeThreshold = 100_000,
                Leak = leak,
                LeakReversal = reversal,
                StochasticLeak = stochastic,
                InitialPotential = start,
            };
        Gen<(TrueNorthParameters[] Neurons, int[][] Input, int[][] Draws)> programs =
            from neurons in Generators.Array(neuron, Count)
            from input in Generators.Array(Generators.Array(Gen.Frequency((4, Gen.Constant(0)), (1, Gen.Choose(-2, 2))), Count), Steps)
            from draws in Generators.Array(Generators.Array(Gen.Choose(0, 4), Count), Steps)
            select (neurons, input, draws);
        Generators.ForAll(programs, program =>
        {
            using TrueNorthNeurons neurons = new(TrueNorthRules.Cassidy, program.Neurons);
            int[] before = [.. program.Neurons.Select(n => n.InitialPotential)];
            Run(
                name,
                neurons,
                program.Input,
                t =>
                {
                    program.Draws[t].CopyTo(neurons.LeakDraws);
                    neurons.Potential.CopyTo(before);
                },
                (t, k) => program.Input[t][k] != 0 || neurons.Potential[k] != before[k]);
        });
    }

    /// <summary>Decay alone is no work: a population that was driven once and then left alone is idle.</summary>
    [Fact]
    public void A_potential_that_only_decays_does_not_drive_its_neuron()
    {
        using LoihiNeurons neurons = new(LoihiRules.Lava, 2, new LoihiParameters { CurrentDecay = 4095, VoltageDecay = 100, Threshold = [1 << 20] });
        neurons.Input[1] = 50;
        neurons.Step(KernelSet.Best);
        Assert.Equal(0b10UL, neurons.Driven[0]);
        neurons.Step(KernelSet.Best);
        Assert.NotEqual(0, neurons.Potential[1]);
        Assert.Equal(0UL, neurons.Driven[0]);
    }

    static void Run(string name, MultiStatePopulation neurons, int[][] input, Action<int> before, Func<int, int, bool> isDriven)
    {
        KernelSet kernels = KernelSet.Named(name);
        for (int t = 0; t < Steps; t++)
        {
            input[t].CopyTo(neurons.Input);
            before(t);
            neurons.Step(kernels);
            for (int k = 0; k < Count; k++)
            {
                Assert.Equal((t, k, isDriven(t, k)), (t, k, SpikeMask.Contains(neurons.Driven, k)));
            }

            Assert.Equal(0, BitOperations.PopCount(neurons.Driven[^1] >> (Count % 64)));
        }
    }
}
