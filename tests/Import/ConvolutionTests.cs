using Neuromorphic.Import.Layers;
using Neuromorphic.Import.Onnx.Schema;
using Neuromorphic.Import.Tests.Support;
using static Neuromorphic.Import.Tests.Support.ModelBuilder;

namespace Neuromorphic.Import.Tests;

public class ConvolutionTests
{
    static ConvolutionLayer Convolve(int[] sample, int[] weights, bool bias, params AttributeProto[] attributes)
    {
        ModelBuilder model = new ModelBuilder().Input(sample).Weights("w", weights).Weights("b", weights[0]);
        string[] inputs = bias ? ["x", "w", "b"] : ["x", "w"];
        LayerGraph graph = Agreement.Check(model.Node("Conv", "y", inputs, attributes).Build("y"));
        return Assert.IsType<ConvolutionLayer>(Assert.Single(graph.Layers));
    }

    [Fact]
    public void Plain()
    {
        ConvolutionLayer layer = Convolve([2, 5, 7], [3, 2, 3, 3], bias: true);
        Assert.Equal(new TensorShape(2, 5, 7), layer.InputShape);
        Assert.Equal(new TensorShape(3, 3, 5), layer.OutputShape);
        Assert.Equal(3 * 3 * 5 * 2 * 9, layer.Macs);
        Assert.Equal((3 * 2 * 9) + 3, layer.Parameters);
        Assert.Equal("Conv-y", layer.Name);
        Assert.Equal("Conv", layer.Operator);
        Assert.Equal(["x"], layer.Inputs);
        Assert.Equal("y", layer.Output);
    }

    [Fact]
    public void Without_bias()
    {
        ConvolutionLayer layer = Convolve([1, 4, 4], [2, 1, 2, 2], bias: false);
        Assert.Null(layer.Bias);
        Assert.Equal(8, layer.Parameters);
    }

    [Fact]
    public void Padding_counts_as_products()
    {
        ConvolutionLayer layer = Convolve([2, 8, 8], [4, 2, 3, 3], bias: true, Ints("pads", 1, 1, 1, 1));
        Assert.Equal(new TensorShape(4, 8, 8), layer.OutputShape);
        Assert.Equal(4 * 64 * 2 * 9, layer.Macs);
    }

    [Fact]
    public void Asymmetric_pads_and_unequal_strides()
    {
        ConvolutionLayer layer = Convolve([2, 6, 9], [3, 2, 3, 2], bias: true,
            Ints("pads", 2, 0, 1, 3), Ints("strides", 2, 3), Ints("kernel_shape", 3, 2));
        Assert.Equal(new Padding(2, 0, 1, 3), layer.Pads);
        Assert.Equal(new Extent(2, 3), layer.Strides);
        Assert.Equal(new TensorShape(3, 4, 4), layer.OutputShape);
    }

    [Fact]
    public void Pads_larger_than_the_kernel()
    {
        ConvolutionLayer layer = Convolve([1, 3, 3], [2, 1, 2, 2], bias: true,
            Ints("pads", 4, 5, 3, 4), Ints("strides", 1, 2));
        Assert.Equal(new TensorShape(2, 9, 6), layer.OutputShape);
    }

    [Fact]
    public void Dilations()
    {
        ConvolutionLayer layer = Convolve([2, 9, 9], [2, 2, 3, 2], bias: true,
            Ints("dilations", 2, 3), Ints("pads", 1, 1, 1, 1), Ints("strides", 1, 2));
        Assert.Equal(new TensorShape(2, 7, 4), layer.OutputShape);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Groups(int groups)
    {
        ConvolutionLayer layer = Convolve([4, 6, 6], [8, 4 / groups, 3, 3], bias: true,
            Int("group", groups), Ints("pads", 1, 1, 1, 1));
        Assert.Equal(groups, layer.Groups);
        Assert.Equal(8 * 36 * (4 / groups) * 9, layer.Macs);
    }

    [Theory]
    [InlineData("SAME_UPPER", 1, 2)]
    [InlineData("SAME_LOWER", 1, 2)]
    [InlineData("SAME_UPPER", 2, 3)]
    [InlineData("SAME_LOWER", 2, 3)]
    [InlineData("SAME_UPPER", 3, 2)]
    [InlineData("VALID", 2, 3)]
    [InlineData("NOTSET", 2, 3)]
    public void Automatic_pads(string mode, int stride, int kernel)
    {
        ConvolutionLayer layer = Convolve([2, 7, 8], [3, 2, kernel, kernel], bias: true,
            Text("auto_pad", mode), Ints("strides", stride, stride));
        if (mode.StartsWith("SAME", StringComparison.Ordinal))
        {
            Assert.Equal((7 + stride - 1) / stride, layer.OutputShape.Height);
            Assert.Equal((8 + stride - 1) / stride, layer.OutputShape.Width);
        }
        else
        {
            Assert.Equal(default, layer.Pads);
        }
    }

    [Fact]
    public void Automatic_pads_of_an_even_kernel_differ_between_upper_and_lower()
    {
        ConvolutionLayer upper = Convolve([1, 5, 5], [1, 1, 2, 2], bias: false, Text("auto_pad", "SAME_UPPER"));
        ConvolutionLayer lower = Convolve([1, 5, 5], [1, 1, 2, 2], bias: false, Text("auto_pad", "SAME_LOWER"));
        Assert.Equal(new Padding(0, 0, 1, 1), upper.Pads);
        Assert.Equal(new Padding(1, 1, 0, 0), lower.Pads);
    }

    [Theory]
    [InlineData("SAME_UPPER")]
    [InlineData("SAME_LOWER")]
    public void Automatic_pads_of_one_tap_with_stride_two_pad_nothing(string mode)
    {
        ConvolutionLayer layer = Convolve([2, 6, 7], [3, 2, 1, 1], bias: true, Text("auto_pad", mode), Ints("strides", 2, 2));
        Assert.Equal(default, layer.Pads);
        Assert.Equal(new TensorShape(3, 3, 4), layer.OutputShape);
    }

    [Fact]
    public void Over_a_sequence()
    {
        ConvolutionLayer layer = Convolve([3, 20], [4, 3, 5], bias: true,
            Ints("pads", 1, 2), Ints("strides", 2), Ints("dilations", 2));
        Assert.Equal(new TensorShape(3, 1, 20), layer.InputShape);
        Assert.Equal(new Extent(1, 5), layer.Kernel);
        Assert.Equal(new Padding(0, 1, 0, 2), layer.Pads);
        Assert.Equal(new TensorShape(4, 1, 8), layer.OutputShape);
        Assert.Equal(4 * 8 * 3 * 5, layer.Macs);
    }
}
