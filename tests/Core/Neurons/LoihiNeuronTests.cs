using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Neurons;
using Neuromorphic.Core.Neurons.Loihi;
using static Neuromorphic.Core.Tests.Neurons.ExactArithmetic;

namespace Neuromorphic.Core.Tests.Neurons;

/// <summary>Random programs of several steps against the rules as each emulator's source states them, in unbounded integers.</summary>
public sealed class LoihiNeuronTests
{
    const int Steps = 10;
    static readonly BigInteger TwoTo23 = BigInteger.One << 23;

    /// <summary>State of one neuron.</summary>
    sealed record Cell(BigInteger U, BigInteger V, int Refractory = 0);

    /// <summary>One step of one neuron: its parameters' index, state, input and draw give the new state and the spike.</summary>
    delegate (Cell Next, int Spike) Definition(LoihiParameters parameters, int neuron, Cell cell, int input, int draw);

    sealed record LoihiProgram(LoihiParameters Parameters, int[] U, int[] V, int[][] Input, int[][] Noise);

    [Theory]
    [ClassData(typeof(KernelSets))]
    public void Lava_equals_its_definition(string name) => Check(name, LoihiRules.Lava, mostDecay: 4095, inputBits: 19, chip: false, Lava);

    [Theory]
    [ClassData(typeof(KernelSets))]
    public void Nengo_loihi_equals_its_definition(string name) =>
        Check(name, LoihiRules.NengoLoihi, mostDecay: 4095, inputBits: 22, chip: true, Nengo);

    [Theory]
    [ClassData(typeof(KernelSets))]
    public void Brian2_loihi_equals_its_definition(string name) =>
        Check(name, LoihiRules.Brian2Loihi, mostDecay: 4096, inputBits: 16, chip: false, Brian);

    /// <summary>A flavour of one's own, for whose registers no kernel was compiled; bounds that nothing passes leave the definition as it is.</summary>
    [Theory]
    [ClassData(typeof(KernelSets))]
    public void A_flavour_with_other_registers_equals_its_definition(string name)
    {
        RegisterRule everything = RegisterRule.Clip(int.MinValue, int.MaxValue);
        Check(name, LoihiRules.Lava with { Accumulator = everything }, mostDecay: 4095, inputBits: 19, chip: false, Lava);
        Check(name, LoihiRules.Brian2Loihi with { Drive = everything }, mostDecay: 4096, inputBits: 16, chip: false, Brian);
        Check(name, LoihiRules.NengoLoihi with { Accumulator = RegisterRule.CorrectOnce(-(1 << 21), (1 << 21) - 1, 1 << 22) }, mostDecay: 4095, inputBits: 21, chip: true, Nengo);
    }

    /// <summary>Inside all registers the emulators are one neuron; only the offset of the current's decay is counted differently.</summary>
    [Fact]
    public void The_flavours_agree_where_nothing_overflows()
    {
        const int Longer = 20;
        Gen<(int CurrentDecay, int VoltageDecay, int Threshold, int[][] Input)> programs =
            from currentDecay in Generators.Decay(4095)
            from voltageDecay in Generators.Decay(4095)
            from threshold in Gen.Choose(0, 3000)
            from input in Generators.Array(Generators.Array(Gen.Choose(-200, 200), 9), Longer)
            select (currentDecay, voltageDecay, threshold * 64, input);
        Generators.ForAll(programs, program =>
        {
            LoihiParameters parameters = new() { CurrentDecay = program.CurrentDecay, VoltageDecay = program.VoltageDecay, Threshold = [program.Threshold] };
            using LoihiNeurons lava = new(LoihiRules.Lava, 9, parameters);
            using LoihiNeurons nengo = new(LoihiRules.NengoLoihi, 9, parameters);
            using LoihiNeurons brian = new(LoihiRules.Brian2Loihi, 9, parameters with { CurrentDecay = program.CurrentDecay + 1 });
            foreach (int[] input in program.Input)
            {
                input.CopyTo(lava.Input);
                int[] aligned = [.. input.Select(a => a * 64)];
                aligned.CopyTo(nengo.Input);
                aligned.CopyTo(brian.Input);
                foreach (LoihiNeurons neurons in new[] { lava, nengo, brian })
                {
                    neurons.Step(KernelSet.Best);
                    Assert.Equal(lava.Current.ToArray(), neurons.Current.ToArray());
                    Assert.Equal(lava.Potential.ToArray(), neurons.Potential.ToArray());
                    Assert.Equal(lava.Spikes.ToArray(), neurons.Spikes.ToArray());
                }
            }
        });
    }

