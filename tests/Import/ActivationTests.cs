using Neuromorphic.Import.Layers;
using Neuromorphic.Import.Lowering;
using Neuromorphic.Import.Tests.Support;
using static Neuromorphic.Import.Tests.Support.ModelBuilder;

namespace Neuromorphic.Import.Tests;

/// <summary>Functions of one element, as operators and as several nodes that write one.</summary>
public class ActivationTests
{
    static ActivationFunction Only(byte[] model) =>
        Assert.IsType<ActivationLayer>(Assert.Single(Agreement.Check(model).Layers)).Function;

    static ModelBuilder Map(int opset = 22) => new ModelBuilder(opset) { Proto = { IrVersion = 10 } }.Input(3, 4, 5);

    [Theory]
    [InlineData("Sigmoid")]
    [InlineData("Tanh")]
    [InlineData("Elu")]
    [InlineData("Celu")]
    [InlineData("Selu")]
    [InlineData("HardSigmoid")]
    [InlineData("HardSwish")]
    [InlineData("Gelu")]
    [InlineData("Mish")]
    [InlineData("Softplus")]
    [InlineData("Softsign")]
    [InlineData("Erf")]
    [InlineData("Exp")]
    [InlineData("Abs")]
    [InlineData("Sin")]
    [InlineData("Cos")]
    [InlineData("Atan")]
    public void Curves(string type)
    {
        byte[] model = Map().Node(type, "y", ["x"]).Build("y");
        Assert.Equal(type, Assert.IsType<Curve>(Only(model)).Name);
        Assert.Contains("settling neuron with a table", Assert.Single(Agreement.Lower(model).Coverage).Reason);
    }

    [Theory]
    [InlineData("Elu", "alpha", 0.7f)]
    [InlineData("Celu", "alpha", 2.5f)]
    [InlineData("Selu", "gamma", 1.5f)]
    [InlineData("Selu", "alpha", 0.5f)]
    [InlineData("HardSigmoid", "alpha", 0.4f)]
    [InlineData("HardSigmoid", "beta", 0.1f)]
    [InlineData("Shrink", "lambd", 0.9f)]
    [InlineData("Shrink", "bias", 0.25f)]
    [InlineData("LeakyRelu", "alpha", 0.3f)]
    [InlineData("LeakyRelu", "alpha", -0.3f)]
    [InlineData("ThresholdedRelu", "alpha", 0.5f)]
    public void Parameters(string type, string attribute, float value) =>
        Only(Map().Node(type, "y", ["x"], Real(attribute, value)).Build("y"));

    [Fact]
    public void Gelu_by_tanh() => Assert.Equal(CurveKind.GeluTanh,
        Assert.IsType<Curve>(Only(Map().Node("Gelu", "y", ["x"], Text("approximate", "tanh")).Build("y"))).Kind);

    [Theory]
    [InlineData(2f)]
    [InlineData(3f)]
    public void Powers(float exponent) => Only(Map().Floats("e", [], exponent).Node("Pow", "y", ["x", "e"]).Build("y"));

    [Fact]
    public void Roots_of_what_is_positive() => Assert.Equal(3, Agreement.Check(Map().Node("Abs", "a", ["x"])
        .Node("Sqrt", "s", ["a"]).Node("Exp", "y", ["s"]).Build("y")).Layers.Count);

    [Fact]
    public void Sign() => Assert.IsType<SignFunction>(Only(Map().Node("Sign", "y", ["x"]).Build("y")));

    [Theory]
    [InlineData("Greater", false)]
    [InlineData("Less", false)]
    [InlineData("Greater", true)]
    [InlineData("LessOrEqual", false)]
    [InlineData("GreaterOrEqual", true)]
    public void Thresholds(string type, bool constantFirst) => Assert.IsType<Heaviside>(Only(Map().Floats("t", [], 0.25f)
        .Node(type, "b", constantFirst ? ["t", "x"] : ["x", "t"]).Node("Cast", "y", ["b"], Int("to", 1)).Build("y")));

    [Theory]
    [InlineData(7)]
    [InlineData(9)]
    [InlineData(16)]
    public void PRelu_per_channel(int opset) => Assert.Equal(3, Assert.IsType<LeakyRectifier>(
        Only(Map(opset).Floats("s", [3, 1, 1], 0.1f, 0.5f, -0.25f).Node("PRelu", "y", ["x", "s"]).Build("y"))).Slopes.Count);

    [Fact]
    public void Clip_by_attributes() => Assert.Equal(new Rectifier(6),
        Only(Map(6 + 1).Node("Clip", "y", ["x"], Real("min", 0), Real("max", 6)).Build("y")));

    [Theory]
    [InlineData(0f, 1.5f, true)]
    [InlineData(-1f, 1f, false)]
    [InlineData(0.5f, 1.5f, false)]
    public void Clip_by_inputs(float low, float high, bool rectifies)
    {
        ActivationFunction function = Only(Map(13).Floats("l", [], low).Floats("h", [], high).Node("Clip", "y", ["x", "l", "h"]).Build("y"));
        Assert.Equal(rectifies ? new Rectifier(high) : new Clipping(low, high), function);
    }

