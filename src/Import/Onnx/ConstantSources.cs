namespace Neuromorphic.Import.Onnx;

/// <summary>Constants that come from attributes, from another constant as a whole, or from its shape.</summary>
static class ConstantSources
{
    public static OnnxTensor? Evaluate(ConstantNode node) => node.Operator switch
    {
        "Constant" when node.Count == 0 => Constant(node.Node),
        "Identity" when node.Count == 1 => node[0],
        "Cast" when node[0] is { } source => Cast(source, (OnnxElementType)node.Integer("to", 0)),
        "Shape" when node[0] is { } source => Shape(node, [.. source.Dims.Select(dim => (long)dim)]),
        "Size" when node[0] is { } source => OnnxTensor.OfIntegers(OnnxElementType.Int64, [], [source.Count]),
        "ConstantOfShape" when node[0] is { } shape => ConstantOfShape(node, shape),
        "Range" => Range(node),
        "DequantizeLinear" => Dequantize(node),
        _ => null,
    };

    /// <summary>The result of Shape on given dimensions, of which it may take a part.</summary>
    public static OnnxTensor Shape(ConstantNode node, long[] dims)
    {
        long Bound(long stored) => Math.Clamp(stored < 0 ? stored + dims.Length : stored, 0, dims.Length);
        int start = (int)Bound(node.Integer("start", 0));
        int end = (int)Bound(node.Integer("end", dims.Length));
        long[] part = end > start ? dims[start..end] : [];
        return OnnxTensor.OfIntegers(OnnxElementType.Int64, [part.Length], part);
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

    // Casts that would round or wrap need rules that differ between runtimes; weights and shapes only widen.
    static OnnxTensor? Cast(OnnxTensor source, OnnxElementType target)
    {
        if (target == source.ElementType)
        {
            return source;
        }

        if (source.ElementType == OnnxElementType.UInt64 || source.Integers.Span.Contains(OnnxTensor.OpenBatch))
        {
            return target == OnnxElementType.Int64 && source.ElementType != OnnxElementType.UInt64 ? source : null;
        }

        return target switch
        {
            OnnxElementType.Float32 => OnnxTensor.OfFloats(target, source.Dims, source.IsFloat
                ? source.Floats.ToArray()
                : Array.ConvertAll(source.Integers.ToArray(), integer => (float)integer)),
            OnnxElementType.Int64 or OnnxElementType.Int32 when !source.IsFloat
                && (target == OnnxElementType.Int64 || source.Integers.Span.IndexOfAnyExceptInRange(int.MinValue, int.MaxValue) < 0) =>
                OnnxTensor.OfIntegers(target, source.Dims, source.Integers.ToArray()),
            OnnxElementType.Int64 when source.Floats.ToArray().All(value => Math.Abs(value) < 1e9f) =>
                OnnxTensor.OfIntegers(target, source.Dims, Array.ConvertAll(source.Floats.ToArray(), value => (long)value)),
            OnnxElementType.Boolean when !source.IsFloat =>
                OnnxTensor.OfIntegers(target, source.Dims,
                    Array.ConvertAll(source.Integers.ToArray(), integer => integer != 0 ? 1L : 0)),
            _ => null,
        };
    }

    static OnnxTensor? ConstantOfShape(ConstantNode node, OnnxTensor shape)
    {
        if (shape.IsFloat || shape.Dims.Count != 1 || node.Room(shape.Integers.ToArray()) is not { } count)
        {
            return null;
        }

        int[] dims = Array.ConvertAll(shape.Integers.ToArray(), dim => (int)dim);
        OnnxTensor? value = node.Node.Attributes.GetValueOrDefault("value")?.Tensor;
        if (value is null or { IsFloat: true })
        {
            float[] floats = new float[count];
            Array.Fill(floats, value is { Count: > 0 } ? value.Floats.Span[0] : 0);
            return OnnxTensor.OfFloats(value?.ElementType ?? OnnxElementType.Float32, dims, floats);
        }

        long[] integers = new long[count];
        Array.Fill(integers, value.Count > 0 ? value.Integers.Span[0] : 0);
        return OnnxTensor.OfIntegers(value.ElementType, dims, integers);
    }

    static OnnxTensor? Range(ConstantNode node)
    {
        if (node.Count != 3 || node[0] is not { IsFloat: false, Count: 1 } start
            || node[1] is not { IsFloat: false, Count: 1 } limit || node[2] is not { IsFloat: false, Count: 1 } delta)
        {
            return null;
        }

        (Int128 first, Int128 end, Int128 step) = (start.Integers.Span[0], limit.Integers.Span[0], delta.Integers.Span[0]);
        if (step == 0)
        {
            return null;
        }

        Int128 count = (end - first + step + (step > 0 ? -1 : 1)) / step;
        if (count > TensorReader.MostElements || node.Room([(long)Int128.Max(count, 0)]) is not { } elements)
        {
            return null;
        }

        return OnnxTensor.OfIntegers(start.ElementType, [elements],
            [.. Enumerable.Range(0, elements).Select(k => (long)(first + (k * step)))]);
    }

    // (q − zero point) × scale, one scale for all or one per index along an axis.
    static OnnxTensor? Dequantize(ConstantNode node)
    {
        if (node[0] is not { IsFloat: false } source || node[1] is not { ElementType: OnnxElementType.Float32 } scale
            || node.Integer("block_size", 0) != 0 || node.Room([source.Count]) is null
            || (node[2] is { } given && (given.IsFloat || given.Count != scale.Count)))
        {
            return null;
        }

        int stride = Math.Max(1, source.Count);
        if (scale.Count != 1)
        {
            if (scale.Dims.Count != 1 || ConstantNode.Axis(node.Integer("axis", 1), source.Dims.Count) is not { } axis
                || source.Dims[axis] != scale.Count)
            {
                return null;
            }

            stride = source.Dims.Skip(axis + 1).Aggregate(1, (product, dim) => product * dim);
        }

        float[] floats = new float[source.Count];
        for (int k = 0; k < floats.Length; k++)
        {
            int index = k / stride % scale.Count;
            floats[k] = (source.Integers.Span[k] - (node[2]?.Integers.Span[index] ?? 0)) * scale.Floats.Span[index];
        }

        return OnnxTensor.OfFloats(OnnxElementType.Float32, source.Dims, floats);
    }
}
