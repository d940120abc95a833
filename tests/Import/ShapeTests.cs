using Neuromorphic.Import.Layers;
using Neuromorphic.Import.Tests.Support;
using static Neuromorphic.Import.Tests.Support.ModelBuilder;

namespace Neuromorphic.Import.Tests;

public class ShapeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(-3)]
    public void Flatten(int axis)
    {
        byte[] model = new ModelBuilder().Input(2, 3, 4).Node("Flatten", "y", ["x"], Int("axis", axis)).Build("y");
        Layer layer = Assert.Single(Agreement.Check(model).Layers);
        Assert.IsType<ReshapeLayer>(layer);
        Assert.Equal(new TensorShape(24, 1, 1), layer.OutputShape);
    }

    [Fact]
    public void Flatten_keeps_the_order_of_channels_rows_columns()
    {
        byte[] model = new ModelBuilder().Input(2, 3, 4).Weights("w", 24, 5)
            .Node("Flatten", "f", ["x"]).Node("MatMul", "y", ["f", "w"]).Build("y");
        Assert.Equal(5, Agreement.Check(model).Classes);
    }

    [Theory]
    [InlineData(new long[] { 0, -1 }, 24, 1, 1)]
    [InlineData(new long[] { -1, 24 }, 24, 1, 1)]
    [InlineData(new long[] { 0, 24 }, 24, 1, 1)]
    [InlineData(new long[] { 0, 4, 6 }, 4, 1, 6)]
    [InlineData(new long[] { 0, 3, -1, 4 }, 3, 2, 4)]
    [InlineData(new long[] { -1, 0, 12 }, 2, 1, 12)]
    public void Reshape(long[] shape, int channels, int height, int width)
    {
        byte[] model = new ModelBuilder().Input(2, 3, 4).Integers("s", shape).Node("Reshape", "y", ["x", "s"]).Build("y");
        Assert.Equal(new TensorShape(channels, height, width), Agreement.Check(model).Layers[0].OutputShape);
    }

    [Fact]
    public void Reshape_to_a_fixed_batch()
    {
        byte[] model = new ModelBuilder().InputNamed("x", 1, 2, 3, 4).Integers("s", 1, 24)
            .Node("Reshape", "y", ["x", "s"]).Build("y");
        Assert.Equal(24, Agreement.Check(model).Classes);
    }

    [Fact]
    public void Reshape_by_a_folded_shape()
    {
        ModelBuilder model = new ModelBuilder().Input(2, 3, 4);
        Onnx.Schema.AttributeProto shape = Ints("value_ints", 0, 24);
        model.Node("Constant", "c", [], shape).Node("Identity", "s", ["c"]).Node("Reshape", "y", ["x", "s"]);
        byte[] bytes = model.Build("y");
        Assert.Equal(24, Agreement.Check(bytes).Classes);
        Assert.Equal(3, Agreement.Lower(bytes).Coverage.Count);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(13)]
    public void Squeeze_and_Unsqueeze(int opset)
    {
        ModelBuilder model = new ModelBuilder(opset).Input(5, 1, 1).Weights("w", 5, 5);
        if (opset < 13)
        {
            model.Node("Squeeze", "s", ["x"], Ints("axes", 2, -1)).Node("MatMul", "m", ["s", "w"])
                .Node("Unsqueeze", "y", ["m"], Ints("axes", 2, 3));
        }
        else
        {
            model.Integers("a", 2, -1).Integers("b", 2, 3).Node("Squeeze", "s", ["x", "a"])
                .Node("MatMul", "m", ["s", "w"]).Node("Unsqueeze", "y", ["m", "b"]);
        }

        LayerGraph graph = Agreement.Check(model.Build("y"));
        Assert.Equal(3, graph.Layers.Count);
        Assert.IsType<DenseLayer>(graph.Layers[1]);
    }

    [Theory]
    [InlineData(9)]
    [InlineData(13)]
    public void Pad(int opset)
    {
        ModelBuilder model = new ModelBuilder(opset).Input(2, 3, 4);
        if (opset < 11)
        {
            model.Node("Pad", "y", ["x"], Ints("pads", 0, 0, 1, 0, 0, 0, 2, 3), Real("value", 0));
        }
        else
        {
            model.Integers("p", 0, 0, 1, 0, 0, 0, 2, 3).Node("Pad", "y", ["x", "p"], Text("mode", "constant"));
        }

        PadLayer layer = Assert.IsType<PadLayer>(Assert.Single(Agreement.Check(model.Build("y")).Layers));
        Assert.Equal(new Padding(1, 0, 2, 3), layer.Pads);
        Assert.Equal(new TensorShape(2, 6, 7), layer.OutputShape);
    }

    [Fact]
    public void Pad_with_axes()
    {
        byte[] model = new ModelBuilder(18).Input(2, 3, 4).Integers("p", 1, 2).Integers("a", -1).Floats("v", [], 0)
            .Node("Pad", "y", ["x", "p", "v", "a"]).Build("y");
        Assert.Equal(new Padding(0, 1, 0, 2), Assert.IsType<PadLayer>(Agreement.Check(model).Layers[0]).Pads);
    }

    [Fact]
    public void Nodes_that_do_nothing_disappear()
    {
        byte[] model = new ModelBuilder().Input(2, 3, 4).Integers("p", 0, 0, 0, 0, 0, 0, 0, 0)
            .Node("Identity", "i", ["x"]).Node("Pad", "p0", ["i", "p"]).Node("Dropout", "d", ["p0"])
            .Node("Relu", "r", ["d"]).Node("Identity", "y", ["r"]).Build("y");
        Layer layer = Assert.Single(Agreement.Check(model).Layers);
        Assert.Equal(["x"], layer.Inputs);
        Assert.Equal("r", layer.Output);
        Assert.Equal(5, Agreement.Lower(model).Coverage.Count);
    }

    [Theory]
    [InlineData("Softmax", 11)]
    [InlineData("Softmax", 13)]
    [InlineData("LogSoftmax", 13)]
    public void Final_Softmax(string type, int opset)
    {
        byte[] model = new ModelBuilder(opset).Input(6).Weights("w", 6, 4).Node("MatMul", "m", ["x", "w"])
            .Node(type, "s", ["m"]).Node("Identity", "y", ["s"]).Build("y");
        LayerGraph graph = Agreement.Check(model);
        Assert.Equal(type == "LogSoftmax", Assert.IsType<SoftmaxLayer>(graph.Layers[1]).Logarithm);
    }
}
