using FsCheck.Fluent;
using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Plasticity;
using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Core.Tests.Plasticity;

public class LearningDenseTests
{
    static readonly KernelSet Scalar = KernelSet.Named("scalar");

    [Fact]
    public void It_computes_what_the_documentation_states() => Generators.ForAll(
        RandomRun.Any(RuleGenerator.Rule),
        run =>
        {
            using LearningDense engine = run.Engine(KernelSet.Best);
            NaiveLearning naive = run.Naive(engine);
            for (int t = 1; t <= RandomRun.Steps; t++)
            {
                run.Step(engine, t);
                (int[] pre, int[] post, int[][] modulation) = run.Input(t);
                naive.Step(t, pre, post, run.Rule.ThreeFactor ? modulation : null);
                Assert.Equal(naive.X[0], engine.X1.ToArray());
                Assert.Equal(naive.X[1], engine.X2.ToArray());
                Assert.Equal(naive.Y[0], engine.Y1.ToArray());
                Assert.Equal(naive.Y[1], engine.Y2.ToArray());
                Assert.Equal(naive.Y[2], engine.Y3.ToArray());
                for (int i = 0; i < run.Pre; i++)
                {
                    for (int j = 0; j < run.Post; j++)
                    {
                        Assert.Equal(
                            (naive.W[i, j], naive.D[i, j], naive.T[i, j]),
                            (engine.Weights(i)[j], engine.Delays(i)[j], engine.Tags(i)[j]));
                    }
                }
            }
        },
        tests: 400);

    [Theory]
    [ClassData(typeof(KernelSets))]
    public void Every_width_equals_the_scalar_definition(string name) => Generators.ForAll(
        RandomRun.Any(Gen.OneOf(RuleGenerator.Rule, RuleGenerator.PairRule)),
        run =>
        {
            using LearningDense expected = run.Engine(Scalar);
            using LearningDense actual = run.Engine(KernelSet.Named(name));
            for (int t = 1; t <= RandomRun.Steps; t++)
            {
                Assert.Equal(run.Step(expected, t), run.Step(actual, t));
                RandomRun.Same(expected, actual);
            }
        });

    [Theory]
    [ClassData(typeof(KernelSets))]
    public void The_pair_path_equals_the_general_one(string name)
    {
        int taken = 0;
        Generators.ForAll(RandomRun.Any(RuleGenerator.PairRule), run =>
        {
            using LearningDense fast = run.Engine(KernelSet.Named(name));
            using LearningDense general = run.Engine(Scalar, pairPath: false);
            Assert.Equal(run.Arithmetic.AccumulatorMinimum == -32768, fast.HasPairPath);
            taken += fast.HasPairPath ? 1 : 0;
            for (int t = 1; t <= RandomRun.Steps; t++)
            {
                Assert.Equal(run.Step(general, t), run.Step(fast, t));
                RandomRun.Same(general, fast);
            }
        });
        Assert.InRange(taken, 50, 150);
    }

    [Fact]
    public void Nothing_leaves_its_range() => Generators.ForAll(RandomRun.Any(RuleGenerator.Rule), run =>
    {
        using LearningDense engine = run.Engine(KernelSet.Best);
        int top = run.Rule.GradedSpikes == GradedSpikes.Overwrite ? 255 : (1 << run.Arithmetic.TraceBits) - 1;
        for (int t = 1; t <= 3 * RandomRun.Steps; t++)
        {
            run.Step(engine, t);
            for (int i = 0; i < run.Pre; i++)
            {
                Assert.InRange(engine.X1[i], 0, run.Rule.GradedSpikes == GradedSpikes.RegularImpulse ? top : 255);
                Assert.InRange(engine.X2[i], 0, top);
                foreach (short weight in engine.Weights(i))
                {
                    Assert.InRange(weight, engine.LeastWeight, engine.MostWeight);
                }

                foreach (short delay in engine.Delays(i))
                {
                    Assert.InRange(delay, 0, 255);
                }

                foreach (short tag in engine.Tags(i))
                {
                    Assert.InRange(tag, run.Arithmetic.TagMinimum, 255);
                }
            }

            foreach (int y in run.Rule.ThreeFactor ? [] : engine.Y1)
            {
                Assert.InRange(y, 0, top);
            }
        }
    });

