namespace Neuromorphic.Import.Onnx;

/// <summary>Constants that are other constants in another order or under another shape.</summary>
static class ConstantIndexing
{
    public static OnnxTensor? Evaluate(ConstantNode node) => node.Operator switch
    {
        "Concat" => Concat(node),
        "Gather" when node[0] is { } source && node[1] is { IsFloat: false } indices => Gather(node, source, indices),
        "Slice" when node[0] is { } source => Slice(node, source),
        "Squeeze" when node[0] is { } source => Squeeze(node, source),
        "Unsqueeze" when node[0] is { } source => Unsqueeze(node, source),
        "Reshape" when node[0] is { } source => Reshape(node, source),
        "Flatten" when node[0] is { } source => Flatten(node, source),
        "Transpose" when node[0] is { } source => Transpose(node, source),
        "Expand" when node[0] is { } source && node.List("shape", 1) is { } shape => Expand(node, source, shape),
        "Tile" when node[0] is { } source && node.List("repeats", 1) is { } repeats => Tile(node, source, repeats),
        _ => null,
    };

    /// <summary>The parts of a constant along an axis.</summary>
    public static OnnxTensor[]? Split(ConstantNode node)
    {
        if (node[0] is not { } source || ConstantNode.Axis(node.Integer("axis", 0), source.Dims.Count) is not { } axis)
        {
            return null;
        }

        int parts = node.Node.Outputs.Count;
        long[] sizes = node.List("split", 1)
            ?? [.. Enumerable.Range(0, parts).Select(_ => (long)(source.Dims[axis] / parts))];
        if (sizes.Length != parts || sizes.Any(size => size < 0 || size > source.Dims[axis]) || sizes.Sum() != source.Dims[axis])
        {
            return null;
        }

        int first = 0;
        OnnxTensor?[] results = new OnnxTensor?[parts];
        for (int part = 0; part < parts; part++)
        {
            results[part] = Pick(node, source, axis, [.. Enumerable.Range(first, (int)sizes[part])]);
            first += (int)sizes[part];
        }

        return results.Contains(null) ? null : [.. results.Select(result => result!)];
    }

    static OnnxTensor? Concat(ConstantNode node)
    {
        if (node[0] is not { } first || ConstantNode.Axis(node.Integer("axis", 0), first.Dims.Count) is not { } axis)
        {
            return null;
        }

        int[] dims = [.. first.Dims];
        long size = 0;
        for (int index = 0; index < node.Count; index++)
        {
            if (node[index] is not { } part || part.ElementType != first.ElementType || part.Dims.Count != dims.Length
                || part.Dims.Where((dim, k) => k != axis && dim != dims[k]).Any())
            {
                return null;
            }

            size += part.Dims[axis];
        }

        if (node.Room([.. dims.Select((dim, k) => k == axis ? size : dim)]) is not { } count)
        {
            return null;
        }

        dims[axis] = (int)size;
        OnnxTensor[] parts = [.. Enumerable.Range(0, node.Count).Select(index => node[index]!)];
        return first.IsFloat
            ? OnnxTensor.OfFloats(first.ElementType, dims, Joined([.. parts.Select(part => part.Floats)], count, dims, axis))
            : OnnxTensor.OfIntegers(first.ElementType, dims, Joined([.. parts.Select(part => part.Integers)], count, dims, axis));
    }

    // One row of each part after the other, a row being what lies behind the axis and on it.
    static T[] Joined<T>(ReadOnlyMemory<T>[] parts, int count, int[] dims, int axis)
    {
        T[] joined = new T[count];
        int rows = dims.Take(axis).Aggregate(1, (product, dim) => product * dim);
        int position = 0;
        for (int row = 0; row < rows; row++)
        {
            foreach (ReadOnlyMemory<T> part in parts)
            {
                int width = part.Length / rows;
                part.Span.Slice(row * width, width).CopyTo(joined.AsSpan(position));
                position += width;
            }
        }

        return joined;
    }

    static OnnxTensor? Gather(ConstantNode node, OnnxTensor source, OnnxTensor indices)
    {
        if (ConstantNode.Axis(node.Integer("axis", 0), source.Dims.Count) is not { } axis)
        {
            return null;
        }

        int size = source.Dims[axis];
        if (indices.Integers.ToArray().Any(index => index < -size || index >= size))
        {
            return null;
        }

        int[] picked = Array.ConvertAll(indices.Integers.ToArray(), index => (int)(index < 0 ? index + size : index));
        return Pick(node, source, axis, picked) is { } flat
            ? flat.Reshaped([.. source.Dims.Take(axis), .. indices.Dims, .. source.Dims.Skip(axis + 1)])
            : null;
    }

    static OnnxTensor? Slice(ConstantNode node, OnnxTensor source)
    {
        int rank = source.Dims.Count;
        if (node.List("starts", 1) is not { } starts || node.List("ends", 2) is not { } ends)
        {
            return null;
        }

        long[] listed = node.List("axes", 3) ?? [.. Enumerable.Range(0, starts.Length).Select(axis => (long)axis)];
        long[] steps = node[4] is null ? [.. starts.Select(_ => 1L)] : node.List("steps", 4) ?? [];
        if (ConstantNode.Axes(listed, rank) is not { } axes || ends.Length != starts.Length
            || axes.Length != starts.Length || steps.Length != starts.Length || steps.Contains(0))
        {
            return null;
        }

        OnnxTensor? result = source;
        for (int k = 0; k < axes.Length && result is not null; k++)
        {
            result = Pick(node, result, axes[k], SliceRange.Indices(starts[k], ends[k], steps[k], result.Dims[axes[k]]));
        }

        return result;
    }

