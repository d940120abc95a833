namespace Neuromorphic.Import.Onnx;

/// <summary>A node whose inputs are all constants, as folding sees it. What is malformed reads as absent.</summary>
/// <param name="node">The node.</param>
/// <param name="inputs">Its inputs; null where omitted.</param>
/// <param name="opset">The version of ONNX's operators.</param>
/// <param name="room">Elements that the result may have.</param>
sealed class ConstantNode(OnnxNode node, OnnxTensor?[] inputs, int opset, long room)
{
    public string Operator => node.Operator;

    public OnnxNode Node => node;

    public int Opset => opset;

    public int Count => inputs.Length;

    public OnnxTensor? this[int index] => index < inputs.Length ? inputs[index] : null;

    public long Integer(string name, long absent) =>
        node.Attributes.TryGetValue(name, out OnnxAttribute? found) && found.Kind == OnnxAttributeKind.Integer
            ? found.Integer
            : absent;

    /// <summary>A list of integers from an attribute or, where that is absent, from an input.</summary>
    public long[]? List(string name, int index)
    {
        if (node.Attributes.TryGetValue(name, out OnnxAttribute? found) && found.Kind == OnnxAttributeKind.Integers)
        {
            return [.. found.Integers];
        }

        return this[index] is { IsFloat: false, Dims.Count: <= 1 } list ? list.Integers.ToArray() : null;
    }

    /// <summary>The axes of a list counted from the front, all different; null where one does not exist.</summary>
    public static int[]? Axes(long[] axes, int rank)
    {
        int[] found = [.. axes.Select(axis => axis >= -rank && axis < rank ? (int)((axis + rank) % rank) : -1)];
        return found.Contains(-1) || found.Distinct().Count() != found.Length ? null : found;
    }

    public static int? Axis(long axis, int rank) => Axes([axis], rank) is [int found] ? found : null;

    /// <summary>The number of elements of dimensions, or null where a dimension is negative or there is no room.</summary>
    public int? Room(IReadOnlyList<long> dims)
    {
        long count = 1;
        foreach (long dim in dims)
        {
            if (dim < 0 || dim > TensorReader.MostElements)
            {
                return null;
            }

            count *= dim;
            if (count > Math.Min(room, TensorReader.MostElements))
            {
                return null;
            }
        }

        return dims.Count > 16 ? null : (int)count;
    }
}
