using Neuromorphic.Import.Layers;
using Neuromorphic.Import.Onnx;
using Neuromorphic.Import.Onnx.Schema;
using Neuromorphic.Import.Tests.Support;
using static Neuromorphic.Import.Tests.Support.ModelBuilder;

namespace Neuromorphic.Import.Tests;

public class GraphTests
{
    [Fact]
    public void Facts_about_a_model()
    {
        string path = Path.Combine(AppContext.BaseDirectory, "Data", "digits-cnn.onnx");
        OnnxGraph graph = OnnxGraph.Load(path);
        string expected = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)));
        Assert.Equal(expected, graph.Sha256);
        Assert.Equal(path, graph.File);
        Assert.Equal(12, graph.Opset);
        Assert.Equal(6, graph.Nodes.Count);
        Assert.Equal(6586, graph.Parameters);
        Assert.Equal("input", graph.Input.Name);
        Assert.Equal(1, graph.Input.FixedBatch);
        Assert.Equal([1, 8, 8], graph.Input.SampleDims);
        Assert.Equal(["logits"], graph.Outputs);
    }

    public static TheoryData<int> Opsets => [.. Enumerable.Range(7, 16)];

    [Theory]
    [MemberData(nameof(Opsets))]
    public void A_convolutional_network_of_every_opset(int opset)
    {
        ModelBuilder model = new ModelBuilder(opset).Input(1, 6, 6).Weights("w", 2, 1, 3, 3).Weights("b", 2).Weights("d", 8, 3)
            .Weights("e", 3).Integers("s", 0, -1)
            .Node("Conv", "c", ["x", "w", "b"], Ints("pads", 1, 1, 1, 1)).Node("Relu", "r", ["c"])
            .Node("MaxPool", "m", ["r"], Ints("kernel_shape", 3, 3), Ints("strides", 3, 3)).Node("Dropout", "o", ["m"])
            .Node("Reshape", "f", ["o", "s"]).Node("Gemm", "y", ["f", "d", "e"]);
        model.Proto.IrVersion = opset < 21 ? 8 : 10;
        Assert.Equal(5, Agreement.Check(model.Build("y")).Layers.Count);
    }

    [Fact]
    public void Nodes_in_reverse_order_are_sorted()
    {
        ModelBuilder model = new ModelBuilder().Input(4).Weights("w", 4, 3)
            .Node("Relu", "y", ["b"]).Node("MatMul", "b", ["a", "w"]).Node("Relu", "a", ["x"]);
        OnnxGraph graph = OnnxGraph.Parse(model.Build("y"), "m");
        Assert.Equal(["a", "b", "y"], graph.Nodes.Select(node => node.Outputs[0]));
    }

    [Fact]
    public void Initializers_listed_as_inputs_are_constants()
    {
        ModelBuilder model = new ModelBuilder(8).Input(4).InputNamed("w", 4, 3).Weights("w", 4, 3)
            .Node("MatMul", "y", ["x", "w"]);
        model.Proto.IrVersion = 3;
        Assert.Equal(12, Agreement.Check(model.Build("y")).Parameters);
    }

    [Fact]
    public void Open_dimensions_take_the_sample_shape()
    {
        byte[] model = new ModelBuilder().Input(2, 0, 0).Weights("w", 3, 2, 3, 3).Node("Conv", "y", ["x", "w"]).Build("y");
        LayerGraph graph = Agreement.Check(model, [2, 5, 6]);
        Assert.Equal(new TensorShape(2, 5, 6), graph.InputShape);
        Assert.Equal(new TensorShape(3, 3, 4), graph.Layers[0].OutputShape);
    }

    [Fact]
    public void Input_without_a_shape_takes_the_sample_shape()
    {
        ModelBuilder model = new ModelBuilder().Input(2).Node("Relu", "y", ["x"]);
        model.Graph.Input[0].Type.TensorType.Shape = null;
        Assert.Equal([2, 3, 4], OnnxGraph.Parse(model.Build("y"), "m", [2, 3, 4]).Input.SampleDims);
    }

    [Theory]
    [InlineData(OnnxElementType.Float32)]
    [InlineData(OnnxElementType.Float64)]
    [InlineData(OnnxElementType.Float16)]
    [InlineData(OnnxElementType.BFloat16)]
    [InlineData(OnnxElementType.Int8)]
    [InlineData(OnnxElementType.UInt8)]
    [InlineData(OnnxElementType.Int16)]
    [InlineData(OnnxElementType.UInt16)]
    [InlineData(OnnxElementType.Int32)]
    [InlineData(OnnxElementType.UInt32)]
    [InlineData(OnnxElementType.Int64)]
    [InlineData(OnnxElementType.UInt64)]
    [InlineData(OnnxElementType.Boolean)]
    public void Elements_read_alike_from_bytes_and_from_fields(OnnxElementType type)
    {
        TensorProto raw = new() { Name = "raw", DataType = (int)type };
        TensorProto typed = new() { Name = "typed", DataType = (int)type };
        raw.Dims.Add(2);
        typed.Dims.Add(2);
        byte[] bytes = type switch
        {
            OnnxElementType.Float32 => [.. BitConverter.GetBytes(0f), .. BitConverter.GetBytes(1f)],
            OnnxElementType.Float64 => [.. BitConverter.GetBytes(0d), .. BitConverter.GetBytes(1d)],
            OnnxElementType.Float16 => [0, 0, 0, 0x3C],
            OnnxElementType.BFloat16 => [0, 0, 0x80, 0x3F],
            OnnxElementType.Int8 or OnnxElementType.UInt8 or OnnxElementType.Boolean => [0, 1],
            OnnxElementType.Int16 or OnnxElementType.UInt16 => [0, 0, 1, 0],
            OnnxElementType.Int32 or OnnxElementType.UInt32 => [0, 0, 0, 0, 1, 0, 0, 0],
            _ => [0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0],
        };
        raw.RawData = Google.Protobuf.ByteString.CopyFrom(bytes);
        switch (type)
        {
            case OnnxElementType.Float32:
                typed.FloatData.Add([0, 1]);
                break;
            case OnnxElementType.Float64:
                typed.DoubleData.Add([0, 1]);
                break;
            case OnnxElementType.Float16:
                typed.Int32Data.Add([0, 0x3C00]);
                break;
            case OnnxElementType.BFloat16:
                typed.Int32Data.Add([0, 0x3F80]);
                break;
            case OnnxElementType.Int64:
                typed.Int64Data.Add([0, 1]);
                break;
            case OnnxElementType.UInt32 or OnnxElementType.UInt64:
                typed.Uint64Data.Add([0, 1]);
                break;
            default:
                typed.Int32Data.Add([0, 1]);
                break;
        }

        ModelBuilder model = new ModelBuilder().Input(2).Node("Relu", "y", ["x"]);
        model.Graph.Initializer.Add(raw);
        model.Graph.Initializer.Add(typed);
        OnnxGraph graph = OnnxGraph.Parse(model.Build("y"), "m");
        foreach (string name in (string[])["raw", "typed"])
        {
            OnnxTensor tensor = graph.Initializers[name];
            Assert.Equal(type, tensor.ElementType);
            Assert.Equal(2, tensor.Count);
            Assert.Equal(tensor.IsFloat ? [0, 1] : [], tensor.Floats.ToArray());
            Assert.Equal(tensor.IsFloat ? [] : [0, 1], tensor.Integers.ToArray());
        }
    }

    [Theory]
    [InlineData(OnnxElementType.Float16)]
    [InlineData(OnnxElementType.Float64)]
    public void Weights_of_another_width_fold_through_Cast(OnnxElementType type)
    {
        TensorProto tensor = new() { Name = "h", DataType = (int)type };
        tensor.Dims.Add([2, 1]);
        tensor.RawData = Google.Protobuf.ByteString.CopyFrom(type == OnnxElementType.Float16
            ? [0, 0x3C, 0, 0xC0]
            : [.. BitConverter.GetBytes(1d), .. BitConverter.GetBytes(-2d)]);
        ModelBuilder model = new ModelBuilder().Input(2).Node("Cast", "w", ["h"], Int("to", 1))
            .Node("MatMul", "y", ["x", "w"]);
        model.Graph.Initializer.Add(tensor);
        DenseLayer layer = Assert.IsType<DenseLayer>(Assert.Single(Agreement.Check(model.Build("y")).Layers));
        Assert.Equal([1, -2], layer.Weights);
    }
}