    [Fact]
    public void Clip_with_one_limit()
    {
        Assert.Equal(new Clipping(double.NegativeInfinity, 1), Only(Map().Floats("h", [], 1).Node("Clip", "y", ["x", "", "h"]).Build("y")));
        Assert.Equal(new Rectifier(), Only(Map().Floats("l", [], 0).Node("Max", "y", ["x", "l"]).Build("y")));
        Assert.Equal(new Clipping(double.NegativeInfinity, 0.5), Only(Map().Floats("h", [], 0.5f).Node("Min", "y", ["h", "x"]).Build("y")));
    }

    [Fact]
    public void Silu() => Composite(Map().Node("Sigmoid", "s", ["x"]).Node("Mul", "y", ["x", "s"]), 1);

    [Fact]
    public void HardSwish_by_Clip() => Composite(Map().Floats("three", [], 3).Floats("zero", [], 0).Floats("six", [], 6)
        .Node("Add", "a", ["x", "three"]).Node("Clip", "c", ["a", "zero", "six"]).Node("Mul", "m", ["x", "c"])
        .Node("Div", "y", ["m", "six"]), 2);

    [Fact]
    public void HardSwish_by_HardSigmoid() => Composite(Map().Node("HardSigmoid", "h", ["x"], Real("alpha", 1 / 6f))
        .Node("Mul", "y", ["h", "x"]), 1);

    [Fact]
    public void Gelu_by_Erf() => Composite(Map().Floats("root", [], MathF.Sqrt(2)).Floats("one", [], 1).Floats("half", [], 0.5f)
        .Node("Div", "d", ["x", "root"]).Node("Erf", "e", ["d"]).Node("Add", "a", ["e", "one"])
        .Node("Mul", "m", ["x", "a"]).Node("Mul", "y", ["m", "half"]), 2);

    [Fact]
    public void Gelu_written_with_Tanh() => Composite(Map().Floats("c", [], 0.044715f).Floats("r", [], 0.7978846f).Floats("one", [], 1)
        .Floats("half", [], 0.5f).Floats("three", [], 3).Node("Pow", "p", ["x", "three"]).Node("Mul", "q", ["p", "c"])
        .Node("Add", "s", ["x", "q"]).Node("Mul", "t", ["s", "r"]).Node("Tanh", "h", ["t"]).Node("Add", "u", ["h", "one"])
        .Node("Mul", "v", ["x", "u"]).Node("Mul", "y", ["v", "half"]), 2);

    [Fact]
    public void Mish_written_with_Softplus() => Composite(Map().Node("Softplus", "p", ["x"]).Node("Tanh", "t", ["p"])
        .Node("Mul", "y", ["x", "t"]), 1);

    [Fact]
    public void Softsign_by_division() => Composite(Map().Floats("one", [], 1).Node("Abs", "a", ["x"]).Node("Add", "b", ["one", "a"])
        .Node("Div", "y", ["x", "b"]), 1);

    [Fact]
    public void Square() => Assert.Equal(new Curve(CurveKind.Pow, 2), Only(Map().Node("Mul", "y", ["x", "x"]).Build("y")));

    [Fact]
    public void Maximum_of_two_functions_of_a_value() => Composite(Map().Floats("s", [], 0.1f).Node("Mul", "m", ["x", "s"])
        .Node("Max", "y", ["x", "m"]), 1);

    [Fact]
    public void Choice_by_a_threshold() => Composite(Map().Floats("z", [], 0).Floats("s", [], -0.5f).Node("Greater", "g", ["x", "z"])
        .Node("Mul", "m", ["x", "s"]).Node("Where", "y", ["g", "x", "m"]), 1);

    [Fact]
    public void A_function_of_several_nodes_leaves_what_others_read()
    {
        byte[] model = Map().Node("Sigmoid", "s", ["x"]).Node("Mul", "m", ["x", "s"]).Node("Add", "y", ["m", "s"]).Build("y");
        Assert.Equal(["s", "m", "y"], Agreement.Check(model).Layers.Select(layer => layer.Output));
    }

    [Fact]
    public void Nodes_of_a_function_are_accounted_for()
    {
        byte[] model = Map().Node("Sigmoid", "s", ["x"]).Node("Mul", "y", ["x", "s"]).Build("y");
        IReadOnlyList<CoverageEntry> coverage = Agreement.Lower(model).Coverage;
        Assert.Equal([Treatment.Folded, Treatment.Converted], coverage.Select(entry => entry.Treatment));
        Assert.Contains("ends with Mul 'Mul-y'", coverage[0].Reason);
    }

    static void Composite(ModelBuilder model, int layers)
    {
        LayerGraph graph = Agreement.Check(model.Build("y"));
        Assert.Equal(layers, graph.Layers.Count);
        Assert.IsType<CompositeFunction>(Assert.IsType<ActivationLayer>(graph.Layers[0]).Function);
    }
}
