using Neuromorphic.Import.Layers;
using Neuromorphic.Import.Onnx.Schema;
using Neuromorphic.Import.Tests.Support;
using static Neuromorphic.Import.Tests.Support.ModelBuilder;

namespace Neuromorphic.Import.Tests;

public class PoolTests
{
    static Layer Pool(string type, int[] sample, params AttributeProto[] attributes) =>
        PoolAt(19, type, sample, attributes);

    static Layer PoolAt(int opset, string type, int[] sample, params AttributeProto[] attributes) =>
        Assert.Single(Agreement.Check(
            new ModelBuilder(opset).Input(sample).Node(type, "y", ["x"], attributes).Build("y")).Layers);

    [Theory]
    [InlineData("MaxPool")]
    [InlineData("AveragePool")]
    public void Plain(string type)
    {
        Layer layer = Pool(type, [2, 6, 8], Ints("kernel_shape", 2, 2), Ints("strides", 2, 2));
        Assert.Equal(new TensorShape(2, 3, 4), layer.OutputShape);
        Assert.Equal(0, layer.Macs);
        Assert.Equal(0, layer.Parameters);
    }

    [Theory]
    [InlineData("MaxPool")]
    [InlineData("AveragePool")]
    public void Strides_default_to_one(string type) =>
        Assert.Equal(new TensorShape(1, 4, 3), Pool(type, [1, 5, 5], Ints("kernel_shape", 2, 3)).OutputShape);

    [Theory]
    [InlineData("MaxPool", 5, 6, 2, 2, 0, 0)]
    [InlineData("MaxPool", 6, 7, 3, 2, 1, 0)]
    [InlineData("MaxPool", 7, 5, 3, 3, 1, 1)]
    [InlineData("MaxPool", 4, 5, 2, 3, 1, 1)]
    [InlineData("AveragePool", 5, 6, 2, 2, 0, 0)]
    [InlineData("AveragePool", 6, 7, 3, 2, 1, 0)]
    [InlineData("AveragePool", 7, 5, 3, 3, 1, 1)]
    [InlineData("AveragePool", 4, 5, 2, 3, 1, 1)]
    public void Ceil_mode(string type, int height, int width, int kernel, int stride, int begin, int end)
    {
        foreach ((int include, int opset) in (ReadOnlySpan<(int, int)>)[(0, 10), (1, 10), (0, 18), (1, 18), (0, 19), (1, 19), (0, 22), (1, 22)])
        {
            List<AttributeProto> attributes =
            [
                Ints("kernel_shape", kernel, kernel), Ints("strides", stride, stride), Int("ceil_mode", 1),
                Ints("pads", begin, begin, end, end),
            ];
            if (type == "AveragePool")
            {
                attributes.Add(Int("count_include_pad", include));
            }

            PoolAt(opset, type, [2, height, width], [.. attributes]);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Average_with_pads(int include)
    {
        Layer layer = Pool("AveragePool", [2, 5, 6], Ints("kernel_shape", 3, 2), Ints("strides", 2, 1),
            Ints("pads", 1, 0, 2, 1), Int("count_include_pad", include));
        Assert.Equal(include == 1, Assert.IsType<AveragePoolLayer>(layer).CountIncludePad);
    }

    [Fact]
    public void Maximum_with_pads_and_dilations()
    {
        Layer layer = Pool("MaxPool", [2, 9, 8], Ints("kernel_shape", 3, 2), Ints("strides", 2, 1),
            Ints("dilations", 2, 3), Ints("pads", 1, 0, 2, 1));
        Assert.Equal(new TensorShape(2, 4, 6), layer.OutputShape);
    }

    [Theory]
    [InlineData("MaxPool", "SAME_UPPER")]
    [InlineData("MaxPool", "SAME_LOWER")]
    [InlineData("MaxPool", "VALID")]
    [InlineData("AveragePool", "SAME_UPPER")]
    [InlineData("AveragePool", "SAME_LOWER")]
    [InlineData("AveragePool", "VALID")]
    public void Automatic_pads(string type, string mode)
    {
        Layer layer = Pool(type, [2, 7, 6], Text("auto_pad", mode), Ints("kernel_shape", 2, 3), Ints("strides", 2, 2));
        Assert.Equal(mode == "VALID" ? new TensorShape(2, 3, 2) : new TensorShape(2, 4, 3), layer.OutputShape);
    }

    [Theory]
    [InlineData("MaxPool")]
    [InlineData("AveragePool")]
    public void Over_a_sequence(string type) =>
        Assert.Equal(new TensorShape(3, 1, 5),
            Pool(type, [3, 10], Ints("kernel_shape", 3), Ints("strides", 2), Ints("pads", 1, 0)).OutputShape);

    [Theory]
    [InlineData("GlobalAveragePool")]
    [InlineData("GlobalMaxPool")]
    public void Over_the_whole_map(string type) =>
        Assert.Equal(new TensorShape(3, 1, 1), Pool(type, [3, 4, 5]).OutputShape);

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    public void Mean_over_rows_and_columns(int keep)
    {
        AveragePoolLayer layer = Assert.IsType<AveragePoolLayer>(
            PoolAt(13, "ReduceMean", [3, 4, 5], Ints("axes", -1, 2), Int("keepdims", keep)));
        Assert.Equal(new Extent(4, 5), layer.Kernel);
        Assert.Equal(new TensorShape(3, 1, 1), layer.OutputShape);
    }

    [Fact]
    public void Mean_with_axes_as_an_input()
    {
        byte[] model = new ModelBuilder(18).Input(3, 4, 5).Integers("axes", 2, 3)
            .Node("ReduceMean", "y", ["x", "axes"]).Build("y");
        Assert.IsType<AveragePoolLayer>(Assert.Single(Agreement.Check(model).Layers));
    }

    [Theory]
    [InlineData("ReduceMean", 1, 1)]
    [InlineData("ReduceMean", 3, 0)]
    [InlineData("ReduceSum", 1, 0)]
    public void Reduction_of_one_axis(string type, int axis, int keep)
    {
        byte[] model = new ModelBuilder(12).Input(3, 4, 5).Node(type, "y", ["x"], Ints("axes", axis), Int("keepdims", keep)).Build("y");
        Assert.IsType<LinearLayer>(Assert.Single(Agreement.Check(model).Layers));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Dilated_means(int includePad)
    {
        byte[] model = new ModelBuilder(19).Input(2, 7, 8).Node("AveragePool", "y", ["x"], Ints("kernel_shape", 2, 3),
            Ints("dilations", 2, 2), Ints("pads", 1, 0, 1, 2), Ints("strides", 2, 1), Int("count_include_pad", includePad)).Build("y");
        Assert.IsType<LinearLayer>(Assert.Single(Agreement.Check(model).Layers));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    public void Means_over_volumes(int includePad, int ceil)
    {
        byte[] model = new ModelBuilder(19).Input(2, 4, 5, 6).Node("AveragePool", "y", ["x"], Ints("kernel_shape", 2, 3, 2),
            Ints("pads", 1, 0, 1, 0, 2, 1), Ints("strides", 2, 2, 1), Int("count_include_pad", includePad), Int("ceil_mode", ceil)).Build("y");
        Agreement.Check(model);
        Agreement.Check(new ModelBuilder().Input(2, 4, 5, 6).Node("GlobalAveragePool", "y", ["x"]).Build("y"));
    }
}