    [Fact]
    public void A_rate_of_0_leaves_weights_alone() => Generators.ForAll(
        RandomRun.Any(RuleGenerator.Rule.Select(rule => rule with
        {
            Weight = SumOfProducts.Parse("0*x0*y1 + 0*y0*x1"),
        })),
        run =>
        {
            using LearningDense engine = run.Engine(KernelSet.Best);
            short[][] before = [.. Enumerable.Range(0, run.Pre).Select(i => engine.Weights(i).ToArray())];
            for (int t = 1; t <= RandomRun.Steps; t++)
            {
                run.Step(engine, t);
            }

            Assert.All(before, (row, i) => Assert.Equal(row, engine.Weights(i).ToArray()));
        });

    [Fact]
    public void Without_spikes_a_spike_triggered_rule_changes_nothing()
    {
        using LearningDense engine = Small(LearningRule.PairStdp("-2^-2", "2^-2", new TraceDynamics(16, TraceDecay.Exponential(10))));
        int[] output = new int[2];
        for (int t = 0; t < 20; t++)
        {
            engine.Step([0, 0], [0, 0], output);
        }

        Assert.Equal<short>([10, 20], engine.Weights(0));
        Assert.Equal<short>([30, 40], engine.Weights(1));
    }

    [Fact]
    public void The_order_of_rows_does_not_matter() => Generators.ForAll(
        RandomRun.Any(Gen.OneOf(RuleGenerator.Rule, RuleGenerator.PairRule)),
        run =>
        {
            int[] order = [.. Enumerable.Range(0, run.Pre)];
            new Random(run.Seed).Shuffle(order);
            int[] weights = run.InitialWeights();
            int[] shuffled = [.. order.SelectMany(i => weights.Skip(i * run.Post).Take(run.Post))];
            using LearningDense straight = run.Engine(KernelSet.Best);
            using var mixed = new LearningDense(
                run.Pre, run.Post, shuffled, run.Rule, new WeightFormat(WeightRounding.Floor, run.Signs, 8, 0),
                new Renamed(run.Source, order), run.Arithmetic);
            int[] output = new int[run.Post];
            for (int t = 1; t <= RandomRun.Steps; t++)
            {
                int[] expected = run.Step(straight, t);
                (int[] pre, int[] post, int[][] modulation) = run.Input(t);
                int[] renamed = [.. order.Select(i => pre[i])];
                if (run.Rule.ThreeFactor)
                {
                    mixed.Step(renamed, post, modulation[0], modulation[1], modulation[2], output);
                }
                else
                {
                    mixed.Step(renamed, post, output);
                }

                Assert.Equal(expected, output);
                for (int i = 0; i < run.Pre; i++)
                {
                    Assert.Equal(straight.Weights(order[i]), mixed.Weights(i));
                    Assert.Equal(straight.Tags(order[i]), mixed.Tags(i));
                }
            }
        });

    /// <summary>Depression by hand: w − y1/4 at the presynaptic spike, the output still of the old weight.</summary>
    [Fact]
    public void A_pair_of_spikes_changes_a_weight_by_the_trace_at_the_later_one()
    {
        var rule = new LearningRule
        {
            Weight = SumOfProducts.Parse("-2^-2*x0*y1"),
            Y1 = new TraceDynamics(16, TraceDecay.Linear(2)),
        };
        using LearningDense engine = Small(rule);
        int[] output = new int[2];
        engine.Step([0, 0], [1, 0], output);
        Assert.Equal(16, engine.Y1[0]);
        engine.Step([0, 0], [0, 0], output);
        engine.Step([1, 0], [0, 0], output);
        Assert.Equal(12, engine.Y1[0]);
        Assert.Equal<short>([7, 20], engine.Weights(0));
        Assert.Equal([0, 0], output);
        engine.Step([1, 0], [0, 0], output);
        Assert.Equal([10, 20], output);
    }

