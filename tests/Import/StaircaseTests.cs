using Neuromorphic.Import.Layers;
using Neuromorphic.Import.Lowering;
using Neuromorphic.Import.Onnx;
using Neuromorphic.Import.Tests.Support;
using static Neuromorphic.Import.Tests.Support.ModelBuilder;

namespace Neuromorphic.Import.Tests;

/// <summary>Quantised activations and quantised models.</summary>
public class StaircaseTests
{
    static Staircase Only(byte[] model) =>
        Assert.IsType<Staircase>(Assert.IsType<ActivationLayer>(Assert.Single(Agreement.Check(model).Layers)).Function);

    static ModelBuilder Map() => new ModelBuilder(17).Input(2, 5, 6);

    // λ · clip(⌊x·4/λ + ½⌋ / 4, 0, 1) with λ = 1.5.
    static ModelBuilder Qcfs() => Map().Floats("a", [], 4 / 1.5f).Floats("b", [], 0.5f).Floats("four", [], 4)
        .Floats("zero", [], 0).Floats("one", [], 1).Floats("lambda", [], 1.5f);

    [Fact]
    public void Floor_with_limits_behind_it()
    {
        byte[] model = Qcfs().Node("Mul", "m", ["x", "a"]).Node("Add", "p", ["m", "b"]).Node("Floor", "f", ["p"])
            .Node("Div", "d", ["f", "four"]).Node("Clip", "c", ["d", "zero", "one"]).Node("Mul", "y", ["c", "lambda"]).Build("y");
        Staircase stairs = Only(model);
        Assert.Equal((0.0, 4.0), (stairs.Lowest, stairs.Highest));
        Assert.Equal((0.5, StaircaseRounding.Down), (stairs.Shift, stairs.Rounding));
        Assert.Equal(0.375, stairs.Step, 1e-6);
        Assert.Equal(0.375, stairs.OutputStep, 1e-6);
        IReadOnlyList<CoverageEntry> coverage = Agreement.Lower(model).Coverage;
        Assert.All(coverage.SkipLast(1), entry => Assert.Contains("ends with Mul 'Mul-y'", entry.Reason));
        Assert.Equal(Treatment.Converted, coverage[^1].Treatment);
        Assert.Contains("up to 4 spikes", coverage[^1].Reason);
    }

    [Fact]
    public void Round_with_limits_before_it()
    {
        Staircase stairs = Only(Qcfs().Node("Clip", "c", ["x", "zero", "one"]).Node("Mul", "m", ["c", "four"])
            .Node("Round", "r", ["m"]).Node("Div", "y", ["r", "four"]).Build("y"));
        Assert.Equal((0.0, 4.0, 4.0), (stairs.Lowest, stairs.Highest, stairs.Levels));
    }

    [Fact]
    public void A_shift_before_a_factor()
    {
        Staircase stairs = Only(Qcfs().Node("Sub", "s", ["x", "b"]).Node("Mul", "m", ["s", "a"]).Node("Floor", "y", ["m"]).Build("y"));
        Assert.Equal(-0.5 * 4 / 1.5, stairs.Shift, 1e-6);
    }

    [Fact]
    public void Relu_before_a_rounding_sets_the_lowest_stair()
    {
        Staircase stairs = Only(Qcfs().Node("Relu", "r", ["x"]).Node("Mul", "m", ["r", "a"]).Node("Ceil", "y", ["m"]).Build("y"));
        Assert.Equal((0.0, double.PositiveInfinity), (stairs.Lowest, stairs.Highest));
    }

    [Fact]
    public void A_limit_that_is_no_stair_stays_a_function_of_its_own() =>
        Assert.Equal(2, Agreement.Check(Map().Floats("l", [], -0.5f).Floats("h", [], 0.7f).Node("Floor", "f", ["x"])
            .Node("Clip", "y", ["f", "l", "h"]).Build("y")).Layers.Count);

    [Fact]
    public void A_rounding_that_others_read_is_not_taken_in() =>
        Assert.Equal(3, Agreement.Check(Qcfs().Node("Floor", "f", ["x"]).Node("Mul", "m", ["f", "a"])
            .Node("Add", "y", ["m", "f"]).Build("y")).Layers.Count);

    [Theory]
    [InlineData(OnnxElementType.UInt8, 0, 0, 255)]
    [InlineData(OnnxElementType.UInt8, 131, -131, 124)]
    [InlineData(OnnxElementType.Int8, -7, -121, 134)]
    public void QuantizeLinear_with_DequantizeLinear(OnnxElementType type, int zero, double lowest, double highest)
    {
        ModelBuilder model = Map().Floats("s", [], 0.011f).Whole("z", type, [], zero)
            .Node("QuantizeLinear", "q", ["x", "s", "z"]).Node("DequantizeLinear", "y", ["q", "s", "z"]);
        Staircase stairs = Only(model.Build("y"));
        Assert.Equal((lowest, highest, 0.0), (stairs.Lowest, stairs.Highest, stairs.OutputOffset));
    }

