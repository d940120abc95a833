using Neuromorphic.Import.Layers;
using Neuromorphic.Import.Onnx.Schema;
using Neuromorphic.Import.Tests.Support;
using static Neuromorphic.Import.Tests.Support.ModelBuilder;

namespace Neuromorphic.Import.Tests;

/// <summary>Weighted sums whose synapses are listed one by one.</summary>
public class ExplicitTests
{
    static LinearLayer Transposed(int[] sample, int[] weights, params AttributeProto[] attributes)
    {
        int groups = (int)(attributes.FirstOrDefault(attribute => attribute.Name == "group")?.I ?? 1);
        byte[] model = new ModelBuilder().Input(sample).Weights("w", weights).Weights("b", weights[1] * groups)
            .Node("ConvTranspose", "y", ["x", "w", "b"], attributes).Build("y");
        return Assert.IsType<LinearLayer>(Assert.Single(Agreement.Check(model).Layers));
    }

    [Fact]
    public void Transposed_convolutions()
    {
        Assert.Equal(new TensorShape(3, 6, 7), Transposed([2, 4, 5], [2, 3, 3, 3]).OutputShape);
        LinearLayer strided = Transposed([2, 4, 5], [2, 3, 3, 2], Ints("strides", 2, 3), Ints("pads", 1, 0, 0, 1), Ints("output_padding", 1, 2));
        Assert.Equal(new TensorShape(3, 9, 15), strided.OutputShape);
        Assert.Equal(4 * 5 * 2 * 3 * 3 * 2, strided.Macs);
        Transposed([4, 3, 4], [4, 2, 2, 3], Int("group", 2), Ints("dilations", 2, 1));
        Transposed([2, 7], [2, 3, 4], Ints("strides", 2));
        Transposed([2, 2, 3, 2], [2, 2, 2, 2, 3], Ints("strides", 1, 2, 2));
    }

    [Theory]
    [InlineData("SAME_UPPER")]
    [InlineData("SAME_LOWER")]
    public void Transposed_convolution_with_automatic_pads(string mode)
    {
        Transposed([2, 4, 5], [2, 3, 3, 4], Text("auto_pad", mode), Ints("strides", 2, 2));
        Transposed([2, 4, 5], [2, 3, 4, 3], Text("auto_pad", mode), Ints("strides", 1, 1));
    }

    [Fact]
    public void Transposed_convolution_to_a_given_shape()
    {
        Transposed([2, 4, 5], [2, 3, 3, 3], Ints("output_shape", 9, 12), Ints("strides", 2, 2));
        Transposed([2, 4, 5], [2, 3, 3, 3], Ints("output_shape", 8, 10), Ints("strides", 2, 2));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Volumes(int groups)
    {
        byte[] model = new ModelBuilder().Input(2, 4, 5, 6).Weights("w", 4, 2 / groups, 2, 3, 2).Weights("b", 4)
            .Node("Conv", "y", ["x", "w", "b"], Int("group", groups), Ints("pads", 1, 0, 1, 0, 2, 1), Ints("strides", 1, 2, 1),
                Ints("dilations", 2, 1, 1)).Build("y");
        LinearLayer layer = Assert.IsType<LinearLayer>(Assert.Single(Agreement.Check(model).Layers));
        Assert.Equal((long)layer.OutputShape.Count * (2 / groups) * 12, layer.Macs);
    }

    [Fact]
    public void MatMul_at_every_position()
    {
        Check(new ModelBuilder().Input(3, 4).Weights("w", 4, 2).Node("MatMul", "y", ["x", "w"]));
        Check(new ModelBuilder().Input(3, 4).Weights("w", 5, 3).Node("MatMul", "y", ["w", "x"]));
        Check(new ModelBuilder().Input(2, 3, 4).Weights("w", 2, 4, 5).Node("MatMul", "y", ["x", "w"]));
        Check(new ModelBuilder().Input(1, 3, 4).Weights("w", 1, 2, 2, 3).Node("MatMul", "y", ["w", "x"]));
        static void Check(ModelBuilder model) => Assert.IsType<LinearLayer>(Assert.Single(Agreement.Check(model.Build("y")).Layers));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    public void Running_sums(int exclusive, int reverse) => Agreement.Check(new ModelBuilder().Input(3, 5).Integers("a", 2)
        .Node("CumSum", "y", ["x", "a"], Int("exclusive", exclusive), Int("reverse", reverse)).Build("y"));
}
