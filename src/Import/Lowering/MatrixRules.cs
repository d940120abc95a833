using Neuromorphic.Import.Onnx;

namespace Neuromorphic.Import.Lowering;

/// <summary>The rule for MatMul where it is no plain layer over features: at every position, or from the left.</summary>
static class MatrixRules
{
    public static Outcome AtPositions(NodeContext context, OnnxTensor weights)
    {
        bool left = context.ActivationIndex == 0;
        int rank = context.Dims.Length + 1;
        if (weights.Dims.Count < 2 || weights.Dims.Count > rank || weights.Count == 0
            || (weights.Dims.Count == rank && weights.Dims[0] != 1) || rank < 3)
        {
            return Outcome.Refused($"multiplies [batch, {string.Join(", ", context.Dims)}] with weights of dimensions "
                + $"[{string.Join(", ", weights.Dims)}], which mixes the batch or adds dimensions");
        }

        (int rows, int inner) = (context.Dims[^2], context.Dims[^1]);
        (int first, int second) = (weights.Dims[^2], weights.Dims[^1]);
        int sum = left ? inner : rows;
        if (sum != (left ? first : second))
        {
            throw context.Invalid($"its weights take {(left ? first : second)} features, its input has {sum}",
                "Export the model again");
        }

        int[] stack = [.. context.Dims.SkipLast(2)];
        int[] beside = [.. Enumerable.Repeat(1, Math.Max(0, rank - 1 - weights.Dims.Count)),
            .. weights.Dims.SkipLast(2).TakeLast(rank - 3)];
        int[] to = [.. stack.Zip(beside, (a, b) => a == 1 ? b : a)];
        if (beside.Where((dim, axis) => dim != 1 && dim != to[axis]).Any())
        {
            throw context.Invalid($"its weights of dimensions [{string.Join(", ", weights.Dims)}] do not broadcast",
                "Export the model again");
        }

        int[] dims = [.. to, left ? rows : first, left ? second : inner];
        double products = dims.Aggregate((double)sum, (product, dim) => product * dim);
        context.Reserve(products);
        int[] ours = IndexMaps.Separable(stack, [.. stack.Select((dim, axis) => Steps(dim, to[axis]))]);
        int[] theirs = IndexMaps.Separable(beside, [.. beside.Select((dim, axis) => Steps(dim, to[axis]))]);
        float[] values = context.Floats(weights, "weights").ToArray();
        SynapseList synapses = new();
        for (int k = 0; k < ours.Length; k++)
        {
            (int x, int w) = (ours[k] * rows * inner, theirs[k] * first * second);
            for (int i = 0; i < dims[^2]; i++)
            {
                for (int j = 0; j < dims[^1]; j++)
                {
                    for (int s = 0; s < sum; s++)
                    {
                        synapses.Add(left ? x + (i * inner) + s : x + (s * inner) + j,
                            left ? values[w + (s * second) + j] : values[w + (i * second) + s]);
                    }

                    synapses.EndRow();
                }
            }
        }

        return Outcome.Converted(context.Linear(dims, synapses, null, (long)products, weights.Count), dims,
            "the same synapses at every position");
    }

    static int[] Steps(int from, int to) => [.. Enumerable.Range(0, to).Select(k => from == 1 ? 0 : k)];
}
