using Google.Protobuf;
using Neuromorphic.Import.Onnx;
using Neuromorphic.Import.Onnx.Schema;
using Kind = Neuromorphic.Import.Onnx.Schema.AttributeProto.Types.AttributeType;

namespace Neuromorphic.Import.Tests.Support;

/// <summary>Writes small ONNX models. The protobuf message stays open to tests that want to damage it.</summary>
sealed class ModelBuilder
{
    readonly Random _random = new(20261124);

    public ModelBuilder(int opset = 17)
    {
        Proto = new ModelProto { IrVersion = 8, Graph = new GraphProto { Name = "test" } };
        Proto.OpsetImport.Add(new OperatorSetIdProto { Domain = "", Version = opset });
    }

    public ModelProto Proto { get; }

    public GraphProto Graph => Proto.Graph;

    /// <summary>An input with an open batch and the given dimensions of a sample.</summary>
    public ModelBuilder Input(params int[] sample) => InputNamed("x", 0, sample);

    /// <summary>An input; batch 0 leaves the batch open, a dimension 0 any other.</summary>
    public ModelBuilder InputNamed(string name, int batch, params int[] sample)
    {
        TensorShapeProto shape = new();
        foreach (int dim in (int[])[batch, .. sample])
        {
            shape.Dim.Add(dim == 0
                ? new TensorShapeProto.Types.Dimension { DimParam = "open" }
                : new TensorShapeProto.Types.Dimension { DimValue = dim });
        }

        Graph.Input.Add(new ValueInfoProto
        {
            Name = name,
            Type = new TypeProto { TensorType = new() { ElemType = (int)OnnxElementType.Float32, Shape = shape } },
        });
        return this;
    }

    /// <summary>A float initializer of seeded random weights between -1 and 1.</summary>
    public ModelBuilder Weights(string name, params int[] dims)
    {
        int count = dims.Aggregate(1, (product, dim) => product * dim);
        return Floats(name, dims, [.. Enumerable.Range(0, count).Select(_ => (float)((_random.NextDouble() * 2) - 1))]);
    }

    public ModelBuilder Floats(string name, int[] dims, params float[] values)
    {
        Graph.Initializer.Add(FloatTensor(name, dims, values));
        return this;
    }

    public ModelBuilder Integers(string name, params long[] values)
    {
        TensorProto tensor = new() { Name = name, DataType = (int)OnnxElementType.Int64 };
        tensor.Dims.Add(values.Length);
        tensor.Int64Data.Add(values);
        Graph.Initializer.Add(tensor);
        return this;
    }

    /// <summary>An initializer of 8- or 32-bit integers.</summary>
    public ModelBuilder Whole(string name, OnnxElementType type, int[] dims, params int[] values)
    {
        TensorProto tensor = new() { Name = name, DataType = (int)type };
        tensor.Dims.Add(dims.Select(dim => (long)dim));
        tensor.Int32Data.Add(values);
        Graph.Initializer.Add(tensor);
        return this;
    }

    /// <summary>A node with several outputs.</summary>
    public ModelBuilder Nodes(string type, string[] outputs, string[] inputs, params AttributeProto[] attributes)
    {
        Node(type, outputs[0], inputs, attributes);
        Graph.Node[^1].Output.Add(outputs[1..]);
        return this;
    }

    /// <summary>A node that reads the given values and makes the value of its name.</summary>
    public ModelBuilder Node(string type, string output, string[] inputs, params AttributeProto[] attributes)
    {
        NodeProto node = new() { OpType = type, Name = $"{type}-{output}" };
        node.Input.Add(inputs);
        node.Output.Add(output);
        node.Attribute.Add(attributes);
        Graph.Node.Add(node);
        return this;
    }

    public byte[] Build(params string[] outputs)
    {
        foreach (string output in outputs)
        {
            Graph.Output.Add(new ValueInfoProto
            {
                Name = output,
                Type = new TypeProto { TensorType = new() { ElemType = (int)OnnxElementType.Float32 } },
            });
        }

        return Proto.ToByteArray();
    }

    public static TensorProto FloatTensor(string name, int[] dims, params float[] values)
    {
        TensorProto tensor = new() { Name = name, DataType = (int)OnnxElementType.Float32 };
        tensor.Dims.Add(dims.Select(dim => (long)dim));
        byte[] raw = new byte[4 * values.Length];
        Buffer.BlockCopy(values, 0, raw, 0, raw.Length);
        tensor.RawData = ByteString.CopyFrom(raw);
        return tensor;
    }

    public static AttributeProto Int(string name, long value) => new() { Name = name, Type = Kind.Int, I = value };

    public static AttributeProto Real(string name, float value) => new() { Name = name, Type = Kind.Float, F = value };

    public static AttributeProto Text(string name, string value) =>
        new() { Name = name, Type = Kind.String, S = ByteString.CopyFromUtf8(value) };

    public static AttributeProto Ints(string name, params long[] values)
    {
        AttributeProto attribute = new() { Name = name, Type = Kind.Ints };
        attribute.Ints.Add(values);
        return attribute;
    }

    public static AttributeProto Tensor(string name, TensorProto value) =>
        new() { Name = name, Type = Kind.Tensor, T = value };
}
