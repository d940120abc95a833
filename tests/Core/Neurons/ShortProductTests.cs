using FsCheck;
using FsCheck.Fluent;
using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Neurons;
using Neuromorphic.Core.Neurons.ExponentialSynapses;
using Neuromorphic.Core.Reference;
using Part = Neuromorphic.Core.Neurons.ExponentialSynapses.ExponentialSynapseState.Part;

namespace Neuromorphic.Core.Tests.Neurons;

/// <summary>Short products against their definition in unbounded integers, in their proven range, and against real numbers.</summary>
public sealed unsafe class ShortProductTests
{
    const int Count = 64;
    const int Steps = 300;

    sealed record Program(ExponentialSynapseParameters Parameters, int[] Largest, ShortProducts Products, int[] Start, int[][][] Inputs);

    [Theory]
    [ClassData(typeof(KernelSets))]
    public void They_equal_their_definition_stay_in_range_and_near_real_numbers(string set)
    {
        double worst = 0;
        Generators.ForAll(Programs, program => worst = Math.Max(worst, Check(KernelSet.Named(set), program)), tests: 60);
        Assert.InRange(worst, 0.2, 1);
    }

    [Fact]
    public void Spikes_that_come_as_often_as_a_source_can_fire_reach_their_limit_and_no_more()
    {
        RoundedFactor loss = RoundedFactor.Nearest(0.02);
        const int Weight = 100_000;
        const int Interval = 31;
        double settled = Weight / (1 - Math.Pow(1 - loss.Value, Interval));
        ExponentialSynapseParameters parameters = Parameters(0.01, new(loss, RoundedFactor.Nearest(0.3)), null, 0);
        ExponentialSynapseRange range = ExponentialSynapseRange.Prove(parameters, new InputLimit(0, settled), default, default(InputLimit));
        long current = 0;
        long largest = 0;
        for (int t = 0; t < 3000; t++)
        {
            current += -(long)Math.Floor((loss.Value * current) + 0.5) + (t % Interval == 0 ? Weight : 0);
            largest = Math.Max(largest, current);
        }

        Assert.InRange(largest, settled * 0.999, range.Excitatory);
        Assert.InRange(range.Excitatory, settled, settled * 1.001);
    }

    [Fact]
    public void Input_that_only_rises_does_not_lower_the_potential()
    {
        ExponentialSynapseParameters parameters = Parameters(0.01, new(RoundedFactor.Nearest(0.02), RoundedFactor.Nearest(0.3)), null, 0);
        double both = ExponentialSynapseRange.Prove(parameters, new InputLimit(0, 1e6), default, default(InputLimit)).Potential;
        double rising = ExponentialSynapseRange.Prove(parameters, new InputLimit(0, 1e6, NeverNegative: true), default, default(InputLimit)).Potential;
        Assert.InRange(both, 0.3 * 1e6 / 0.01 * 0.999, 0.3 * 1e6 / 0.01 * 1.001);
        Assert.InRange(rising, 600_000, 600_001);
    }

    [Fact]
    public void Ranges_and_factors_that_do_not_fit_get_none()
    {
        var current = new SynapticCurrent(RoundedFactor.Nearest(0.02), RoundedFactor.Nearest(0.3));
        ExponentialSynapseParameters good = Parameters(0.01, current, current, 0);
        var range = new ExponentialSynapseRange(1e6, 1e6, 3e7);
        Assert.NotNull(ShortProducts.Of(good, range));
        Assert.Null(ShortProducts.Of(good, range with { Potential = 7e7 }));
        Assert.Null(ShortProducts.Of(good, range with { Inhibitory = 7e7 }));
        Assert.Null(ShortProducts.Of(good, range with { Excitatory = double.NaN }));
        Assert.Null(ShortProducts.Of(good with { Leak = RoundedFactor.Nearest(1e-7) }, range));
        Assert.Null(ShortProducts.Of(good with { Excitatory = current with { Coupling = RoundedFactor.Nearest(1e-6) } }, range));
        Assert.Throws<ArgumentException>(() => ShortProducts.Of(good with { Bias = [1, 2] }, range));
    }

    static Gen<Program> Programs =>
        from leak in Gen.Elements(0.003, 0.005, 0.05, 0.3)
        from excitatory in Current
        from inhibitory in Current
        from bias in Gen.Elements(0, 3000, -3000)
        from jumps in Gen.Elements(false, true)
        from pause in Gen.Elements(0, 1, 7)
        from largest in Gen.Choose(10, 60_000).ArrayOf(3)
        let parameters = Parameters(leak, excitatory, inhibitory, bias) with { HasPotentialInput = jumps, RefractorySteps = pause }
        let range = ExponentialSynapseRange.Prove(parameters, largest[0], largest[1], largest[2])
        let products = ShortProducts.Of(parameters, range)
        where products is not null
        from start in Gen.Choose(-600_000, 599_999).ArrayOf(Count)
        from seed in Gen.Choose(0, int.MaxValue)
        select new Program(parameters, largest, products.Value, start, Inputs(largest, seed));

    static Gen<SynapticCurrent?> Current => Gen.OneOf(
        Gen.Constant<SynapticCurrent?>(null),
        from loss in Gen.Elements(0.01, 0.02, 0.2, 1)
        from coupling in Gen.Elements(0.01, 0.3, 3)
        select (SynapticCurrent?)new SynapticCurrent(RoundedFactor.Nearest(loss), RoundedFactor.Nearest(coupling)));

