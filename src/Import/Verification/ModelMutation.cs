using Google.Protobuf;
using Neuromorphic.Import.Onnx;
using Neuromorphic.Import.Onnx.Schema;

namespace Neuromorphic.Import.Verification;

/// <summary>
/// Damages models at random, as a robustness test needs them: most results still parse, and many still lower. The same
/// random numbers give the same model.
/// </summary>
public static class ModelMutation
{
    static readonly string[] Operators =
    [
        "Add", "Sub", "Mul", "Div", "Relu", "Sigmoid", "Clip", "Floor", "Concat", "Transpose", "Reshape", "Flatten", "Slice",
        "Split", "Pad", "MaxPool", "AveragePool", "GlobalAveragePool", "ReduceMean", "Resize", "MatMul", "Gemm", "Conv",
        "ConvTranspose", "Identity", "Cast", "Gather", "Expand", "Tile", "Where", "Max", "Squeeze", "Unsqueeze", "Softmax",
        "QuantizeLinear", "DequantizeLinear", "Shape", "ConstantOfShape", "PRelu", "DepthToSpace", "Pow", "CumSum",
    ];

    static readonly long[] Numbers =
        [0, 1, 2, 3, -1, -2, 5, 7, 64, 1000, int.MaxValue, int.MinValue, long.MaxValue, long.MinValue, 1_000_000_000, 1L << 40];

    static readonly float[] Reals =
        [0, 1, -1, 0.5f, 2, 1e-30f, 1e30f, float.MaxValue, float.NaN, float.PositiveInfinity, float.NegativeInfinity];

    /// <summary>A damaged copy of a model.</summary>
    /// <param name="model">The bytes of an .onnx file.</param>
    /// <param name="random">The source of randomness.</param>
    /// <exception cref="ModelException">The bytes are no ONNX model with a graph.</exception>
    public static byte[] Mutate(byte[] model, Random random)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(random);
        ModelProto proto = ModelFile.Parse(model, "model", keepUnknown: true);
        if (proto.Graph is null)
        {
            throw new ModelException("model", null, "holds no graph", "Give an .onnx file");
        }

        for (int changes = random.Next(1, 4); changes > 0; changes--)
        {
            Change(proto, random);
        }

