namespace Neuromorphic.Import.Onnx;

/// <summary>Slice along one axis, with ONNX's clamping.</summary>
static class SliceRange
{
    /// <summary>The indices that remain, in order; none where start and end meet.</summary>
    /// <param name="start">First index; negative counts from the end.</param>
    /// <param name="end">Index behind the last; negative counts from the end.</param>
    /// <param name="step">Distance, not 0.</param>
    /// <param name="size">Size of the axis.</param>
    public static int[] Indices(long start, long end, long step, int size)
    {
        long first = start < 0 ? start + size : start;
        long limit = end < 0 ? end + size : end;
        (first, limit) = step > 0
            ? (Math.Clamp(first, 0, size), Math.Clamp(limit, 0, size))
            : (Math.Clamp(first, -1, size - 1), Math.Clamp(limit, -1, size - 1));
        List<int> indices = [];
        // Steps beyond the axis would overflow when added.
        long stride = Math.Clamp(step, -size - 1L, size + 1L);
        for (long k = first; step > 0 ? k < limit : k > limit; k += stride)
        {
            indices.Add((int)k);
        }

        return [.. indices];
    }
}