    /// <summary>u1 counts every second epoch; an epoch of 3 ends in timesteps 3, 6, 9, ...</summary>
    [Fact]
    public void Epochs_end_and_are_decimated_by_their_number()
    {
        var rule = new LearningRule { Weight = SumOfProducts.Parse("u1"), Epoch = 3 };
        using LearningDense engine = Small(rule);
        int[] output = new int[2];
        List<int> steps = [];
        for (int t = 1; t <= 18; t++)
        {
            short before = engine.Weights(0)[0];
            engine.Step([0, 0], [0, 0], output);
            if (engine.Weights(0)[0] != before)
            {
                Assert.Equal(before + 1, engine.Weights(0)[0]);
                steps.Add(t);
            }
        }

        Assert.Equal([6, 12, 18], steps);
    }

    /// <summary>Half of a weight's unit goes up in half of the synapses, whichever are drawn; the mean stays.</summary>
    [Fact]
    public void Stochastic_rounding_keeps_the_mean_and_differs_between_synapses()
    {
        const int Size = 64;
        var rule = new LearningRule { Weight = SumOfProducts.Parse("2^-2*x0") };
        using var engine = new LearningDense(
            Size, Size, new int[Size * Size], rule, new WeightFormat(WeightRounding.Floor, SignMode.Excitatory, 8, 0), new CounterRounding(1, 0));
        engine.Step([.. Enumerable.Repeat(1, Size)], new int[Size], new int[Size]);
        int up = Enumerable.Range(0, Size).Sum(i => engine.Weights(i).ToArray().Sum(w => w));
        Assert.InRange(up, (Size * Size / 4) - 150, (Size * Size / 4) + 150);
        Assert.False(engine.Weights(0).SequenceEqual(engine.Weights(1)));
    }

    [Fact]
    public void An_impulse_keeps_its_mean_in_the_plain_arithmetic_and_doubles_its_fraction_in_lavas()
    {
        Assert.InRange(MeanTrace(LearningArithmetic.Plain), 16.22, 16.28);
        Assert.InRange(MeanTrace(LearningArithmetic.Lava), 16.47, 16.53);
    }

    /// <summary>−7 · 2⁸ saturates the accumulator; what is added afterwards starts from there: −32768 + 128, or one less in lava.</summary>
    [Theory]
    [InlineData(false, -255)]
    [InlineData(true, -256)]
    public void The_accumulator_of_lava_saturates_one_lower(bool lava, short expected)
    {
        LearningArithmetic arithmetic = lava ? LearningArithmetic.Lava : LearningArithmetic.Plain;
        var rule = new LearningRule { Weight = SumOfProducts.Parse("-7*2^8*x0 - 7*2^8*x0 + x0"), Tag = SumOfProducts.Parse("-7*2^8*x0") };
        using LearningDense engine = new(
            2, 2, [10, 20, 30, 40], rule, new WeightFormat(WeightRounding.Floor, SignMode.Mixed, 8, 0), new CounterRounding(7, 0),
            arithmetic with { SynapseRounding = LearningRounding.Down });
        engine.Step([1, 1], [0, 0], new int[2]);
        Assert.Equal(expected, engine.Weights(1)[1]);
        Assert.Equal(lava ? -257 : -256, engine.Tags(1)[1]);
    }