        byte[] bytes = proto.ToByteArray();
        switch (random.Next(10))
        {
            case 0:
                return bytes[..random.Next(bytes.Length)];
            case 1:
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                return bytes;
            default:
                return bytes;
        }
    }

    static void Change(ModelProto proto, Random random)
    {
        GraphProto graph = proto.Graph;
        switch (random.Next(8))
        {
            case 0:
                ChangeOrder(graph, random);
                break;
            case 1 or 2 when graph.Node.Count > 0:
                ChangeNode(graph, graph.Node[random.Next(graph.Node.Count)], random);
                break;
            case 3 or 4 when graph.Node.Count > 0:
                ChangeAttribute(graph.Node[random.Next(graph.Node.Count)], random);
                break;
            case 5 or 6 when graph.Initializer.Count > 0:
                ChangeTensor(graph.Initializer[random.Next(graph.Initializer.Count)], random);
                break;
            default:
                ChangeFrame(proto, random);
                break;
        }
    }

    static void ChangeOrder(GraphProto graph, Random random)
    {
        if (graph.Node.Count == 0)
        {
            return;
        }

        int index = random.Next(graph.Node.Count);
        NodeProto node = graph.Node[index];
        switch (random.Next(3))
        {
            case 0:
                // What read the dropped node's value reads its input instead, so that the graph stays whole.
                graph.Node.RemoveAt(index);
                if (node.Input.Count > 0 && node.Output.Count > 0)
                {
                    Rename(graph, node.Output[0], node.Input[0]);
                }

                break;
            case 1:
                NodeProto twin = node.Clone();
                for (int output = 0; output < twin.Output.Count; output++)
                {
                    twin.Output[output] += random.Next(4) == 0 ? "" : "'";
                }

                graph.Node.Insert(index + 1, twin);
                break;
            default:
                graph.Node.RemoveAt(index);
                graph.Node.Insert(random.Next(graph.Node.Count + 1), node);
                break;
        }
    }

    static void Rename(GraphProto graph, string from, string to)
    {
        foreach (NodeProto node in graph.Node)
        {
            for (int input = 0; input < node.Input.Count; input++)
            {
                node.Input[input] = node.Input[input] == from ? to : node.Input[input];
            }
        }
    }

    static void ChangeNode(GraphProto graph, NodeProto node, Random random)
    {
        string[] values =
        [
            "", .. graph.Node.SelectMany(other => other.Output), .. graph.Input.Select(input => input.Name),
            .. graph.Initializer.Select(tensor => tensor.Name),
        ];
        switch (random.Next(6))
        {
            case 0:
                node.OpType = Operators[random.Next(Operators.Length)];
                break;
            case 1 or 2 when node.Input.Count > 0:
                node.Input[random.Next(node.Input.Count)] = values[random.Next(values.Length)];
                break;
            case 3:
                node.Input.Add(values[random.Next(values.Length)]);
                break;
            case 4 when node.Input.Count > 0:
                node.Input.RemoveAt(node.Input.Count - 1);
                break;
            case 5 when node.Output.Count > 0:
                node.Output[0] = values[random.Next(values.Length)];
                break;
            default:
                node.Name = "";
                break;
        }
    }

    static void ChangeAttribute(NodeProto node, Random random)
    {
        if (node.Attribute.Count == 0)
        {
            string[] names = ["axis", "axes", "keepdims", "perm", "alpha", "mode", "pads", "strides", "group", "to"];
            AttributeProto added = new() { Name = names[random.Next(names.Length)] };
            added.I = random.Next(-3, 4);
            node.Attribute.Add(added);
            return;
        }

        AttributeProto attribute = node.Attribute[random.Next(node.Attribute.Count)];
        switch (random.Next(6))
        {
            case 0:
                node.Attribute.Remove(attribute);
                break;
            case 1:
                attribute.Type = (AttributeProto.Types.AttributeType)random.Next(15);
                break;
            case 2 when attribute.Ints.Count > 0:
                attribute.Ints.RemoveAt(attribute.Ints.Count - 1);
                break;
            case 3 when attribute.Ints.Count > 0:
                attribute.Ints.Add(Number(random));
                break;
            case 4 when attribute.T is not null:
                ChangeTensor(attribute.T, random);
                break;
            default:
                if (attribute.Ints.Count > 0)
                {
                    attribute.Ints[random.Next(attribute.Ints.Count)] = Number(random);
                }
                else if (attribute.HasF)
                {
                    attribute.F = Reals[random.Next(Reals.Length)];
                }
                else
                {
                    attribute.I = Number(random);
                }

                break;
        }
    }

    static void ChangeTensor(TensorProto tensor, Random random)
    {
        switch (random.Next(6))
        {
            case 0 when tensor.Dims.Count > 0:
                tensor.Dims[random.Next(tensor.Dims.Count)] = Number(random);
                break;
            case 1 when tensor.Dims.Count > 1:
                // The same elements under another shape.
                (tensor.Dims[0], tensor.Dims[^1]) = (tensor.Dims[^1], tensor.Dims[0]);
                break;
            case 2:
                tensor.DataType = random.Next(18);
                break;
            case 3 when tensor.RawData.Length > 1:
                tensor.RawData = ByteString.CopyFrom(tensor.RawData.Span[..random.Next(tensor.RawData.Length)]);
                break;
            case 4 when tensor.RawData.Length >= 4:
                byte[] bytes = tensor.RawData.ToByteArray();
                BitConverter.TryWriteBytes(bytes.AsSpan(random.Next(bytes.Length / 4) * 4), Reals[random.Next(Reals.Length)]);
                tensor.RawData = ByteString.CopyFrom(bytes);
                break;
            case 5 when tensor.Int64Data.Count > 0:
                tensor.Int64Data[random.Next(tensor.Int64Data.Count)] = Number(random);
                break;
            default:
                tensor.Name += random.Next(2) == 0 ? "'" : "";
                break;
        }
    }

    static void ChangeFrame(ModelProto proto, Random random)
    {
        GraphProto graph = proto.Graph;
        switch (random.Next(5))
        {
            case 0 when proto.OpsetImport.Count > 0:
                proto.OpsetImport[0].Version = random.Next(5, 25);
                break;
            case 1 when graph.Input.Count > 0 && graph.Input[0].Type?.TensorType?.Shape is { Dim.Count: > 0 } shape:
                shape.Dim[random.Next(shape.Dim.Count)].DimValue = Number(random);
                break;
            case 2 when graph.Input.Count > 0 && graph.Input[0].Type?.TensorType is { } type:
                type.ElemType = random.Next(18);
                break;
            case 3 when graph.Output.Count > 0 && graph.Node.Count > 0 && graph.Node[random.Next(graph.Node.Count)] is { Output.Count: > 0 } node:
                graph.Output[0].Name = node.Output[0];
                break;
            case 4 when graph.Initializer.Count > 0:
                graph.Initializer.RemoveAt(random.Next(graph.Initializer.Count));
                break;
            default:
                proto.IrVersion = random.Next(1, 14);
                break;
        }
    }

    // Mostly small: what is absurd at once never reaches the rules.
    static long Number(Random random) => random.Next(3) == 0 ? Numbers[random.Next(Numbers.Length)] : random.Next(-2, 7);
}
