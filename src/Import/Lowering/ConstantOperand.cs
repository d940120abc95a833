using Neuromorphic.Import.Onnx;

namespace Neuromorphic.Import.Lowering;

/// <summary>A constant beside an activation, spread over its elements by ONNX's broadcasting.</summary>
static class ConstantOperand
{
    /// <summary>One number per channel, or null where the constant differs within a channel or widens the value.</summary>
    public static float[]? PerChannel(NodeContext context, OnnxTensor stored)
    {
        // Broadcasting aligns dimensions from the right; the channel is the first behind the batch.
        int rank = context.Dims.Length + 1;
        int channels = context.Shape.Channels;
        if (stored.Dims.Count > rank || stored.Count == 0)
        {
            return null;
        }

        for (int axis = 0; axis < stored.Dims.Count; axis++)
        {
            int aligned = rank - stored.Dims.Count + axis;
            if (stored.Dims[axis] != 1 && (aligned != 1 || stored.Dims[axis] != channels))
            {
                return null;
            }
        }

        ReadOnlySpan<float> floats = context.Floats(stored, "constants");
        float[] constant = new float[channels];
        for (int c = 0; c < channels; c++)
        {
            constant[c] = floats[floats.Length == 1 ? 0 : c];
        }

        return constant;
    }

    /// <summary>
    /// One number per element of the result and the elements of the activation that they meet; null where the constant
    /// does not broadcast, or would make a batch.
    /// </summary>
    public static float[]? PerElement(NodeContext context, OnnxTensor stored, out int[] dims, out int[] sources)
    {
        (dims, sources) = ([], []);
        int rank = context.Dims.Length + 1;
        if (stored.Dims.Count > rank || stored.Count == 0 || (stored.Dims.Count == rank && stored.Dims[0] != 1))
        {
            return null;
        }

        int[] beside = stored.Dims.Count == rank ? [.. stored.Dims.Skip(1)]
            : [.. Enumerable.Repeat(1, rank - 1 - stored.Dims.Count), .. stored.Dims];
        int[] from = context.Dims;
        int[] to = [.. from.Zip(beside, (a, b) => a == 1 ? b : a)];
        if (beside.Where((dim, axis) => dim != 1 && dim != to[axis]).Any())
        {
            return null;
        }

        double count = to.Aggregate(1.0, (product, dim) => product * dim);
        context.Reserve(2 * count);
        dims = to;
        sources = IndexMaps.Separable(from, [.. from.Select((dim, axis) => Steps(dim, to[axis]))]);
        int[] constants = IndexMaps.Separable(beside, [.. beside.Select((dim, axis) => Steps(dim, to[axis]))]);
        float[] values = context.Floats(stored, "constants").ToArray();
        return Array.ConvertAll(constants, index => values[index]);
    }

    static int[] Steps(int from, int to) => [.. Enumerable.Range(0, to).Select(k => from == 1 ? 0 : k)];
}