    [Fact]
    public void Contradictions_are_refused_by_name()
    {
        var format = new WeightFormat(WeightRounding.Floor, SignMode.Mixed, 8, 0);
        var source = new CounterRounding(0, 0);
        var rule = new LearningRule { Weight = SumOfProducts.Parse("x0*y1") };
        string Refusal(LearningRule r, LearningArithmetic? a = null, WeightFormat? f = null, int weights = 4) =>
            Assert.ThrowsAny<ArgumentException>(() => new LearningDense(2, 2, new int[weights], r, f ?? format, source, a)).Message;
        Assert.Contains("3 weights for 2 × 2", Refusal(rule, weights: 3));
        Assert.Contains("1 to 63", Refusal(rule with { Epoch = 0 }));
        Assert.Contains("1 to 63", Refusal(rule with { Epoch = 64 }));
        Assert.Contains("u0 and u2", Refusal(rule with { Tag = SumOfProducts.Parse("u0*w - u2*t") }));
        Assert.Contains("1 to 15", Refusal(rule, LearningArithmetic.Plain with { TraceBits = 16 }));
        Assert.Contains("7 bits only", Refusal(rule with { GradedSpikes = GradedSpikes.Overwrite }, LearningArithmetic.Plain with { TraceBits = 8 }));
        Assert.Contains("minimum", Refusal(rule, LearningArithmetic.Plain with { AccumulatorMinimum = 0 }));
        Assert.Contains("Floor", Refusal(rule, f: new WeightFormat(WeightRounding.TowardZero, SignMode.Mixed, 8, 0)));

        using LearningDense two = Small(rule);
        Assert.Throws<ArgumentException>(() => two.Step([1], [0, 0], new int[2]));
        Assert.Throws<InvalidOperationException>(() => two.Step([0, 0], [0, 0], [0, 0], [0, 0], [0, 0], new int[2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => two.SetTag(0, 0, 256));
        Assert.Throws<ArgumentOutOfRangeException>(() => two.SetDelay(0, 2, 1));
        using LearningDense three = Small(rule with { ThreeFactor = true });
        Assert.Throws<InvalidOperationException>(() => three.Step([0, 0], [0, 0], new int[2]));
        Assert.Throws<ArgumentException>(() => three.Step([0, 0], [0, 0], [0], [0, 0], [0, 0], new int[2]));
        Assert.Throws<ArgumentException>(() => three.Step([0, 0], [0, 0], [0, 40000], [0, 0], [0, 0], new int[2]));
    }

    [Fact]
    public void Nothing_is_allocated_while_time_runs()
    {
        using LearningDense engine = Small(LearningRule.PairStdp("-2^-2", "2^-2", new TraceDynamics(16.5, TraceDecay.Exponential(10)), epoch: 2));
        var general = new LearningRule { Weight = SumOfProducts.Parse("x0*y1*w"), Y1 = new TraceDynamics(16, TraceDecay.None) };
        using LearningDense other = Small(general);
        int[] spikes = [1, 1];
        int[] output = new int[2];
        for (int t = 0; t < 4; t++)
        {
            engine.Step(spikes, spikes, output);
            other.Step(spikes, spikes, output);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int t = 0; t < 100; t++)
        {
            engine.Step(spikes, spikes, output);
            other.Step(spikes, spikes, output);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    static LearningDense Small(LearningRule rule) => new(
        2, 2, [10, 20, 30, 40], rule, new WeightFormat(WeightRounding.Floor, SignMode.Mixed, 8, 0), new CounterRounding(7, 0));

    static double MeanTrace(LearningArithmetic arithmetic)
    {
        const int Neurons = 4096;
        var rule = new LearningRule { Weight = SumOfProducts.Parse("x0*y1"), X1 = new TraceDynamics(16.25, TraceDecay.None) };
        using var engine = new LearningDense(
            Neurons, 1, new int[Neurons], rule, new WeightFormat(WeightRounding.Floor, SignMode.Mixed, 8, 0), new CounterRounding(3, 0), arithmetic);
        engine.Step([.. Enumerable.Repeat(1, Neurons)], [0], new int[1]);
        return engine.X1.ToArray().Average();
    }

    /// <summary>A source for rows that were given other names.</summary>
    sealed class Renamed(IRoundingSource source, int[] names) : IRoundingSource
    {
        public uint Draw(in RoundingDraw draw) => source.Draw(
            draw.Purpose is RoundingPurpose.PreDecay or RoundingPurpose.PreImpulse or RoundingPurpose.SynapseRow
                ? draw with { Neuron = names[draw.Neuron] }
                : draw);
    }
}
