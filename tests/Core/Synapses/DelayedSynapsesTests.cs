using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Neurons.Loihi;
using Neuromorphic.Core.Synapses;
using Neuromorphic.Core.Tests.Neurons;

namespace Neuromorphic.Core.Tests.Synapses;

public sealed class DelayedSynapsesTests
{
    const int Steps = 12;

    sealed record DelayProgram(int Sources, int Targets, short[] Weights, int[] Delays, int Exponent, int MaxDelay, int[][] Payloads);

    [Theory]
    [ClassData(typeof(KernelSets))]
    public void Spikes_arrive_after_their_delay_and_are_shifted_by_timestep(string name)
    {
        KernelSet kernels = KernelSet.Named(name);
        Generators.ForAll(Programs(), program => Check(kernels, program, graded: false), tests: 60);
        Generators.ForAll(Programs(), program => Check(kernels, program, graded: true), tests: 60);
    }

    [Fact]
    public void Accepting_before_delivering_saves_a_step()
    {
        using DelayedSynapses synapses = new(1, 1, [5], [0], 0);
        using DelayLine line = new(1, 0);
        using AlignedBuffer<int> sums = new(64);
        synapses.Accept(KernelSet.Best, [1UL], line);
        line.Deliver(KernelSet.Best, sums);
        Assert.Equal(5, sums.Span[0]);
    }

    [Fact]
    public void What_contradicts_itself_is_refused()
    {
        Assert.ThrowsAny<ArgumentException>(() => new DelayedSynapses(2, 2, [1, 2, 3], [0], 0));
        Assert.ThrowsAny<ArgumentException>(() => new DelayedSynapses(1, 2, [1, 2], [0, -1], 0));
        Assert.ThrowsAny<ArgumentException>(() => new DelayedSynapses(1, 2, [1, 2], [0], 32));
        using DelayedSynapses synapses = new(1, 2, [1, 2], [0, 3], 0);
        using DelayLine shortLine = new(2, 2);
        using DelayLine otherLine = new(3, 3);
        Assert.ThrowsAny<ArgumentException>(() => synapses.Accept(KernelSet.Best, [1UL], shortLine));
        Assert.ThrowsAny<ArgumentException>(() => synapses.Accept(KernelSet.Best, [1UL], otherLine));
        using LoihiNeurons neurons = new(LoihiRules.Lava, 3, new LoihiParameters { CurrentDecay = 0, VoltageDecay = 0, Threshold = [1] });
        Assert.ThrowsAny<ArgumentException>(() => shortLine.Deliver(KernelSet.Best, neurons));
        using AlignedBuffer<int> tooShort = new(63);
        Assert.ThrowsAny<ArgumentException>(() => shortLine.Deliver(KernelSet.Best, tooShort));
    }

    static Gen<DelayProgram> Programs() =>
        from sources in Gen.Elements(1, 7, 65)
        from targets in Gen.Elements(1, 5, 64, 66)
        from maxDelay in Gen.Elements(0, 1, 4)
        from weights in Generators.Array(
            Gen.Frequency((3, Gen.Choose(-256, 255)), (2, Gen.Constant(0)), (1, Gen.Elements(short.MinValue, -1, 1, short.MaxValue))).Select(w => (short)w), sources * targets)
        from delays in Generators.Array(Gen.Choose(0, maxDelay), sources * targets)
        from exponent in Gen.Elements(-5, -1, 0, 6, 20)
        from payloads in Generators.Array(
            Generators.Array(Gen.Frequency((3, Gen.Constant(0)), (3, Gen.Choose(1, 255)), (1, Generators.AnyInt)), sources), Steps)
        select new DelayProgram(sources, targets, weights, delays, exponent, maxDelay, payloads);

    static void Check(KernelSet kernels, DelayProgram p, bool graded)
    {
        using DelayedSynapses synapses = new(p.Sources, p.Targets, p.Weights, p.Delays, p.Exponent);
        using DelayLine line = new(p.Targets, p.MaxDelay);
        using AlignedBuffer<int> sums = new(SpikeMask.PaddedLength(p.Targets));
        for (int t = 0; t < Steps; t++)
        {
            sums.Span.Clear();
            line.Deliver(kernels, sums);
            for (int i = 0; i < p.Targets; i++)
            {
                Assert.Equal((t, i, Expected(p, graded, t, i)), (t, i, sums.Span[i]));
            }

            if (graded)
            {
                synapses.AcceptGraded(kernels, p.Payloads[t], line);
            }
            else
            {
                ulong[] spikes = new ulong[SpikeMask.Words(p.Sources)];
                for (int j = 0; j < p.Sources; j++)
                {
                    spikes[j / 64] |= p.Payloads[t][j] != 0 ? 1UL << (j % 64) : 0;
                }

                synapses.Accept(kernels, spikes, line);
            }
        }
    }

    /// <summary>Step t delivers, for every delay d, the shifted sum over the synapses of that delay of step t − 1 − d.</summary>
    static BigInteger Expected(DelayProgram p, bool graded, int t, int i)
    {
        BigInteger total = 0;
        for (int d = 0; d <= p.MaxDelay && t - 1 - d >= 0; d++)
        {
            BigInteger sum = 0;
            for (int j = 0; j < p.Sources; j++)
            {
                int payload = p.Payloads[t - 1 - d][j];
                if (p.Delays[(i * p.Sources) + j] == d)
                {
                    sum += p.Weights[(i * p.Sources) + j] * (BigInteger)(graded ? payload : payload != 0 ? 1 : 0);
                }
            }

            sum = ExactArithmetic.Wrap32(sum);
            total += p.Exponent >= 0 ? sum * BigInteger.Pow(2, p.Exponent) : ExactArithmetic.Floor(sum, BigInteger.Pow(2, -p.Exponent));
        }

        return ExactArithmetic.Wrap32(total);
    }
}