    static ExponentialSynapseParameters Parameters(double leak, SynapticCurrent? excitatory, SynapticCurrent? inhibitory, int bias) => new()
    {
        Leak = RoundedFactor.Nearest(leak),
        Excitatory = excitatory,
        Inhibitory = inhibitory,
        Threshold = 600_000,
        Reset = -600_000,
        Bias = [bias],
    };

    /// <summary>Per receptor, step and neuron: neurons that always get the most, or the least, and others that get anything.</summary>
    static int[][][] Inputs(int[] largest, int seed)
    {
        var random = new Random(seed);
        return [.. largest.Select(most => Enumerable.Range(0, Steps).Select(_ => Enumerable.Range(0, Count).Select(i => (i % 4) switch
        {
            0 => most,
            1 => -most,
            2 => random.Next(40) == 0 ? random.Next(-most, most + 1) : 0,
            _ => random.Next(-most, most + 1),
        }).ToArray()).ToArray())];
    }

    /// <returns>The largest error as a part of its bound.</returns>
    static double Check(KernelSet kernels, Program program)
    {
        ShortProducts m = program.Products;
        using var memory = new AlignedBuffer<int>(Count * (int)Part.Count);
        using var spikes = new AlignedBuffer<ulong>(1);
        var state = new ExponentialSynapseState(memory.Address, Count);
        program.Start.CopyTo(Of(Part.Potential));
        long[] v = [.. program.Start.Select(x => (long)x)];
        long[] e = new long[Count];
        long[] inh = new long[Count];
        int[] pause = new int[Count];
        double[] realV = [.. v.Select(x => (double)x)];
        double[] realE = new double[Count];
        double[] realI = new double[Count];
        double bound = ShortProductBound.Potential(m).Limit;
        double worst = 0;
        for (int t = 0; t < Steps; t++)
        {
            program.Inputs[0][t].CopyTo(Of(Part.ExcitatoryInput));
            program.Inputs[1][t].CopyTo(Of(Part.InhibitoryInput));
            program.Inputs[2][t].CopyTo(Of(Part.PotentialInput));
            kernels.StepShortProducts(m, state, 1, spikes.Address);
            for (int n = 0; n < Count; n++)
            {
                long hv = Operand(v[n], m.PotentialCut);
                long he = Operand(e[n], m.ExcitatoryCut);
                long hi = Operand(inh[n], m.InhibitoryCut);
                long change = m.Constant - (m.Leak * hv) + (m.ExcitatoryCoupling * he) + (m.InhibitoryCoupling * hi);
                Assert.InRange(change, int.MinValue, int.MaxValue);
                long next = v[n] + (change >> m.Places) + (m.HasPotentialInput ? program.Inputs[2][t][n] : 0);
                double real = (realV[n] * (1 - Real(m.Leak, m.PotentialCut + m.Places))) + program.Parameters.Bias[0]
                    + (realE[n] * Real(m.ExcitatoryCoupling, m.ExcitatoryCut + m.Places))
                    + (realI[n] * Real(m.InhibitoryCoupling, m.InhibitoryCut + m.Places))
                    + (m.HasPotentialInput ? program.Inputs[2][t][n] : 0);
                if (m.HasExcitatory)
                {
                    e[n] += (((1L << m.ExcitatoryPlaces) / 2) - (m.ExcitatoryLoss * he) >> m.ExcitatoryPlaces) + program.Inputs[0][t][n];
                    realE[n] = (realE[n] * (1 - Real(m.ExcitatoryLoss, m.ExcitatoryCut + m.ExcitatoryPlaces))) + program.Inputs[0][t][n];
                }

                if (m.HasInhibitory)
                {
                    inh[n] += (((1L << m.InhibitoryPlaces) / 2) - (m.InhibitoryLoss * hi) >> m.InhibitoryPlaces) + program.Inputs[1][t][n];
                    realI[n] = (realI[n] * (1 - Real(m.InhibitoryLoss, m.InhibitoryCut + m.InhibitoryPlaces))) + program.Inputs[1][t][n];
                }

                (next, real) = pause[n] > 0 ? (m.Reset, m.Reset) : (next, real);
                pause[n] = Math.Max(pause[n] - 1, 0);
                worst = Math.Max(worst, Math.Abs(next - real) / bound);
                bool fired = next >= m.Threshold;
                (v[n], realV[n], pause[n]) = fired ? (m.Reset, m.Reset, m.RefractorySteps) : (next, real, pause[n]);
                Assert.Equal(fired, SpikeMask.Contains(spikes.Span, n));
                Assert.InRange(v[n], -m.LargestPotential, m.LargestPotential);
                Assert.InRange(e[n], -m.LargestExcitatory, m.LargestExcitatory);
                Assert.InRange(inh[n], -m.LargestInhibitory, m.LargestInhibitory);
            }

            Assert.Equal(v, Longs(Part.Potential));
            Assert.Equal(e, Longs(Part.Excitatory));
            Assert.Equal(inh, Longs(Part.Inhibitory));
            Assert.Equal(pause, Of(Part.Refractory).ToArray());
            Assert.Equal(m.HasPotentialInput, Of(Part.PotentialInput).IndexOfAnyExcept(0) < 0);
        }

        return worst;

        Span<int> Of(Part part) => new(state[part], Count);

        long[] Longs(Part part) => [.. Of(part).ToArray().Select(x => (long)x)];

        static long Operand(long x, int cut) => (x + ((1L << cut) / 2)) >> cut;

        static double Real(int factor, int places) => Math.ScaleB(factor, -places);
    }
}