    [Fact]
    public void Relu_before_QuantizeLinear_is_part_of_it() =>
        Assert.Equal(0, Only(Map().Floats("s", [], 0.02f).Whole("z", OnnxElementType.Int8, [], 3).Node("Relu", "r", ["x"])
            .Node("QuantizeLinear", "q", ["r", "s", "z"]).Node("DequantizeLinear", "y", ["q", "s", "z"]).Build("y")).Lowest);

    [Fact]
    public void Quantised_weights_and_pools()
    {
        LayerGraph graph = Agreement.Check(Map().Floats("s", [], 0.02f).Whole("z", OnnxElementType.UInt8, [], 0)
            .Floats("ws", [3], 0.01f, 0.02f, 0.03f).Whole("wz", OnnxElementType.Int8, [3], 0, 0, 0)
            .Whole("wq", OnnxElementType.Int8, [3, 2, 1, 2], 5, -7, 9, 100, -128, 127, 3, 4, 1, 2, 3, 4)
            .Node("QuantizeLinear", "q", ["x", "s", "z"]).Node("MaxPool", "m", ["q"], Ints("kernel_shape", 2, 2))
            .Node("DequantizeLinear", "d", ["m", "s", "z"])
            .Node("DequantizeLinear", "w", ["wq", "ws", "wz"], Int("axis", 0)).Node("Conv", "y", ["d", "w"]).Build("y"));
        Assert.Equal(4, graph.Layers.Count);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(9, 3)]
    public void QLinearConv(int inputZero, int weightZero)
    {
        LayerGraph graph = Agreement.Check(Map().Floats("s", [], 0.02f).Whole("z", OnnxElementType.UInt8, [], inputZero)
            .Floats("ws", [], 0.02f).Whole("wz", OnnxElementType.Int8, [], weightZero).Floats("ys", [], 0.05f)
            .Whole("yz", OnnxElementType.UInt8, [], 12).Whole("b", OnnxElementType.Int32, [2], 100, -200)
            .Whole("w", OnnxElementType.Int8, [2, 2, 1, 2], 5, -7, 9, 100, -128, 127, 3, 4)
            .Node("QuantizeLinear", "q", ["x", "s", "z"])
            .Node("QLinearConv", "c", ["q", "s", "z", "w", "ws", "wz", "ys", "yz", "b"], Ints("pads", 0, 1, 0, 1))
            .Node("DequantizeLinear", "y", ["c", "ys", "yz"]).Build("y"));
        Assert.Equal(inputZero == 0 ? 1 : 2, graph.Layers.Count(layer => layer.IsInner));
        Assert.IsType<Staircase>(Assert.IsType<ActivationLayer>(graph.Layers[^1]).Function);
    }

    [Fact]
    public void QLinearMatMul() => Agreement.Check(new ModelBuilder().Input(4).Floats("s", [], 0.02f)
        .Whole("z", OnnxElementType.UInt8, [], 100).Floats("ws", [], 0.02f).Whole("wz", OnnxElementType.Int8, [], 2)
        .Floats("ys", [], 0.05f).Whole("yz", OnnxElementType.UInt8, [], 120)
        .Whole("w", OnnxElementType.Int8, [4, 2], 5, -7, 9, 100, -128, 127, 3, 4)
        .Node("QuantizeLinear", "q", ["x", "s", "z"]).Node("QLinearMatMul", "c", ["q", "s", "z", "w", "ws", "wz", "ys", "yz"])
        .Node("DequantizeLinear", "y", ["c", "ys", "yz"]).Build("y"));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Integer_products(bool convolution)
    {
        ModelBuilder model = (convolution ? Map() : new ModelBuilder().Input(4)).Floats("s", [], 0.02f)
            .Whole("z", OnnxElementType.UInt8, [], 100).Whole("wz", OnnxElementType.UInt8, [], 7)
            .Whole("w", OnnxElementType.UInt8, convolution ? [2, 2, 1, 2] : [4, 2], 5, 7, 9, 100, 255, 127, 3, 4)
            .Node("QuantizeLinear", "q", ["x", "s", "z"])
            .Node(convolution ? "ConvInteger" : "MatMulInteger", "c", ["q", "w", "z", "wz"])
            .Node("Cast", "f", ["c"], Int("to", 1)).Node("Mul", "y", ["f", "s"]);
        Agreement.Check(model.Build("y"));
    }

    [Fact]
    public void A_scale_per_channel_of_an_activation_is_refused() =>
        Assert.Contains("scale per channel", Assert.Single(Agreement.Lower(Map().Floats("s", [2], 0.1f, 0.2f)
            .Whole("z", OnnxElementType.UInt8, [2], 0, 0).Node("QuantizeLinear", "q", ["x", "s", "z"], Int("axis", 1))
            .Node("DequantizeLinear", "y", ["q", "s", "z"], Int("axis", 1)).Build("y")).Refused).Reason);
}