    [Fact]
    public void Lava_corrects_an_overflow_of_the_current_once()
    {
        Assert.Equal(1 << 23, After(LoihiRules.Lava, input: 1 << 17).U);
        Assert.Equal(-(1 << 23) + 64, After(LoihiRules.Lava, input: (1 << 17) + 1).U);
        Assert.Equal(1 << 23, After(LoihiRules.Lava, input: -(1 << 17)).U);
        Assert.Equal((3 << 23) + 64 - (1 << 24), After(LoihiRules.Lava, input: (3 << 17) + 1).U);
    }

    [Fact]
    public void Nengo_loihi_wraps_the_accumulator_before_the_current()
    {
        Assert.Equal(-(1 << 21), After(LoihiRules.NengoLoihi, input: 1 << 21).U);
        Assert.Equal((1 << 21) - 1, After(LoihiRules.NengoLoihi, input: (1 << 21) - 1).U);
    }

    [Fact]
    public void A_neuron_fires_above_its_threshold_and_not_at_it()
    {
        Assert.Equal((64, false), Potential(64));
        Assert.Equal((0, true), Potential(65));

        static (int V, bool Spike) Potential(int bias)
        {
            using LoihiNeurons neurons = new(LoihiRules.NengoLoihi, 1, new LoihiParameters { CurrentDecay = 0, VoltageDecay = 0, Threshold = [64], Bias = [bias] });
            neurons.Step(KernelSet.Best);
            return (neurons.Potential[0], SpikeMask.Contains(neurons.Spikes, 0));
        }
    }

    [Fact]
    public void A_refractory_neuron_is_held_at_rest_for_one_step_less_than_its_delay()
    {
        using LoihiNeurons neurons = new(LoihiRules.Brian2Loihi, 2, new LoihiParameters
        {
            CurrentDecay = 0,
            VoltageDecay = 0,
            Threshold = [9],
            Bias = [10],
            RefractoryDelay = [1, 3],
        });
        List<string> spikes = [];
        for (int t = 0; t < 7; t++)
        {
            neurons.Step(KernelSet.Best);
            spikes.Add($"{(SpikeMask.Contains(neurons.Spikes, 0) ? 1 : 0)}{(SpikeMask.Contains(neurons.Spikes, 1) ? 1 : 0)}");
        }

        Assert.Equal(["11", "10", "10", "11", "10", "10", "11"], spikes);
    }

    [Fact]
    public void A_periodic_reset_comes_before_the_step()
    {
        using LoihiNeurons neurons = new(LoihiRules.Lava, 1, new LoihiParameters
        {
            CurrentDecay = 4095,
            VoltageDecay = 0,
            Threshold = [1 << 20],
            Bias = [5],
            ResetInterval = 3,
            ResetOffset = 8,
        });
        List<int> potentials = [];
        for (int t = 1; t <= 6; t++)
        {
            neurons.Step(KernelSet.Best);
            potentials.Add(neurons.Potential[0]);
        }

        Assert.Equal([5, 5, 10, 15, 5, 10], potentials);
    }

    [Fact]
    public void What_lies_beyond_the_population_never_fires()
    {
        using LoihiNeurons neurons = new(LoihiRules.Lava, 3, new LoihiParameters { CurrentDecay = 0, VoltageDecay = 0, Threshold = [64], LowerThreshold = 64 });
        neurons.Step(KernelSet.Best);
        Assert.Equal((0UL, 0b111UL), (neurons.Spikes[0], neurons.NegativeSpikes[0]));
    }

