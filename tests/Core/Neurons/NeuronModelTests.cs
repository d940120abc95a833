using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Neurons;

namespace Neuromorphic.Core.Tests.Neurons;

public sealed unsafe class NeuronModelTests
{
    /// <summary>What a step does to one neuron, in unbounded integers reduced to 32 bits at the end.</summary>
    delegate (int Potential, bool Spike) Definition(int potential, int current, int threshold);

    [Theory]
    [ClassData(typeof(KernelSets))]
    public void Integrate_and_fire_equals_its_definition(string name) =>
        Check(name, default(IntegrateAndFire), (v, i, theta) =>
        {
            int sum = Wrap((BigInteger)v + i);
            return sum >= theta ? (Wrap((BigInteger)sum - theta), true) : (sum, false);
        });

    [Theory]
    [ClassData(typeof(KernelSets))]
    public void Leaky_integrate_and_fire_decays_toward_zero(string name)
    {
        foreach (int decay in new[] { 0, 1, 2, 1024, 2047, 2048, 4095, 4096 })
        {
            Check(name, LeakyIntegrateAndFire.SoftReset(decay), (v, i, theta) =>
            {
                int sum = Wrap(Decay(v, decay) + i);
                return sum >= theta ? (Wrap((BigInteger)sum - theta), true) : (sum, false);
            });
        }
    }

    [Theory]
    [ClassData(typeof(KernelSets))]
    public void Leaky_integrate_and_fire_with_hard_reset_returns_to_its_potential(string name) =>
        Check(name, LeakyIntegrateAndFire.HardReset(300, -17), (v, i, theta) =>
        {
            int sum = Wrap(Decay(v, 300) + i);
            return sum >= theta ? (-17, true) : (sum, false);
        });

    [Fact]
    public void A_small_potential_decays_to_zero_and_not_below()
    {
        var model = LeakyIntegrateAndFire.SoftReset(1);
        Assert.Equal(0, model.Integrate(new ScalarLanes(-1), new ScalarLanes(0)).Value);
        Assert.Equal(0, model.Integrate(new ScalarLanes(1), new ScalarLanes(0)).Value);
        Assert.Equal(-4094, model.Integrate(new ScalarLanes(-4095), new ScalarLanes(0)).Value);
    }

    [Fact]
    public void A_decay_beyond_its_range_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => LeakyIntegrateAndFire.SoftReset(4097));
        Assert.Throws<ArgumentOutOfRangeException>(() => LeakyIntegrateAndFire.HardReset(-1, 0));
    }

    static void Check<TModel>(string name, TModel model, Definition definition)
        where TModel : struct, INeuronModel
    {
        KernelSet kernels = KernelSet.Named(name);
        Gen<(int[] V, int[] I, int[] Theta, int[] Bias)> cases =
            from words in Gen.Choose(1, 3)
            let n = words * SpikeMask.BitsPerWord
            from v in Generators.Array(Generators.AnyInt, n)
            from i in Generators.Array(Generators.AnyInt, n)
            from theta in Generators.Array(Generators.Threshold, n)
            from bias in Generators.Array(Generators.AnyInt, n)
            select (v, i, theta, bias);
        Generators.ForAll(
            cases,
            c =>
            {
                int n = c.V.Length;
                using var potential = new AlignedBuffer<int>(c.V.AsSpan());
                using var current = new AlignedBuffer<int>(c.I.AsSpan());
                using var threshold = new AlignedBuffer<int>(c.Theta.AsSpan());
                using var bias = new AlignedBuffer<int>(c.Bias.AsSpan());
                using var spikes = new AlignedBuffer<ulong>(n / 64);
                using var driven = new AlignedBuffer<ulong>(n / 64);

                // Two steps: the second works on the bias that the first one put back as the current.
                int[] expected = c.V;
                int[] input = c.I;
                for (int step = 0; step < 2; step++)
                {
                    kernels.Step(
                        model, n / 64, potential.Address, current.Address, threshold.Address, bias.Address, spikes.Address, driven.Address);
                    for (int k = 0; k < n; k++)
                    {
                        (expected[k], bool spike) = definition(expected[k], input[k], c.Theta[k]);
                        Assert.Equal(spike, SpikeMask.Contains(spikes.Span, k));
                        Assert.Equal(input[k] != 0, SpikeMask.Contains(driven.Span, k));
                    }

                    Assert.Equal(expected, potential.Span.ToArray());
                    Assert.Equal(c.Bias, current.Span.ToArray());
                    input = c.Bias;
                }
            },
            tests: 60);
    }

    static BigInteger Decay(int v, int decay) =>
        BigInteger.Divide((BigInteger)v * (4096 - decay), 4096);

    static int Wrap(BigInteger value) => unchecked((int)(uint)(value & uint.MaxValue));
}
