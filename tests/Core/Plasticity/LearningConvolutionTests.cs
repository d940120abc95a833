using FsCheck.Fluent;
using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Plasticity;
using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Core.Tests.Plasticity;

public class LearningConvolutionTests
{
    /// <summary>Position by position what the documentation states, on every width, and the sums of the weights as they were.</summary>
    [Theory]
    [ClassData(typeof(KernelSets))]
    public void It_computes_what_the_documentation_states(string name) => Generators.ForAll(
        RandomRun.Any(Gen.OneOf(RuleGenerator.Rule, RuleGenerator.PairRule)),
        run => Check(run, KernelSet.Named(name), pairPath: true),
        tests: 100);

    [Fact]
    public void The_general_path_computes_the_same_for_pair_rules() => Generators.ForAll(
        RandomRun.Any(RuleGenerator.PairRule), run => Check(run, KernelSet.Best, pairPath: false), tests: 100);

    /// <summary>With one position nothing is shared: an unpadded window over everything is a dense layer.</summary>
    [Fact]
    public void A_window_over_everything_learns_as_dense_synapses_do() => Generators.ForAll(
        RandomRun.Any(Gen.OneOf(RuleGenerator.Rule, RuleGenerator.PairRule)),
        run =>
        {
            using LearningDense dense = run.Engine(KernelSet.Best);
            int[] preMajor = run.InitialWeights();
            int[] weights = [.. Enumerable.Range(0, run.Post * run.Pre).Select(n => preMajor[(n % run.Pre * run.Post) + (n / run.Pre)])];
            using var convolution = new LearningConvolution(
                new Shape(1, run.Pre, 1), run.Post, SlidingWindow.Whole(1), SlidingWindow.Whole(run.Pre), 1, weights,
                run.Rule, new WeightFormat(WeightRounding.Floor, run.Signs, 8, 0), run.Source, run.Arithmetic);
            int[] output = new int[run.Post];
            for (int t = 1; t <= RandomRun.Steps; t++)
            {
                int[] expected = run.Step(dense, t);
                Step(convolution, run, run.Input(t), output);
                Assert.Equal(expected, output);
                for (int n = 0; n < weights.Length; n++)
                {
                    (int i, int j) = (n % run.Pre, n / run.Pre);
                    Assert.Equal(
                        (dense.Weights(i)[j], dense.Delays(i)[j], dense.Tags(i)[j]),
                        (convolution.Weight(n), convolution.Delay(n), convolution.Tag(n)));
                }
            }
        });

    /// <summary>Four positions, each with a spike on both sides: four times the change, rounded once.</summary>
    [Fact]
    public void Changes_of_all_positions_are_added_and_rounded_once()
    {
        var rule = new LearningRule { Weight = SumOfProducts.Parse("2^-3*x0*y1"), Y1 = new TraceDynamics(1, TraceDecay.None) };
        using var engine = new LearningConvolution(
            new Shape(2, 2, 1), 1, SlidingWindow.Identity(2), SlidingWindow.Identity(2), 1, [10], rule,
            new WeightFormat(WeightRounding.Floor, SignMode.Mixed, 8, 0), new CounterRounding(1, 0),
            LearningArithmetic.Plain with { SynapseRounding = LearningRounding.Nearest });
        engine.Step([1, 1, 1, 1], [1, 1, 1, 1], new int[4]);
        Assert.Equal(11, engine.Weight(0));
    }

