using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Neurons.AdaptiveThreshold;
using static Neuromorphic.Core.Tests.Neurons.ExactArithmetic;

namespace Neuromorphic.Core.Tests.Neurons;

public sealed class AdaptiveThresholdNeuronTests
{
    const int Steps = 12;

    sealed record AdaptiveProgram(AdaptiveThresholdParameters Parameters, int[][] Input);

    [Theory]
    [ClassData(typeof(KernelSets))]
    public void It_equals_its_definition(string name)
    {
        KernelSet kernels = KernelSet.Named(name);
        Generators.ForAll(Programs(), program => Check(kernels, program), tests: 100);
    }

    [Fact]
    public void A_spike_raises_first_the_refractory_state_by_the_old_threshold()
    {
        using AdaptiveThresholdNeurons neurons = new(1, new AdaptiveThresholdParameters
        {
            CurrentDecay = 4095,
            VoltageDecay = 0,
            ThresholdDecay = 0,
            RefractoryDecay = 0,
            RestingThreshold = 2,
            ThresholdStep = 1,
        });
        neurons.Input[0] = 2;
        neurons.Step(KernelSet.Best);

        Assert.True(SpikeMask.Contains(neurons.Spikes, 0));
        Assert.Equal((128, 256, 192), (neurons.Potential[0], neurons.Refractory[0], neurons.Threshold[0]));
    }

    [Fact]
    public void Parameters_out_of_range_are_refused_by_name()
    {
        AdaptiveThresholdParameters good = new() { CurrentDecay = 0, VoltageDecay = 0, ThresholdDecay = 0, RefractoryDecay = 0, RestingThreshold = 0, ThresholdStep = 0 };
        Refuses(good with { CurrentDecay = 4096 }, "current");
        Refuses(good with { VoltageDecay = 4097 }, "potential");
        Refuses(good with { ThresholdDecay = -1 }, "threshold");
        Refuses(good with { RefractoryDecay = -1 }, "refractory");
        Refuses(good with { RestingThreshold = 1 << 17 }, "resting");
        Refuses(good with { ThresholdStep = -1 }, "step");

        static void Refuses(AdaptiveThresholdParameters parameters, string expected) =>
            Assert.Contains(expected, Assert.ThrowsAny<ArgumentException>(() => new AdaptiveThresholdNeurons(1, parameters)).Message);
    }

    static Gen<AdaptiveProgram> Programs() =>
        from count in Gen.Elements(1, 64, 65)
        from small in Generators.Flag
        from i in Generators.Decay(4095)
        from v in Generators.Decay(4096)
        from theta in Generators.Decay(4096)
        from r in Generators.Decay(4096)
        from resting in small ? Gen.Choose(0, 3) : Gen.Choose(0, 131_071)
        from step in small ? Gen.Choose(0, 2) : Gen.Choose(0, 131_071)
        from bias in Generators.Array(small ? Gen.Choose(-1, 1).Select(k => 64 * k) : Generators.Around(19), count)
        from input in Generators.Array(Generators.Array(small ? Gen.Choose(-3, 5) : Generators.Around(18), count), Steps)
        select new AdaptiveProgram(
            new AdaptiveThresholdParameters
            {
                CurrentDecay = i,
                VoltageDecay = v,
                ThresholdDecay = theta,
                RefractoryDecay = r,
                RestingThreshold = resting,
                ThresholdStep = step,
                Bias = bias,
            },
            input);

    static void Check(KernelSet kernels, AdaptiveProgram program)
    {
        AdaptiveThresholdParameters p = program.Parameters;
        int count = program.Input[0].Length;
        using AdaptiveThresholdNeurons neurons = new(count, p);
        BigInteger bound = BigInteger.One << 23;
        BigInteger theta0 = (BigInteger)p.RestingThreshold * 64;
        BigInteger[] i = new BigInteger[count];
        BigInteger[] v = new BigInteger[count];
        BigInteger[] r = new BigInteger[count];
        BigInteger[] theta = [.. Enumerable.Repeat(theta0, count)];
        for (int t = 0; t < Steps; t++)
        {
            program.Input[t].CopyTo(neurons.Input);
            neurons.Step(kernels);
            for (int k = 0; k < count; k++)
            {
                i[k] = Decay(i[k], 4095 - p.CurrentDecay) + ((BigInteger)program.Input[t][k] * 64);
                i[k] = i[k] > bound ? i[k] - (2 * bound) : i[k] <= -bound ? i[k] + (2 * bound) : i[k];
                v[k] = Clip(Decay(v[k], 4096 - p.VoltageDecay) + i[k] + p.Bias[k], 1 - bound, bound - 1);
                theta[k] = Decay(Wrap32(theta[k] - theta0), 4096 - p.ThresholdDecay) + theta0;
                r[k] = Decay(r[k], 4096 - p.RefractoryDecay);
                bool spike = Wrap32(v[k] - r[k]) >= theta[k];
                if (spike)
                {
                    r[k] = Wrap32(r[k] + (2 * theta[k]));
                    theta[k] = Wrap32(theta[k] + ((BigInteger)p.ThresholdStep * 64));
                }

                Assert.Equal(
                    (t, k, i[k], v[k], theta[k], r[k], spike),
                    (t, k, neurons.Current[k], neurons.Potential[k], neurons.Threshold[k], neurons.Refractory[k], SpikeMask.Contains(neurons.Spikes, k)));
            }
        }
    }
}
