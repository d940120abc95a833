using Neuromorphic.Import.Onnx;

namespace Neuromorphic.Import.Lowering;

/// <summary>The window of ConvTranspose: input i of an axis reaches outputs i × stride + tap × dilation − pad.</summary>
/// <param name="Sizes">Kernel size per axis.</param>
/// <param name="Steps">Stride per axis.</param>
/// <param name="Gaps">Dilation per axis.</param>
/// <param name="Begins">What is cut off before each axis.</param>
/// <param name="Output">Dimensions of the output's sample.</param>
sealed record TransposedGeometry(int[] Sizes, int[] Steps, int[] Gaps, int[] Begins, int[] Output)
{
    /// <summary>Reads the attributes; throws <see cref="ModelException"/> where they contradict ONNX or the weights.</summary>
    public static TransposedGeometry Read(NodeContext context, OnnxTensor weights)
    {
        int axes = context.Dims.Length - 1;
        if (axes is < 1 or > 3 || weights.Dims.Count != axes + 2 || weights.Dims.Any(dim => dim < 1))
        {
            throw context.Invalid($"its weights of {weights.Dims.Count} dimensions do not fit an input of {axes + 2}",
                "ConvTranspose takes batch, channels and one to three spatial axes");
        }

        long groups = context.Integer("group", 1);
        if (weights.Dims[0] != context.Dims[0] || groups < 1 || context.Dims[0] % groups != 0
            || groups * weights.Dims[1] > TensorReader.MostElements)
        {
            throw context.Invalid($"its weights take {weights.Dims[0]} channels in {groups} groups, its input has {context.Dims[0]}",
                "Export the model again");
        }

        int[] ones = [.. Enumerable.Repeat(1, axes)];
        int[] sizes = [.. weights.Dims.Skip(2)];
        if (context.Sizes("kernel_shape", axes, 1) is { } given && !given.AsSpan().SequenceEqual(sizes))
        {
            throw context.Invalid($"kernel_shape [{string.Join(", ", given)}] contradicts its weights", "Export the model again");
        }

        TransposedGeometry window = new(sizes, context.Sizes("strides", axes, 1) ?? ones,
            context.Sizes("dilations", axes, 1) ?? ones, new int[axes], new int[axes + 1]);
        window.Output[0] = (int)(groups * weights.Dims[1]);
        window.Place(context, axes);
        return window;
    }

    /// <summary>Per axis and output position the input positions that reach it, each with its place in the kernel.</summary>
    public (int Source, int Tap)[][][] Taps(NodeContext context)
    {
        (int, int)[][][] taps = new (int, int)[Sizes.Length][][];
        for (int axis = 0; axis < taps.Length; axis++)
        {
            List<(int, int)>[] reached = [.. Enumerable.Range(0, Output[axis + 1]).Select(_ => new List<(int, int)>())];
            context.Reserve(((double)context.Dims[axis + 1] * Sizes[axis]) + reached.Length);
            for (int from = 0; from < context.Dims[axis + 1]; from++)
            {
                for (int tap = 0; tap < Sizes[axis]; tap++)
                {
                    long to = ((long)from * Steps[axis]) + ((long)tap * Gaps[axis]) - Begins[axis];
                    if (to >= 0 && to < reached.Length)
                    {
                        reached[to].Add((from, tap));
                    }
                }
            }

            taps[axis] = [.. reached.Select(list => list.ToArray())];
        }

        return taps;
    }

    void Place(NodeContext context, int axes)
    {
        int[] pads = context.Sizes("pads", 2 * axes, 0) ?? new int[2 * axes];
        int[] extra = context.Sizes("output_padding", axes, 0) ?? new int[axes];
        int[]? wanted = context.Sizes("output_shape", axes, 1);
        string mode = context.Text("auto_pad", "NOTSET");
        if (mode is not ("NOTSET" or "VALID" or "SAME_UPPER" or "SAME_LOWER"))
        {
            throw context.Invalid($"auto_pad is '{Printable.Name(mode)}'", "ONNX knows NOTSET, VALID, SAME_UPPER, SAME_LOWER");
        }

        double elements = Output[0];
        for (int axis = 0; axis < axes; axis++)
        {
            long size = context.Dims[axis + 1];
            long full = ((size - 1) * Steps[axis]) + extra[axis] + ((Sizes[axis] - 1L) * Gaps[axis]) + 1;
            bool same = mode is "SAME_UPPER" or "SAME_LOWER";
            long length = wanted?[axis] ?? (same ? size * Steps[axis] : full - pads[axis] - pads[axis + axes]);
            long begin = pads[axis];
            if (wanted is not null || same)
            {
                long cut = Math.Max(0, full - length);
                begin = mode == "SAME_UPPER" ? cut / 2 : cut - (cut / 2);
            }

            elements *= length;
            if (length < 1 || begin > int.MaxValue || elements > TensorReader.MostElements)
            {
                throw context.Invalid($"its output would have {length} elements along axis {axis + 2}", "Check its pads and strides");
            }

            Begins[axis] = (int)begin;
            Output[axis + 1] = (int)length;
        }

        context.Reserve(elements);
    }
}
