using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Neurons.SigmaDelta;
using static Neuromorphic.Core.Tests.Neurons.ExactArithmetic;

namespace Neuromorphic.Core.Tests.Neurons;

public sealed class SigmaDeltaNeuronTests
{
    const int Steps = 12;

    sealed record SigmaDeltaProgram(SigmaDeltaParameters Parameters, int[][] Input);

    [Theory]
    [ClassData(typeof(KernelSets))]
    public void It_equals_its_definition(string name)
    {
        KernelSet kernels = KernelSet.Named(name);
        Generators.ForAll(Programs(), program => Check(kernels, program), tests: 100);
    }

    [Fact]
    public void What_was_sent_and_the_residue_add_up_to_the_activation()
    {
        Generators.ForAll(Programs(), program =>
        {
            if (program.Parameters.StateExponent != 0)
            {
                return;
            }

            int count = program.Input[0].Length;
            using SigmaDeltaNeurons neurons = new(count, program.Parameters);
            int[] sent = new int[count];
            for (int t = 0; t < Steps; t++)
            {
                program.Input[t].CopyTo(neurons.Input);
                neurons.Step(KernelSet.Best);
                for (int k = 0; k < count; k++)
                {
                    sent[k] = unchecked(sent[k] + neurons.Payload[k]);
                    Assert.Equal(neurons.Activation[k], unchecked(sent[k] + neurons.Residue[k]));
                }
            }
        });
    }

    [Fact]
    public void Parameters_out_of_range_are_refused()
    {
        Assert.ThrowsAny<ArgumentException>(() => new SigmaDeltaNeurons(1, new SigmaDeltaParameters { Threshold = [-1] }));
        Assert.ThrowsAny<ArgumentException>(() => new SigmaDeltaNeurons(1, new SigmaDeltaParameters { Threshold = [1], StateExponent = 32 }));
    }

    static Gen<SigmaDeltaProgram> Programs() =>
        from count in Gen.Elements(1, 64, 66)
        from small in Generators.Flag
        from threshold in Generators.Array(small ? Gen.Choose(0, 4) : Gen.Choose(0, 1 << 23), count)
        from bias in Generators.Array(small ? Gen.Choose(-2, 2) : Generators.Around(15), count)
        from rectifies in Generators.Flag
        from cumulative in Generators.Flag
        from exponent in Gen.Elements(0, 0, 1, 6, 31)
        from input in Generators.Array(Generators.Array(small ? Gen.Choose(-3, 3) : Generators.AnyInt, count), Steps)
        select new SigmaDeltaProgram(
            new SigmaDeltaParameters { Threshold = threshold, Bias = bias, Rectifies = rectifies, CumulativeError = cumulative, StateExponent = exponent },
            input);

    static void Check(KernelSet kernels, SigmaDeltaProgram program)
    {
        SigmaDeltaParameters p = program.Parameters;
        int count = program.Input[0].Length;
        using SigmaDeltaNeurons neurons = new(count, p);
        BigInteger[] sigma = new BigInteger[count];
        BigInteger[] last = new BigInteger[count];
        BigInteger[] residue = new BigInteger[count];
        BigInteger[] error = new BigInteger[count];
        for (int t = 0; t < Steps; t++)
        {
            program.Input[t].CopyTo(neurons.Input);
            neurons.Step(kernels);
            for (int k = 0; k < count; k++)
            {
                sigma[k] = Wrap32(sigma[k] + program.Input[t][k]);
                BigInteger activation = Wrap32(sigma[k] + p.Bias[k]);
                activation = p.Rectifies && activation < 0 ? 0 : activation;
                BigInteger delta = Wrap32(activation - last[k] + residue[k]);
                last[k] = activation;
                error[k] = p.CumulativeError ? Wrap32(error[k] + delta) : delta;
                BigInteger sent = Wrap32(BigInteger.Abs(error[k])) >= p.Threshold[k] ? delta : 0;
                error[k] = Wrap32(BigInteger.Abs(sent)) > 0 ? 0 : error[k];
                residue[k] = Wrap32(delta - sent);
                BigInteger payload = Floor(sent, BigInteger.Pow(2, p.StateExponent));
                Assert.Equal(
                    (t, k, sigma[k], activation, residue[k], payload, !payload.IsZero),
                    (t, k, neurons.Sigma[k], neurons.Activation[k], neurons.Residue[k], neurons.Payload[k], SpikeMask.Contains(neurons.Spikes, k)));
            }
        }
    }
}