    [Fact]
    public void A_bias_with_a_negative_exponent_rounds_down()
    {
        Assert.Equal(4095 << 7, LoihiParameters.BiasOf(4095, 7));
        Assert.Equal(-3, LoihiParameters.BiasOf(-5, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => LoihiParameters.BiasOf(1, 32));
    }

    [Fact]
    public void Parameters_out_of_range_are_refused_by_name()
    {
        LoihiParameters good = new() { CurrentDecay = 0, VoltageDecay = 0, Threshold = [1] };
        Refuses(good with { CurrentDecay = 4096 }, "decay of the current");
        Refuses(good with { VoltageDecay = -1 }, "decay of the potential");
        Refuses(good with { Threshold = [1, 2] }, "thresholds");
        Refuses(good with { RefractoryDelay = [0] }, "refractory");
        Refuses(good with { LowerThreshold = 2 }, "lower threshold");
        Refuses(good with { Noise = new LoihiNoise(24, 0, true) }, "noise exponent");
        Refuses(good with { Noise = new LoihiNoise(0, 8, true) }, "noise offset");
        Refuses(good with { ResetInterval = -1 }, "interval");

        static void Refuses(LoihiParameters parameters, string expected) =>
            Assert.Contains(expected, Assert.ThrowsAny<ArgumentException>(() => new LoihiNeurons(LoihiRules.Lava, 3, parameters)).Message);
    }

    static (int U, int V) After(LoihiRules rules, int input)
    {
        using LoihiNeurons neurons = new(rules, 1, new LoihiParameters { CurrentDecay = 0, VoltageDecay = 0, Threshold = [int.MaxValue] });
        neurons.Input[0] = input;
        neurons.Step(KernelSet.Best);
        return (neurons.Current[0], neurons.Potential[0]);
    }

    static (Cell Next, int Spike) Lava(LoihiParameters p, int neuron, Cell cell, int input, int draw)
    {
        BigInteger u = Wrap32(Decay(cell.U, 4096 - (p.CurrentDecay + 1)) + Wrap32((BigInteger)input * 64));
        u = u > TwoTo23 ? u - (TwoTo23 * 2) : u <= -TwoTo23 ? u + (TwoTo23 * 2) : u;
        BigInteger v = Wrap32(Decay(cell.V, 4096 - p.VoltageDecay) + u + p.Bias[neuron]);
        v = Clip(v, -TwoTo23 + 1, TwoTo23 - 1);
        int s = (v > p.Threshold[neuron] ? 1 : 0) - (p.LowerThreshold is int lower && v < lower ? 1 : 0);
        return (new Cell(u, s != 0 ? 0 : v), s);
    }

    static (Cell Next, int Spike) Nengo(LoihiParameters p, int neuron, Cell cell, int input, int draw)
    {
        BigInteger noise = 0;
        if (p.Noise is LoihiNoise n)
        {
            BigInteger x = draw + (64 * n.Offset);
            noise = n.Exponent >= 7 ? x * BigInteger.Pow(2, n.Exponent - 7) : BigInteger.Divide(x, BigInteger.Pow(2, 7 - n.Exponent));
        }

        bool atMembrane = p.Noise is { AtMembrane: true };
        BigInteger q = Wrap(input + (atMembrane ? 0 : noise), 21);
        BigInteger u = Wrap(Decay(cell.U, 4096 - 1 - p.CurrentDecay) + q, 23);
        BigInteger drive = Wrap(u + p.Bias[neuron] + (atMembrane ? noise : 0), 23);
        (int lowest, int highest) = p.VoltageRange!.Value;
        BigInteger v = Clip(Decay(cell.V, 4096 - p.VoltageDecay) + drive, lowest, highest);
        int count = cell.Refractory;
        v = count > 0 ? 0 : v;
        bool spike = v > p.Threshold[neuron];
        count = spike ? p.RefractoryDelay[neuron] : count;
        return (new Cell(u, spike ? 0 : v, Math.Max(0, count - 1)), spike ? 1 : 0);
    }

    // As the authors write it: the decrement is rounded away from zero.
    static (Cell Next, int Spike) Brian(LoihiParameters p, int neuron, Cell cell, int input, int draw)
    {
        BigInteger u = Less(cell.U, p.CurrentDecay) + input;
        BigInteger v = cell.Refractory > 0 ? cell.V : Less(cell.V, p.VoltageDecay) + u;
        bool spike = cell.Refractory == 0 && v > p.Threshold[neuron];
        return (new Cell(u, spike ? 0 : v, spike ? p.RefractoryDelay[neuron] - 1 : Math.Max(0, cell.Refractory - 1)), spike ? 1 : 0);

        static BigInteger Less(BigInteger x, int decay) =>
            x - (x.Sign * -Floor(-(BigInteger.Abs(x) * decay), 4096));
    }

    /// <summary>Programs in large values that reach every register's end, and in small ones that often meet a threshold.</summary>
    static Gen<LoihiProgram> Programs(int mostDecay, int inputBits, bool chip) =>
        from count in Gen.Elements(1, 5, 64, 70)
        from small in Generators.Flag
        let value = small ? Gen.Choose(-3, 3).Select(k => chip ? k * 64 : k) : Generators.Around(inputBits)
        let state = small ? Gen.Choose(-3, 3).Select(k => k * 64) : Generators.Around(22)
        from currentDecay in Generators.Decay(mostDecay)
        from voltageDecay in Generators.Decay(mostDecay)
        from threshold in Generators.Array(small ? Gen.Choose(0, 4).Select(k => k * 64) : Generators.Around(22).Select(Math.Abs), count)
        from bias in Generators.Array(small ? Gen.Choose(-2, 2).Select(k => k * 64) : Generators.Around(19), count)
        from refractory in Generators.Array(Gen.Elements(1, 1, 2, 3, 64), count)
        from ternary in Generators.Flag
        from lower in Gen.Choose(-4, 0)
        from vmin in Gen.Elements(0, -1023, -(1 << 23) + 1)
        from vmax in Gen.Elements((1 << 9) - 1, (1 << 19) - 1, (1 << 23) - 1)
        from noise in Gen.Elements(
            (LoihiNoise?)null, new LoihiNoise(3, 0, true), new LoihiNoise(0, -8, false), new LoihiNoise(7, 7, true), new LoihiNoise(12, 1, false), new LoihiNoise(16, -2, true))
        from u in Generators.Array(state, count)
        from v in Generators.Array(state, count)
        from input in Generators.Array(Generators.Array(value, count), Steps)
        from draws in Generators.Array(Generators.Array(Gen.Choose(-127, 127), count), Steps)
        let parameters = new LoihiParameters
        {
            CurrentDecay = currentDecay,
            VoltageDecay = voltageDecay,
            Threshold = threshold,
            Bias = bias,
        }
        select new LoihiProgram(
            chip
                ? parameters with { RefractoryDelay = refractory, Noise = noise, VoltageRange = (vmin, vmax) }
                : mostDecay == 4096
                    ? parameters with { RefractoryDelay = refractory, Bias = new int[count] }
                    : parameters with { LowerThreshold = ternary ? lower * 64 : null },
            u,
            v,
            input,
            draws);

    static void Check(string name, LoihiRules rules, int mostDecay, int inputBits, bool chip, Definition definition)
    {
        KernelSet kernels = KernelSet.Named(name);
        Generators.ForAll(
            Programs(mostDecay, inputBits, chip),
            program =>
            {
                int count = program.U.Length;
                using LoihiNeurons neurons = new(rules, count, program.Parameters);
                program.U.CopyTo(neurons.Current);
                program.V.CopyTo(neurons.Potential);
                Cell[] cells = [.. program.U.Zip(program.V, (u, v) => new Cell(u, v))];
                for (int t = 0; t < Steps; t++)
                {
                    program.Input[t].CopyTo(neurons.Input);
                    program.Noise[t].CopyTo(neurons.Noise);
                    neurons.Step(kernels);
                    for (int k = 0; k < count; k++)
                    {
                        (cells[k], int spike) = definition(program.Parameters, k, cells[k], program.Input[t][k], program.Noise[t][k]);
                        int got = (SpikeMask.Contains(neurons.Spikes, k) ? 1 : 0) - (SpikeMask.Contains(neurons.NegativeSpikes, k) ? 1 : 0);
                        Assert.Equal((t, k, cells[k].U, cells[k].V, cells[k].Refractory, spike), (t, k, neurons.Current[k], neurons.Potential[k], neurons.RefractoryCount[k], got));
                    }

                    Assert.Equal(new int[count], neurons.Input.ToArray());
                    Assert.Equal(0UL, neurons.Spikes[^1] >> ((count - 1) % 64) >> 1);
                }
            },
            tests: 80);
    }
}
