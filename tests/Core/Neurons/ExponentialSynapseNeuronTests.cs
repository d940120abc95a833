using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Neurons;
using Neuromorphic.Core.Neurons.ExponentialSynapses;
using static Neuromorphic.Core.Tests.Neurons.ExactArithmetic;

namespace Neuromorphic.Core.Tests.Neurons;

public sealed class ExponentialSynapseNeuronTests
{
    const int Steps = 14;
    const int Register = ExponentialSynapseParameters.LargestState;

    internal sealed record ExponentialProgram(
        ExponentialSynapseParameters Parameters, int[] Start, int[][] Excitatory, int[][] Inhibitory, int[][] Jumps);

    [Theory]
    [ClassData(typeof(KernelSets))]
    public void It_equals_its_definition(string name)
    {
        KernelSet kernels = KernelSet.Named(name);
        Generators.ForAll(Programs(Generators.AnyInt), program => Check(kernels, program), tests: 150);
    }

    [Theory]
    [ClassData(typeof(KernelSets))]
    public unsafe void With_one_bias_for_all_it_gives_the_same(string name)
    {
        KernelSet kernels = KernelSet.Named(name);
        Generators.ForAll(Programs(Generators.AnyInt), program =>
        {
            ExponentialSynapseParameters parameters = program.Parameters with { Bias = [program.Parameters.Bias[0]] };
            int count = program.Start.Length;
            int padded = SpikeMask.Words(count) * SpikeMask.BitsPerWord;
            using ExponentialSynapseNeurons neurons = new(count, parameters);
            neurons.SetPotentials(program.Start);
            using var state = new AlignedBuffer<int>(padded * (int)ExponentialSynapseState.Part.Count);
            using var spikes = new AlignedBuffer<ulong>(SpikeMask.Words(count));
            program.Start.CopyTo(Of(ExponentialSynapseState.Part.Potential));
            for (int t = 0; t < program.Excitatory.Length; t++)
            {
                program.Excitatory[t].CopyTo(neurons.ExcitatoryInput);
                program.Inhibitory[t].CopyTo(neurons.InhibitoryInput);
                program.Jumps[t].CopyTo(neurons.PotentialInput);
                program.Excitatory[t].CopyTo(Of(ExponentialSynapseState.Part.ExcitatoryInput));
                program.Inhibitory[t].CopyTo(Of(ExponentialSynapseState.Part.InhibitoryInput));
                program.Jumps[t].CopyTo(Of(ExponentialSynapseState.Part.PotentialInput));
                neurons.Step(KernelSet.Named("scalar"));
                kernels.StepExponential(
                    new ExponentialSynapseNeuron(parameters), parameters.Bias[0], new ExponentialSynapseState(state.Address, padded), SpikeMask.Words(count), spikes.Address);
                SpikeMask.ClearPadding(spikes.Span, count);
                Assert.Equal(neurons.Spikes.ToArray(), spikes.Span.ToArray());
                Assert.Equal(neurons.Potential.ToArray(), Of(ExponentialSynapseState.Part.Potential).ToArray());
                Assert.Equal(neurons.Excitatory.ToArray(), Of(ExponentialSynapseState.Part.Excitatory).ToArray());
                Assert.Equal(neurons.Inhibitory.ToArray(), Of(ExponentialSynapseState.Part.Inhibitory).ToArray());
                Assert.Equal(neurons.RefractoryCount.ToArray(), Of(ExponentialSynapseState.Part.Refractory).ToArray());
                Assert.Equal(neurons.ExcitatoryInput.ToArray(), Of(ExponentialSynapseState.Part.ExcitatoryInput).ToArray());
            }

            Span<int> Of(ExponentialSynapseState.Part part) => state.Span.Slice((int)part * padded, count);
        }, tests: 60);
    }

