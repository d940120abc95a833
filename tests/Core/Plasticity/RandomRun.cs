using FsCheck;
using FsCheck.Fluent;
using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Plasticity;
using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Core.Tests.Plasticity;

/// <summary>A random network that learns, its input of several timesteps, and ways to run it.</summary>
sealed record RandomRun(LearningRule Rule, LearningArithmetic Arithmetic, SignMode Signs, int Pre, int Post, int Seed)
{
    public const int Steps = 9;

    /// <summary>Lengths around the vector widths; rules of every kind.</summary>
    public static Gen<RandomRun> Any(Gen<LearningRule> rules) =>
        from rule in rules
        from lava in Gen.Elements(true, false)
        from bits in Gen.Frequency((4, Gen.Constant(7)), (1, Gen.Elements(1, 9, 12, 15)))
        from traceRounding in Gen.Elements(Enum.GetValues<LearningRounding>())
        from synapseRounding in Gen.Elements(Enum.GetValues<LearningRounding>())
        from signs in Gen.Elements(Enum.GetValues<SignMode>())
        from pre in Gen.Choose(1, 5)
        from post in Gen.Elements(1, 3, 15, 17, 33, 64, 65, 70)
        from seed in Gen.Choose(0, int.MaxValue)
        select new RandomRun(
            rule,
            (lava ? LearningArithmetic.Lava : LearningArithmetic.Plain) with
            {
                TraceBits = rule.GradedSpikes == GradedSpikes.RegularImpulse ? bits : 7,
                TraceRounding = traceRounding,
                SynapseRounding = synapseRounding,
            },
            signs,
            pre,
            post,
            seed);

    public IRoundingSource Source => new CounterRounding((ulong)Seed, core: 1);

    (int Low, int High) Range => Signs switch
    {
        SignMode.Excitatory => (0, 255),
        SignMode.Inhibitory => (-255, 0),
        _ => (-256, 255),
    };

    public int[] InitialWeights()
    {
        var random = new Random(Seed);
        (int low, int high) = Range;
        return [.. Enumerable.Range(0, Pre * Post).Select(_ => random.Next(4) == 0 ? random.Next(2) == 0 ? low : high : random.Next(low, high + 1))];
    }

    public LearningDense Engine(KernelSet kernels, bool pairPath = true) =>
        new(Pre, Post, InitialWeights(), Rule, new WeightFormat(WeightRounding.Floor, Signs, 8, 0), Source, Arithmetic, kernels)
        {
            UsesPairPath = pairPath,
        };

    public NaiveLearning Naive(LearningDense start)
    {
        var naive = new NaiveLearning(Pre, Post, Rule, Arithmetic, Source, Range);
        for (int i = 0; i < Pre; i++)
        {
            for (int j = 0; j < Post; j++)
            {
                naive.W[i, j] = start.Weights(i)[j];
            }
        }

        return naive;
    }

    /// <summary>Input of a timestep; payloads up to 8 bits, modulatory inputs beyond their saturation.</summary>
    public (int[] Pre, int[] Post, int[][] Modulation) Input(int step)
    {
        var random = new Random(unchecked((Seed * 31) + step));
        int[] Draw(int count, Func<int> value) => [.. Enumerable.Range(0, count).Select(_ => value())];
        int density = random.Next(5);
        return (
            Draw(Pre, () => random.Next(4) < density ? random.Next(1, 256) : 0),
            Draw(Post, () => random.Next(6) < density ? 1 : 0),
            [.. Enumerable.Range(0, 3).Select(_ => Draw(Post, () => random.Next(-200, 200)))]);
    }

    public int[] Step(LearningDense engine, int step)
    {
        (int[] pre, int[] post, int[][] modulation) = Input(step);
        int[] output = new int[Post];
        if (Rule.ThreeFactor)
        {
            engine.Step(pre, post, modulation[0], modulation[1], modulation[2], output);
        }
        else
        {
            engine.Step(pre, post, output);
        }

        return output;
    }

    public static void Same(LearningDense expected, LearningDense actual)
    {
        Assert.Equal(expected.X1, actual.X1);
        Assert.Equal(expected.X2, actual.X2);
        Assert.Equal(expected.Y1, actual.Y1);
        Assert.Equal(expected.Y2, actual.Y2);
        Assert.Equal(expected.Y3, actual.Y3);
        for (int i = 0; i < expected.PreNeurons; i++)
        {
            Assert.Equal(expected.Weights(i), actual.Weights(i));
            Assert.Equal(expected.Delays(i), actual.Delays(i));
            Assert.Equal(expected.Tags(i), actual.Tags(i));
        }
    }
}
