namespace Neuromorphic.Import.Onnx;

/// <summary>Computes the nodes that depend on constants only: Constant, Identity and Cast.</summary>
static class ConstantFolding
{
    /// <summary>Adds the values of constant nodes to <paramref name="constants"/>.</summary>
    /// <param name="sorted">The nodes in topological order.</param>
    /// <param name="constants">The initializers; receives what the nodes make of them.</param>
    public static void Fold(IReadOnlyList<OnnxNode> sorted, Dictionary<string, OnnxTensor> constants)
    {
        foreach (OnnxNode node in sorted)
        {
            if (node.Domain.Length > 0 || node.Outputs.Count != 1 || node.Outputs[0].Length == 0)
            {
                continue;
            }

            OnnxTensor? source = node.Inputs.Count == 1 ? constants.GetValueOrDefault(node.Inputs[0]) : null;
            OnnxTensor? value = node.Operator switch
            {
                "Constant" when node.Inputs.Count == 0 => Constant(node),
                "Identity" => source,
                "Cast" when source is not null => Cast(node, source),
                _ => null,
            };
            if (value is not null)
            {
                constants[node.Outputs[0]] = value;
            }
        }
    }

    static OnnxTensor? Constant(OnnxNode node)
    {
        if (node.Attributes.Count != 1)
        {
            return null;
        }

        OnnxAttribute attribute = node.Attributes.Values.First();
        return (attribute.Name, attribute.Kind) switch
        {
            ("value", OnnxAttributeKind.Tensor) => attribute.Tensor,
            ("value_int", OnnxAttributeKind.Integer) =>
                OnnxTensor.OfIntegers(OnnxElementType.Int64, [], [attribute.Integer]),
            ("value_float", OnnxAttributeKind.Real) =>
                OnnxTensor.OfFloats(OnnxElementType.Float32, [], [attribute.Real]),
            ("value_ints", OnnxAttributeKind.Integers) =>
                OnnxTensor.OfIntegers(OnnxElementType.Int64, [attribute.Integers.Count], [.. attribute.Integers]),
            ("value_floats", OnnxAttributeKind.Reals) =>
                OnnxTensor.OfFloats(OnnxElementType.Float32, [attribute.Reals.Count], [.. attribute.Reals]),
            _ => null,
        };
    }

    // Narrowing casts would need ONNX's rounding and wrapping rules; weights and shapes only widen.
    static OnnxTensor? Cast(OnnxNode node, OnnxTensor source)
    {
        if (!node.Attributes.TryGetValue("to", out OnnxAttribute? to) || to.Kind != OnnxAttributeKind.Integer)
        {
            return null;
        }

        OnnxElementType target = (OnnxElementType)to.Integer;
        if (target == source.ElementType)
        {
            return source;
        }

        if (target == OnnxElementType.Float32)
        {
            float[] floats = source.IsFloat
                ? source.Floats.ToArray()
                : Array.ConvertAll(source.Integers.ToArray(), integer => (float)integer);
            return source.ElementType == OnnxElementType.UInt64 ? null : OnnxTensor.OfFloats(target, source.Dims, floats);
        }

        return target == OnnxElementType.Int64 && !source.IsFloat && source.ElementType != OnnxElementType.UInt64
            ? OnnxTensor.OfIntegers(target, source.Dims, source.Integers.ToArray())
            : null;
    }
}
