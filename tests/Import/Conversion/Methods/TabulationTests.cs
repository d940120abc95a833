using Neuromorphic.Core;
using Neuromorphic.Core.Neurons.Conversion;
using Neuromorphic.Import.Conversion.Methods;
using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Tests.Conversion.Methods;

public class TabulationTests
{
    const int Timesteps = 20;
    const double Step = 0.00070331;

    public static TheoryData<ActivationFunction, double> Monotone => new()
    {
        { new Rectifier(), 2 },
        { new Rectifier(1.5), 1.5 },
        { new Clipping(-0.7, 3), 2.5 },
        { new LeakyRectifier([0.25f]), 2 },
        { new Curve(CurveKind.Sigmoid), 1 },
        { new Curve(CurveKind.Tanh), 0.9 },
        { new Curve(CurveKind.Softplus), 3 },
        { new Curve(CurveKind.Elu, 1), 2 },
        { new Heaviside(0.25, Above: true, Inclusive: true), 1 },
        { new SignFunction(), 1 },
        { new Staircase(0.3, 0.5, StaircaseRounding.Down, 0, 7, 0.3, 0), 2.1 },
    };

    /// <summary>A function that never falls is kept to the integer, far beyond its table too.</summary>
    [Theory]
    [MemberData(nameof(Monotone))]
    public void Every_level_of_a_monotone_function_is_the_nearest_one(ActivationFunction function, double fullScale)
    {
        Assert.True(function.IsMonotone);
        using LevelTables tables = Tables(Plan(function, fullScale, null));
        int different = 0;
        int last = int.MinValue;
        for (long z = -300_000; z <= 300_000; z += 7)
        {
            int level = tables.LevelOf(0, (int)z);
            Assert.Equal(Nearest(function, fullScale, z), level);
            different += level != last ? 1 : 0;
            last = level;
        }

        Assert.Equal(Nearest(function, fullScale, int.MinValue / 2), tables.LevelOf(0, int.MinValue));
        Assert.Equal(Nearest(function, fullScale, int.MaxValue / 2), tables.LevelOf(0, int.MaxValue));
        Assert.True(different >= 2);
    }

    /// <summary>Any other function is sampled over what was received: a step is off by a thirty-second level of the argument at most.</summary>
    [Theory]
    [InlineData(CurveKind.Gelu)]
    [InlineData(CurveKind.HardSwish)]
    [InlineData(CurveKind.Mish)]
    [InlineData(CurveKind.Abs)]
    [InlineData(CurveKind.Sin)]
    public void Levels_of_other_functions_are_those_of_a_near_argument(CurveKind kind)
    {
        var function = new Curve(kind);
        const double FullScale = 2;
        Assert.False(function.IsMonotone);
        int most = (int)(3 * Timesteps / Step);
        using LevelTables tables = Tables(Plan(function, FullScale, [(-most, most)]));
        int near = (int)(2.0 * most / (16 * 2 * Timesteps));
        for (int z = -most; z <= most; z += 11)
        {
            int level = tables.LevelOf(0, z);
            int[] around = [.. Enumerable.Range(-8, 17).Select(k => Nearest(function, FullScale, z + (k * near / 8.0)))];
            Assert.InRange(level, around.Min(), around.Max());
        }
    }

    [Fact]
    public void Values_that_are_no_numbers_and_neurons_that_are_never_active_have_level_zero()
    {
        using LevelTables tables = Tables(Plan(new Curve(CurveKind.Sqrt), 2, [(-5000, 90_000)]));
        Assert.Equal(0, tables.LevelOf(0, -4000));
        Assert.True(tables.LevelOf(0, 80_000) > 10);
        using LevelTables silent = Tables(Plan(new Curve(CurveKind.Sigmoid), 0, null));
        Assert.Equal((0, 0), (silent.Minimum, silent.Maximum));
    }

    /// <summary>A steep step beside flat ones, an argument that spans all integers: no table grows beyond its share of the memory.</summary>
    [Theory]
    [InlineData(1e-9)]
    [InlineData(1e-6)]
    [InlineData(1e3)]
    public void Tables_stay_small_at_any_scale(double step)
    {
        foreach (ActivationFunction function in new ActivationFunction[] { new LeakyRectifier([0.001f]), new Curve(CurveKind.Gelu), new Curve(CurveKind.Exp), new Curve(CurveKind.Reciprocal) })
        {
            NeuronPlan plan = Plan(function, 1, [(int.MinValue, int.MaxValue)]) with { Step = [step], Levels = 300 };
            LevelTable table = new Tabulation(plan, tables: 2000).Of(0, 0);
            Assert.InRange(table.Cells, 1, 4196);
        }
    }

    static int Nearest(ActivationFunction function, double fullScale, double received)
    {
        double level = Math.Round(function.Evaluate(received * Step / Timesteps, 0) * Timesteps / fullScale, MidpointRounding.AwayFromZero);
        return (int)Math.Clamp(level, -Timesteps, Timesteps);
    }

    static LevelTables Tables(NeuronPlan plan) => LevelIntegers.Of(plan).Tables;

    static NeuronPlan Plan(ActivationFunction function, double fullScale, (int Low, int High)[]? received) => new()
    {
        Name = "neurons",
        Shape = Shape.Flat(1),
        Projections = [],
        Function = function,
        FunctionChannel = _ => 0,
        Levels = Timesteps,
        KeepsTrainedLevels = false,
        FullScale = [fullScale],
        Received = received,
        Step = [Step],
        Bias = [0],
        Timesteps = Timesteps,
        Start = StartValue.Half,
        Integers = new IntegerRange("file", "node"),
    };
}