    static OnnxTensor? Squeeze(ConstantNode node, OnnxTensor source)
    {
        long[] listed = node.List("axes", 1)
            ?? [.. Enumerable.Range(0, source.Dims.Count).Where(axis => source.Dims[axis] == 1).Select(axis => (long)axis)];
        return ConstantNode.Axes(listed, source.Dims.Count) is { } axes && axes.All(axis => source.Dims[axis] == 1)
            ? source.Reshaped([.. source.Dims.Where((_, axis) => !axes.Contains(axis))])
            : null;
    }

    static OnnxTensor? Unsqueeze(ConstantNode node, OnnxTensor source)
    {
        if (node.List("axes", 1) is not { } listed || source.Dims.Count + listed.Length > 16
            || ConstantNode.Axes(listed, source.Dims.Count + listed.Length) is not { } axes)
        {
            return null;
        }

        List<int> dims = [.. source.Dims];
        foreach (int axis in axes.Order())
        {
            dims.Insert(axis, 1);
        }

        return source.Reshaped([.. dims]);
    }

    static OnnxTensor? Reshape(ConstantNode node, OnnxTensor source)
    {
        if (node.List("shape", 1) is not { } target || target.Length > 16)
        {
            return null;
        }

        long[] dims = [.. target.Select((dim, axis) => dim == 0 && axis < source.Dims.Count && node.Integer("allowzero", 0) == 0
            ? source.Dims[axis]
            : dim)];
        int open = Array.IndexOf(dims, -1);
        if (open >= 0)
        {
            dims[open] = 1;
            if (node.Room(dims) is not ({ } known and > 0) || source.Count % known != 0)
            {
                return null;
            }

            dims[open] = source.Count / known;
        }

        return node.Room(dims) == source.Count ? source.Reshaped(Array.ConvertAll(dims, dim => (int)dim)) : null;
    }

    static OnnxTensor? Flatten(ConstantNode node, OnnxTensor source)
    {
        long axis = node.Integer("axis", 1);
        int rank = source.Dims.Count;
        if (axis < -rank || axis > rank)
        {
            return null;
        }

        int left = source.Dims.Take((int)(axis < 0 ? axis + rank : axis)).Aggregate(1, (product, dim) => product * dim);
        return left > 0 ? source.Reshaped([left, source.Count / left]) : null;
    }

    static OnnxTensor? Transpose(ConstantNode node, OnnxTensor source)
    {
        int rank = source.Dims.Count;
        long[] listed = node.List("perm", int.MaxValue) ?? [.. Enumerable.Range(0, rank).Select(axis => (long)(rank - 1 - axis))];
        if (listed.Length != rank || ConstantNode.Axes(listed, rank) is not { } axes || node.Room([source.Count]) is null)
        {
            return null;
        }

        return source.Picked([.. axes.Select(axis => source.Dims[axis])], IndexMaps.Permute([.. source.Dims], axes));
    }

    static OnnxTensor? Expand(ConstantNode node, OnnxTensor source, long[] shape)
    {
        int rank = Math.Max(shape.Length, source.Dims.Count);
        long[] wanted = [.. Enumerable.Repeat(1L, rank - shape.Length), .. shape];
        int[] from = [.. Enumerable.Repeat(1, rank - source.Dims.Count), .. source.Dims];
        long[] dims = [.. wanted.Select((dim, axis) => dim == 1 ? from[axis] : dim)];
        if (node.Room(dims) is null || dims.Where((dim, axis) => from[axis] != 1 && from[axis] != dim).Any())
        {
            return null;
        }

        int[][] axes = [.. dims.Select((dim, axis) => Enumerable.Range(0, (int)dim).Select(k => from[axis] == 1 ? 0 : k).ToArray())];
        return source.Picked(Array.ConvertAll(dims, dim => (int)dim), IndexMaps.Separable(from, axes));
    }

    static OnnxTensor? Tile(ConstantNode node, OnnxTensor source, long[] repeats)
    {
        if (repeats.Length != source.Dims.Count || repeats.Any(count => count < 0 || count > TensorReader.MostElements))
        {
            return null;
        }

        long[] dims = [.. repeats.Select((count, axis) => count * source.Dims[axis])];
        if (node.Room(dims) is null)
        {
            return null;
        }

        int[][] axes = [.. dims.Select((dim, axis) => Enumerable.Range(0, (int)dim).Select(k => k % source.Dims[axis]).ToArray())];
        return source.Picked(Array.ConvertAll(dims, dim => (int)dim), IndexMaps.Separable([.. source.Dims], axes));
    }

    static OnnxTensor? Pick(ConstantNode node, OnnxTensor source, int axis, int[] indices)
    {
        int[] dims = [.. source.Dims];
        dims[axis] = indices.Length;
        if (node.Room([.. dims.Select(dim => (long)dim)]) is null)
        {
            return null;
        }

        int[][] axes = [.. source.Dims.Select((dim, k) => k == axis ? indices : [.. Enumerable.Range(0, dim)])];
        return source.Picked(dims, IndexMaps.Separable([.. source.Dims], axes));
    }
}