    [Fact]
    public void A_rounded_product_is_the_nearest_integer_with_halves_up()
    {
        Gen<(int X, double Factor)> cases =
            from x in Gen.OneOf(Gen.Choose(-RoundedFactor.LargestOperand, RoundedFactor.LargestOperand), Generators.Around(26).Select(x => Math.Clamp(x, -RoundedFactor.LargestOperand, RoundedFactor.LargestOperand)), Gen.Choose(-9000, 9000))
            from factor in Factors(7.999)
            select (x, factor);
        Generators.ForAll(cases, c =>
        {
            var factor = RoundedFactor.Nearest(c.Factor);
            Assert.Equal(Product(c.X, factor), factor.Apply(new ScalarLanes(c.X)).Value);
            Assert.InRange(Math.Abs(factor.Value - c.Factor), 0, Math.ScaleB(1, -factor.Shift - 1));
            Assert.InRange(Math.Abs(factor.Apply(new ScalarLanes(c.X)).Value - (c.X * factor.Value)), 0, factor.ProductError);
        }, tests: 1000);
    }

    [Fact]
    public void Factors_that_do_not_fit_are_refused()
    {
        Assert.Equal((0.0, 0.0, 0.5), (RoundedFactor.Nearest(1).ProductError, default(RoundedFactor).ProductError, RoundedFactor.Nearest(0.5).ProductError));
        foreach (double wrong in new[] { -1e-9, 8, double.NaN, double.PositiveInfinity })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => RoundedFactor.Nearest(wrong));
        }
    }

    [Fact]
    public void Inside_the_proven_range_nothing_saturates_and_the_range_is_nearly_reached()
    {
        double closest = 0;
        Generators.ForAll(Programs(Gen.Choose(-3000, 3000), quiet: true), program =>
        {
            var range = ExponentialSynapseRange.Prove(program.Parameters, 3000, 3000, 3000);
            int count = program.Excitatory[0].Length;
            using ExponentialSynapseNeurons neurons = new(count, program.Parameters);
            for (int t = 0; t < 400; t++)
            {
                // Always pushing the same way drives every state to the end of its range.
                neurons.ExcitatoryInput.Fill(3000);
                neurons.InhibitoryInput.Fill(3000);
                neurons.PotentialInput.Fill(3000);
                neurons.Step(KernelSet.Best);
                for (int k = 0; k < count; k++)
                {
                    Assert.InRange(Math.Abs(neurons.Excitatory[k]), 0, range.Excitatory);
                    Assert.InRange(Math.Abs(neurons.Inhibitory[k]), 0, range.Inhibitory);
                    Assert.InRange(Math.Abs(neurons.Potential[k]), 0, range.Potential);
                    closest = program.Parameters.Excitatory is null ? closest : Math.Max(closest, neurons.Excitatory[k] / range.Excitatory);
                }
            }
        }, tests: 60);
        Assert.InRange(closest, 0.95, 1);
    }

    [Fact]
    public void A_range_beyond_the_registers_does_not_fit()
    {
        ExponentialSynapseDesign design = Brunel().Design();
        Assert.True(ExponentialSynapseRange.Prove(design.Parameters, design.Weight(100)).Fits);
        Assert.False(ExponentialSynapseRange.Prove(design.Parameters, Register).Fits);
        Assert.False(ExponentialSynapseRange.Prove(design.Parameters with { Leak = default, Bias = [1] }, 0).Fits);
    }

    [Fact]
    public void It_fires_and_rests_like_the_equations_in_physical_units()
    {
        // Constant current into a membrane without synapses: the first spike comes at τ·ln(RI / (RI − θ)).
        PhysicalNeuron physical = Brunel() with { ExcitatoryTimeConstant = null, InputCurrent = 500, RefractoryPeriod = 2 };
        ExponentialSynapseDesign design = physical.Design();
        using ExponentialSynapseNeurons neurons = new(1, design.Parameters);
        double drive = physical.InputCurrent * physical.MembraneTimeConstant / physical.Capacitance;
        double first = physical.MembraneTimeConstant * Math.Log(drive / (drive - 20));
        double reset = physical.MembraneTimeConstant * Math.Log((drive - 10) / (drive - 20));
        int[] expected = [.. Enumerable.Range(0, 10).Select(k => (int)Math.Ceiling((first + (k * (20 + Math.Ceiling(reset / 0.1)) * 0.1)) / 0.1 - 1e-9))];
        var spikes = new List<int>();
        for (int t = 1; spikes.Count < 10 && t < 100_000; t++)
        {
            neurons.Step(KernelSet.Best);
            if (SpikeMask.Contains(neurons.Spikes, 0))
            {
                spikes.Add(t);
                Assert.Equal(design.Potential(-60), neurons.Potential[0]);
                Assert.Equal(20, neurons.RefractoryCount[0]);
            }
        }

        Assert.Equal(expected, spikes);
    }

    /// <summary>
    /// Driven by noise around the threshold, where the rate depends on the mean potential most, over ten seconds: as many
    /// spikes as a float64 simulation with the unrounded propagators, which goes its own way from the first difference on.
    /// </summary>
    [Fact]
    public void Rates_are_those_of_float64()
    {
        const int Count = 64;
        PhysicalNeuron physical = Brunel() with { InhibitoryTimeConstant = 0.5, InputCurrent = 240 };
        ExponentialSynapseDesign design = physical.Design();
        double leak = ExactPropagators.Loss(0.1, 20);
        double loss = ExactPropagators.Loss(0.1, 0.5);
        double coupling = ExactPropagators.Coupling(0.1, 20, 0.5, 250);
        using ExponentialSynapseNeurons neurons = new(Count, design.Parameters);
        double[] v = new double[Count];
        double[] e = new double[Count];
        double[] i = new double[Count];
        int[] held = new int[Count];
        long spikes = 0;
        long reference = 0;
        var random = new Random(11);
        for (int t = 0; t < 100_000; t++)
        {
            for (int k = 0; k < Count; k++)
            {
                double excitatory = random.Next(20) == 0 ? 300 : 0;
                double inhibitory = random.Next(20) == 0 ? -300 : 0;
                neurons.ExcitatoryInput[k] = design.Weight(excitatory);
                neurons.InhibitoryInput[k] = design.Weight(inhibitory);
                v[k] += (-leak * v[k]) + (coupling * (e[k] + i[k])) + (leak * 20 / 250 * physical.InputCurrent);
                e[k] += (-loss * e[k]) + excitatory;
                i[k] += (-loss * i[k]) + inhibitory;
                v[k] = held[k] > 0 ? 10 : v[k];
                held[k] = Math.Max(0, held[k] - 1);
                if (v[k] >= 20)
                {
                    (v[k], held[k]) = (10, 20);
                    reference++;
                }
            }

            neurons.Step(KernelSet.Best);
            spikes += System.Numerics.BitOperations.PopCount(neurons.Spikes[0]);
        }

        Assert.InRange(reference / (Count * 10.0), 2, 60);
        Assert.InRange((double)spikes / reference, 1 - 2e-3, 1 + 2e-3);
    }

    [Fact]
    public void The_propagators_are_those_of_exact_integration()
    {
        Gen<(double H, double Tau, double Synapse)> cases =
            from h in Gen.Choose(1, 1000)
            from tau in Gen.Choose(1000, 100_000)
            from synapse in Gen.OneOf(Gen.Choose(1000, 100_000), Gen.Constant(tau), Gen.Constant(tau + 1))
            select (h / 1000.0, tau / 1000.0, synapse / 1000.0);
        Generators.ForAll(cases, c =>
        {
            // Heun steps of the differential equations, as a second derivation.
            const int Parts = 2000;
            double dt = c.H / Parts;
            double v = 0;
            for (int k = 0; k < Parts; k++)
            {
                double Slope(double at, double current) => (-at / c.Tau) + (current / 250);
                double before = Math.Exp(-k * dt / c.Synapse);
                double after = Math.Exp(-(k + 1) * dt / c.Synapse);
                double guess = v + (dt * Slope(v, before));
                v += dt / 2 * (Slope(v, before) + Slope(guess, after));
            }

            double coupling = ExactPropagators.Coupling(c.H, c.Tau, c.Synapse, 250);
            Assert.InRange(coupling / v, 1 - 1e-6, 1 + 1e-6);
            Assert.Equal(1 - Math.Exp(-c.H / c.Tau), ExactPropagators.Loss(c.H, c.Tau), 1e-15);
        }, tests: 60);
    }

    [Fact]
    public void A_design_says_what_was_rounded()
    {
        ExponentialSynapseDesign design = (Brunel() with { RefractoryPeriod = 2.04, InputCurrent = 123.456 }).Design();
        RoundedQuantity refractory = design.Roundings.Single(r => r.Name == "refractory period");
        Assert.Equal(2.0, refractory.Used, 1e-12);
        Assert.Equal(20, design.Parameters.RefractorySteps);
        Assert.All(design.Roundings.Where(r => r != refractory), r => Assert.InRange(r.RelativeError, 0, 1e-4));
        Assert.Contains(design.Roundings, r => r.RelativeError > 0 && r.Name == "input current");
        Assert.Equal(20, design.Millivolts(design.Parameters.Threshold) - design.Physical.RestingPotential, 1e-4);
    }

    [Fact]
    public void Quantities_that_make_no_sense_are_refused_by_name()
    {
        Refuses(Brunel() with { MembraneTimeConstant = 0 }, "membrane time constant");
        Refuses(Brunel() with { ExcitatoryTimeConstant = double.NaN }, "excitatory time constant");
        Refuses(Brunel() with { InhibitoryTimeConstant = 0.05 }, "longer than the inhibitory time constant");
        Refuses(Brunel() with { Timestep = 25 }, "longer than the membrane time constant");
        Refuses(Brunel() with { Timestep = 0 }, "timestep");
        Refuses(Brunel() with { Capacitance = -1 }, "capacitance");
        Refuses(Brunel() with { Reset = -50 }, "not below the threshold");
        Refuses(Brunel() with { RefractoryPeriod = -1 }, "refractory");
        Refuses(Brunel() with { Threshold = 5000 }, "larger span");
        Refuses(Brunel() with { InputCurrent = double.PositiveInfinity }, "input current");
        Refuses(Brunel() with { CurrentSpan = 1e9 }, "smaller span of the current");
        Refuses(Brunel() with { CurrentSpan = 0.1 }, "smaller span of the potential");
        Assert.ThrowsAny<ArgumentException>(() => Brunel().Design().Weight(1e9));
        ExponentialSynapseParameters good = Brunel().Design().Parameters;
        Assert.ThrowsAny<ArgumentException>(() => new ExponentialSynapseNeurons(1, good with { Reset = good.Threshold }));
        Assert.ThrowsAny<ArgumentException>(() => new ExponentialSynapseNeurons(1, good with { Bias = [Register + 1] }));
        Assert.ThrowsAny<ArgumentException>(() => new ExponentialSynapseNeurons(1, good with { Leak = RoundedFactor.Nearest(1.5) }));
        using ExponentialSynapseNeurons neurons = new(1, good);
        Assert.ThrowsAny<ArgumentException>(() => neurons.SetPotentials([Register + 1]));
        Assert.ThrowsAny<ArgumentException>(() => neurons.SetPotentials([0, 0]));

        static void Refuses(PhysicalNeuron neuron, string expected) =>
            Assert.Contains(expected, Assert.ThrowsAny<ArgumentException>(neuron.Design).Message, StringComparison.Ordinal);
    }

    /// <summary>Brunel (2000): τm 20 ms, θ 20 mV above rest, reset 10 mV; 250 pF and exponential currents as in NEST's example.</summary>
    internal static PhysicalNeuron Brunel() => new()
    {
        MembraneTimeConstant = 20,
        Capacitance = 250,
        ExcitatoryTimeConstant = 0.5,
        RestingPotential = -70,
        Threshold = -50,
        Reset = -60,
        RefractoryPeriod = 2,
        Timestep = 0.1,
    };

    internal static Gen<ExponentialProgram> Programs(Gen<int> input, bool quiet = false, int steps = Steps) =>
        from count in Gen.Elements(1, 63, 64, 66)
        from leak in Factors(1)
        from excitatory in Current()
        from inhibitory in Current()
        from jumps in Generators.Flag
        from threshold in quiet ? Gen.Constant(Register) : Gen.OneOf(Generators.Around(26).Select(Kept), Gen.Choose(-50, 400))
        from below in Gen.OneOf(Gen.Choose(1, 300), Gen.Choose(1, Register))
        from refractory in Gen.Elements(0, 1, 2, 5, ExponentialSynapseParameters.MostRefractorySteps)
        from bias in Generators.Array(quiet ? Gen.Choose(-500, 500) : Gen.OneOf(Gen.Choose(-90, 90), Generators.Around(26).Select(Kept)), count)
        from start in Generators.Array(quiet ? Gen.Constant(0) : Gen.OneOf(Gen.Choose(-300, 300), Generators.Around(26).Select(Kept)), count)
        from e in Generators.Array(Generators.Array(input, count), steps)
        from i in Generators.Array(Generators.Array(input, count), steps)
        from j in Generators.Array(Generators.Array(input, count), steps)
        select new ExponentialProgram(
            new ExponentialSynapseParameters
            {
                Leak = RoundedFactor.Nearest(quiet ? Math.Max(leak, 0.05) : leak),
                Excitatory = excitatory,
                Inhibitory = inhibitory,
                HasPotentialInput = jumps,
                Threshold = Math.Max(threshold, -Register + 1),
                Reset = quiet ? 0 : Math.Max(Math.Max(threshold, -Register + 1) - below, -Register),
                RefractorySteps = refractory,
                Bias = bias,
            },
            start,
            e,
            i,
            j);

    static int Kept(int x) => Math.Clamp(x, -Register, Register);

    static Gen<double> Factors(double most) => Gen.OneOf(
        Gen.Choose(0, 1 << 30).Select(k => most * k / (1 << 30)),
        Gen.Choose(1, 2000).Select(k => Math.Min(most, k * 1e-5)),
        Gen.Elements(0, 1e-9, 0.25, 0.5, most));

    static Gen<SynapticCurrent?> Current() =>
        from present in Generators.Flag
        from loss in Factors(1)
        from coupling in Factors(7.999)
        select present ? new SynapticCurrent(RoundedFactor.Nearest(Math.Max(loss, 0.02)), RoundedFactor.Nearest(coupling)) : (SynapticCurrent?)null;

    static BigInteger Product(BigInteger x, RoundedFactor factor) =>
        Floor((x * factor.Mantissa * 2) + BigInteger.Pow(2, factor.Shift), BigInteger.Pow(2, factor.Shift + 1));

    static BigInteger Saturated(BigInteger x) => Clip(x, -Register, Register);

    static void Check(KernelSet kernels, ExponentialProgram program)
    {
        ExponentialSynapseParameters p = program.Parameters;
        int count = program.Start.Length;
        using ExponentialSynapseNeurons neurons = new(count, p);
        neurons.SetPotentials(program.Start);
        BigInteger[] v = [.. program.Start.Select(x => (BigInteger)x)];
        BigInteger[] e = new BigInteger[count];
        BigInteger[] i = new BigInteger[count];
        int[] left = new int[count];
        for (int t = 0; t < program.Excitatory.Length; t++)
        {
            program.Excitatory[t].CopyTo(neurons.ExcitatoryInput);
            program.Inhibitory[t].CopyTo(neurons.InhibitoryInput);
            program.Jumps[t].CopyTo(neurons.PotentialInput);
            neurons.Step(kernels);
            for (int k = 0; k < count; k++)
            {
                BigInteger next = v[k] - Product(v[k], p.Leak) + p.Bias[k];
                if (p.Excitatory is SynapticCurrent excitatory)
                {
                    next += Product(e[k], excitatory.Coupling);
                    e[k] = Saturated(e[k] - Product(e[k], excitatory.Loss) + Saturated(program.Excitatory[t][k]));
                }

                if (p.Inhibitory is SynapticCurrent inhibitory)
                {
                    next += Product(i[k], inhibitory.Coupling);
                    i[k] = Saturated(i[k] - Product(i[k], inhibitory.Loss) + Saturated(program.Inhibitory[t][k]));
                }

                next += p.HasPotentialInput ? Saturated(program.Jumps[t][k]) : 0;
                v[k] = left[k] > 0 ? p.Reset : Saturated(next);
                bool spike = v[k] >= p.Threshold;
                left[k] = spike ? p.RefractorySteps : Math.Max(0, left[k] - 1);
                v[k] = spike ? p.Reset : v[k];
                Assert.Equal(
                    (t, k, e[k], i[k], v[k], left[k], spike),
                    (t, k, neurons.Excitatory[k], neurons.Inhibitory[k], neurons.Potential[k], neurons.RefractoryCount[k], SpikeMask.Contains(neurons.Spikes, k)));
            }
        }
    }
}
