using Neuromorphic.Import.Onnx.Schema;

namespace Neuromorphic.Import.Onnx;

/// <summary>Turns NodeProto into <see cref="OnnxNode"/> and gives every node a name of its own.</summary>
sealed class NodeReader(string file, TensorReader tensors)
{
    readonly HashSet<string> _names = [];
    readonly Dictionary<string, int> _nextSuffix = [];

    /// <summary>Reads the nodes in the order of the file; throws <see cref="ModelException"/> on a malformed one.</summary>
    public List<OnnxNode> Read(IReadOnlyList<NodeProto> protos)
    {
        List<OnnxNode> nodes = new(protos.Count);
        foreach (NodeProto proto in protos)
        {
            nodes.Add(Read(proto, nodes.Count));
        }

        return nodes;
    }

    OnnxNode Read(NodeProto proto, int index)
    {
        if (proto.OpType.Length == 0)
        {
            throw new ModelException(file, $"node {index}", "has no operator type", "Export the model again");
        }

        string name = UniqueName(proto, index);
        string domain = proto.Domain is "ai.onnx" ? "" : proto.Domain;
        Dictionary<string, OnnxAttribute> attributes = [];
        foreach (AttributeProto attribute in proto.Attribute)
        {
            string place = $"node '{Printable.Name(name)}' attribute '{Printable.Name(attribute.Name)}'";
            if (attribute.RefAttrName.Length > 0)
            {
                throw new ModelException(file, place, "refers to an attribute of a function outside of one",
                    "Inline the functions and export the model again");
            }

            if (!attributes.TryAdd(attribute.Name, Read(attribute, place)))
            {
                throw new ModelException(file, place, "is given twice", "Export the model again");
            }
        }

        return new OnnxNode(name, proto.OpType, domain, attributes, [.. proto.Input], [.. proto.Output]);
    }

    // Reports, coverage and messages identify nodes by name, so names are made where they are missing or repeated.
    string UniqueName(NodeProto proto, int index)
    {
        string name = proto.Name.Length > 0 ? proto.Name : $"{proto.OpType}_{index}";
        if (_names.Add(name))
        {
            return name;
        }

        // Going on where the last namesake stopped keeps a file of namesakes from taking quadratic time.
        int suffix = Math.Max(index, _nextSuffix.GetValueOrDefault(name));
        string unique;
        do
        {
            unique = $"{name}_{suffix++}";
        }
        while (!_names.Add(unique));
        _nextSuffix[name] = suffix;
        return unique;
    }

    OnnxAttribute Read(AttributeProto attribute, string place) => KindOf(attribute) switch
    {
        AttributeProto.Types.AttributeType.Int =>
            new(attribute.Name, OnnxAttributeKind.Integer) { Integer = attribute.I },
        AttributeProto.Types.AttributeType.Float =>
            new(attribute.Name, OnnxAttributeKind.Real) { Real = attribute.F },
        AttributeProto.Types.AttributeType.String =>
            new(attribute.Name, OnnxAttributeKind.Text) { Text = attribute.S.ToStringUtf8() },
        AttributeProto.Types.AttributeType.Ints =>
            new(attribute.Name, OnnxAttributeKind.Integers) { Integers = [.. attribute.Ints] },
        AttributeProto.Types.AttributeType.Floats =>
            new(attribute.Name, OnnxAttributeKind.Reals) { Reals = [.. attribute.Floats] },
        AttributeProto.Types.AttributeType.Tensor when attribute.T is not null =>
            new(attribute.Name, OnnxAttributeKind.Tensor) { Tensor = tensors.Read(attribute.T, place) },
        _ => new(attribute.Name, OnnxAttributeKind.Other),
    };

    // Old exporters leave the type out; then the field that is set tells.
    static AttributeProto.Types.AttributeType KindOf(AttributeProto attribute) =>
        attribute switch
        {
            { Type: not AttributeProto.Types.AttributeType.Undefined } => attribute.Type,
            { HasI: true } => AttributeProto.Types.AttributeType.Int,
            { HasF: true } => AttributeProto.Types.AttributeType.Float,
            { HasS: true } => AttributeProto.Types.AttributeType.String,
            { T: not null } => AttributeProto.Types.AttributeType.Tensor,
            { Ints.Count: > 0 } => AttributeProto.Types.AttributeType.Ints,
            { Floats.Count: > 0 } => AttributeProto.Types.AttributeType.Floats,
            _ => AttributeProto.Types.AttributeType.Undefined,
        };
}