    [Fact]
    public void Contradictions_are_refused_by_name()
    {
        var rule = new LearningRule { Weight = SumOfProducts.Parse("x0*y1") };
        string Refusal(Shape source, SlidingWindow rows, SlidingWindow columns, int groups, int weights) => Assert.ThrowsAny<ArgumentException>(
            () => new LearningConvolution(
                source, 2, rows, columns, groups, new int[weights], rule, new WeightFormat(WeightRounding.Floor, SignMode.Mixed, 8, 0), new CounterRounding(1, 0))).Message;
        SlidingWindow two = SlidingWindow.Identity(2);
        Assert.Contains("do not fit the source", Refusal(new Shape(3, 2, 1), two, two, 1, 2));
        Assert.Contains("groups do not divide", Refusal(new Shape(2, 2, 1), two, two, 2, 2));
        Assert.Contains("3 weights for 2", Refusal(new Shape(2, 2, 1), two, two, 1, 3));
        Assert.Contains("at most 32767", Refusal(new Shape(256, 128, 1), SlidingWindow.Identity(256), SlidingWindow.Identity(128), 1, 2));
        using var engine = new LearningConvolution(
            new Shape(2, 2, 1), 2, two, two, 1, [1, 2], rule, new WeightFormat(WeightRounding.Floor, SignMode.Mixed, 8, 0), new CounterRounding(1, 0));
        engine.SetDelay(1, 255);
        engine.SetTag(0, -256);
        Assert.Equal((0, 255, -256, 0), (engine.Delay(0), engine.Delay(1), engine.Tag(0), engine.Tag(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => engine.Weight(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => engine.SetDelay(0, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => engine.SetTag(0, 256));
    }

    static void Check(RandomRun run, KernelSet kernels, bool pairPath)
    {
        var random = new Random(run.Seed);
        int groups = random.Next(1, 3);
        int inGroup = random.Next(1, 3);
        int outGroup = random.Next(3) == 0 ? random.Next(15, 35) : random.Next(1, 5);
        var source = new Shape(random.Next(1, 5), random.Next(1, 5), groups * inGroup);
        SlidingWindow rows = Synapses.RandomSynapses.Window(random, source.Height);
        SlidingWindow columns = Synapses.RandomSynapses.Window(random, source.Width);
        var target = new Shape(rows.Output, columns.Output, groups * outGroup);
        int taps = rows.Kernel * columns.Kernel;
        (int low, int high) = run.Signs switch { SignMode.Excitatory => (0, 255), SignMode.Inhibitory => (-255, 0), _ => (-256, 255) };
        int[] weights = [.. Enumerable.Range(0, target.Channels * inGroup * taps).Select(_ => random.Next(low, high + 1))];
        using var engine = new LearningConvolution(
            source, target.Channels, rows, columns, groups, weights, run.Rule, new WeightFormat(WeightRounding.Floor, run.Signs, 8, 0), run.Source, run.Arithmetic, kernels)
        {
            UsesPairPath = pairPath,
        };
        NaiveLearning.Shared[] shared = new NaiveLearning.Shared[weights.Length];
        var sharing = new NaiveLearning.Shared?[source.Count, target.Count];
        for (int n = 0; n < weights.Length; n++)
        {
            (int tap, int channel, int output) = (n % taps, n / taps % inGroup, n / taps / inGroup);
            int from = (output / outGroup * inGroup) + channel;
            shared[n] = new NaiveLearning.Shared((from * taps) + tap, output) { Values = { [0] = engine.Weight(n) } };
            for (int oy = 0; oy < rows.Output; oy++)
            {
                for (int ox = 0; ox < columns.Output; ox++)
                {
                    int y = (oy * rows.Stride) - rows.PadBefore + (tap / columns.Kernel * rows.Dilation);
                    int x = (ox * columns.Stride) - columns.PadBefore + (tap % columns.Kernel * columns.Dilation);
                    if (y >= 0 && y < source.Height && x >= 0 && x < source.Width)
                    {
                        sharing[source.Index(y, x, from), target.Index(oy, ox, output)] = shared[n];
                    }
                }
            }
        }

        var naive = new NaiveLearning(source.Count, target.Count, run.Rule, run.Arithmetic, run.Source, (low, high)) { Sharing = sharing };
        RandomRun sized = run with { Pre = source.Count, Post = target.Count };
        int[] due = new int[target.Count];
        int[] arrived = new int[target.Count];
        for (int t = 1; t <= 6; t++)
        {
            (int[] pre, int[] post, int[][] modulation) = sized.Input(t);
            int[] expected = due;
            due = new int[target.Count];
            for (int i = 0; i < source.Count; i++)
            {
                for (int j = 0; j < target.Count; j++)
                {
                    due[j] += pre[i] != 0 && sharing[i, j] is NaiveLearning.Shared one ? one.Values[0] : 0;
                }
            }

            Step(engine, run, (pre, post, modulation), arrived);
            naive.Step(t, pre, post, run.Rule.ThreeFactor ? modulation : null);
            Assert.Equal(expected, arrived);
            for (int n = 0; n < weights.Length; n++)
            {
                Assert.Equal(
                    (t, n, shared[n].Values[0], shared[n].Values[1], shared[n].Values[2]), (t, n, engine.Weight(n), engine.Delay(n), engine.Tag(n)));
            }
        }
    }

    static void Step(LearningConvolution engine, RandomRun run, (int[] Pre, int[] Post, int[][] Modulation) input, int[] output)
    {
        if (run.Rule.ThreeFactor)
        {
            engine.Step(input.Pre, input.Post, input.Modulation[0], input.Modulation[1], input.Modulation[2], output);
        }
        else
        {
            engine.Step(input.Pre, input.Post, output);
        }
    }
}
