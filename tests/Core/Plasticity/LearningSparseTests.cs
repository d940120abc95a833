using FsCheck.Fluent;
using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Plasticity;
using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Core.Tests.Plasticity;

public class LearningSparseTests
{
    static readonly WeightFormat Mixed = new(WeightRounding.Floor, SignMode.Mixed, 8, 0);

    /// <summary>Synapse by synapse what the documentation states, and the sums of the weights as they were.</summary>
    [Theory]
    [ClassData(typeof(KernelSets))]
    public void It_computes_what_the_documentation_states(string name) => Generators.ForAll(
        RandomRun.Any(Gen.OneOf(RuleGenerator.Rule, RuleGenerator.PairRule)),
        run =>
        {
            using LearningDense dense = run.Engine(KernelSet.Best);
            NaiveLearning naive = run.Naive(dense);
            using LearningSparse engine = Engine(run, KernelSet.Named(name), pairPath: true, out int[][] lists);
            int[] due = new int[run.Post];
            int[] output = new int[run.Post];
            for (int t = 1; t <= RandomRun.Steps; t++)
            {
                (int[] pre, int[] post, int[][] modulation) = run.Input(t);
                int[] expected = due;
                due = new int[run.Post];
                for (int i = 0; i < run.Pre; i++)
                {
                    foreach (int j in lists[i])
                    {
                        due[j] += pre[i] != 0 ? naive.W[i, j] : 0;
                    }
                }

                Step(engine, run, t, output);
                naive.Step(t, pre, post, run.Rule.ThreeFactor ? modulation : null);
                Assert.Equal(expected, output);
                Assert.Equal(naive.X[0], engine.X1.ToArray());
                Assert.Equal(naive.Y[2], engine.Y3.ToArray());
                for (int i = 0; i < run.Pre; i++)
                {
                    Assert.Equal(lists[i], engine.Targets(i).ToArray());
                    Assert.Equal(lists[i].Select(j => (short)naive.W[i, j]), engine.Weights(i).ToArray());
                    Assert.Equal(lists[i].Select(j => (short)naive.D[i, j]), engine.Delays(i).ToArray());
                    Assert.Equal(lists[i].Select(j => (short)naive.T[i, j]), engine.Tags(i).ToArray());
                }
            }
        });

    [Theory]
    [ClassData(typeof(KernelSets))]
    public void The_pair_path_equals_the_general_one(string name)
    {
        int taken = 0;
        Generators.ForAll(RandomRun.Any(RuleGenerator.PairRule), run =>
        {
            using LearningSparse fast = Engine(run, KernelSet.Named(name), pairPath: true, out _);
            using LearningSparse general = Engine(run, KernelSet.Named("scalar"), pairPath: false, out _);
            taken += fast.HasPairPath ? 1 : 0;
            int[] expected = new int[run.Post];
            int[] actual = new int[run.Post];
            for (int t = 1; t <= RandomRun.Steps; t++)
            {
                Step(general, run, t, expected);
                Step(fast, run, t, actual);
                Assert.Equal(expected, actual);
                for (int i = 0; i < run.Pre; i++)
                {
                    Assert.Equal(general.Weights(i), fast.Weights(i));
                }
            }
        });
        Assert.InRange(taken, 50, 150);
    }

    [Fact]
    public void Payloads_multiply_and_a_target_may_occur_twice()
    {
        var rule = new LearningRule { Weight = SumOfProducts.Parse("x0") };
        using var engine = new LearningSparse(2, [0, 3], [1, 0, 1], [10, 20, 30], rule, Mixed, new CounterRounding(1, 0)) { SendsPayload = true };
        engine.SetDelay(0, 2, 255);
        engine.SetTag(0, 1, -256);
        int[] output = new int[2];
        engine.Step([3], [0, 0], output);
        engine.Step([0], [0, 0], output);
        Assert.Equal([60, 120], output);
        Assert.Equal<short>([11, 21, 31], engine.Weights(0));
        Assert.Equal<short>([0, 0, 255], engine.Delays(0));
        Assert.Equal<short>([0, -256, 0], engine.Tags(0));
    }

    [Fact]
    public void Contradictions_are_refused_by_name()
    {
        var rule = new LearningRule { Weight = SumOfProducts.Parse("x0*y1") };
        string Refusal(int[] start, int[] targets, int[] weights) => Assert.ThrowsAny<ArgumentException>(
            () => new LearningSparse(2, start, targets, weights, rule, Mixed, new CounterRounding(1, 0))).Message;
        Assert.Contains("contradict", Refusal([0, 2], [0], [1]));
        Assert.Contains("contradict", Refusal([0, 1], [0], [1, 2]));
        Assert.Contains("contradict", Refusal([0], [], []));
        Assert.Contains("neuron 1 ends before", Refusal([0, 2, 1, 2], [0, 1], [1, 2]));
        Assert.Contains("target 2", Refusal([0, 1], [2], [1]));
        using var engine = new LearningSparse(2, [0, 1], [1], [1], rule, Mixed, new CounterRounding(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => engine.SetTag(0, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => engine.SetDelay(0, 0, 256));
        Assert.Throws<ArgumentOutOfRangeException>(() => engine.Weights(1));
    }

    [Fact]
    public void Nothing_is_allocated_while_time_runs()
    {
        LearningRule pair = LearningRule.PairStdp("-2^-2", "2^-2", new TraceDynamics(16.5, TraceDecay.Exponential(10)), epoch: 2);
        using var engine = new LearningSparse(2, [0, 1], [1], [1], pair, Mixed, new CounterRounding(1, 0));
        using var general = new LearningSparse(2, [0, 1], [1], [1], pair with { Tag = SumOfProducts.Parse("x0*w") }, Mixed, new CounterRounding(1, 0));
        int[] output = new int[2];
        void Run(int steps)
        {
            for (int t = 0; t < steps; t++)
            {
                engine.Step([1], [1, 1], output);
                general.Step([1], [1, 1], output);
            }
        }

        Run(4);
        Assert.Equal(0, Allocations.Of(() => Run(100)));
    }

    /// <summary>About half of all pairs, in shuffled order; some neurons have none.</summary>
    static LearningSparse Engine(RandomRun run, KernelSet kernels, bool pairPath, out int[][] lists)
    {
        var random = new Random(run.Seed);
        int[] all = run.InitialWeights();
        lists = [.. Enumerable.Range(0, run.Pre).Select(_ =>
        {
            int[] list = [.. Enumerable.Range(0, run.Post).Where(_ => random.Next(2) == 0)];
            random.Shuffle(list);
            return list;
        })];
        List<int> start = [0];
        foreach (int[] list in lists)
        {
            start.Add(start[^1] + list.Length);
        }

        int[] weights = [.. lists.SelectMany((list, i) => list.Select(j => all[(i * run.Post) + j]))];
        return new LearningSparse(
            run.Post, [.. start], [.. lists.SelectMany(list => list)], weights, run.Rule, new WeightFormat(WeightRounding.Floor, run.Signs, 8, 0), run.Source, run.Arithmetic, kernels)
        {
            UsesPairPath = pairPath,
        };
    }

    static void Step(LearningSparse engine, RandomRun run, int t, int[] output)
    {
        (int[] pre, int[] post, int[][] modulation) = run.Input(t);
        if (run.Rule.ThreeFactor)
        {
            engine.Step(pre, post, modulation[0], modulation[1], modulation[2], output);
        }
        else
        {
            engine.Step(pre, post, output);
        }
    }
}
