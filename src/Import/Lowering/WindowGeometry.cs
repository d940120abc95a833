using Neuromorphic.Import.Layers;
using Neuromorphic.Import.Onnx;

namespace Neuromorphic.Import.Lowering;

/// <summary>
/// Kernel, strides, dilations, padding and output size of Conv and the pools, from their common attributes, along one
/// to three axes. Sequences are maps of height 1.
/// </summary>
/// <param name="Sizes">Kernel size per axis.</param>
/// <param name="Steps">Stride per axis.</param>
/// <param name="Gaps">Dilation per axis.</param>
/// <param name="Borders">Padding before each axis, then behind each.</param>
/// <param name="CeilMode">Whether a last window may lie partly behind the padded input.</param>
/// <param name="Output">Dimensions of the output's sample.</param>
sealed record WindowGeometry(int[] Sizes, int[] Steps, int[] Gaps, int[] Borders, bool CeilMode, int[] Output)
{
    /// <summary>The kernel over rows and columns; for one or two axes.</summary>
    public Extent Kernel => Plane(Sizes);

    /// <summary>The strides over rows and columns; for one or two axes.</summary>
    public Extent Strides => Plane(Steps);

    /// <summary>The dilations over rows and columns; for one or two axes.</summary>
    public Extent Dilations => Plane(Gaps);

    /// <summary>The padding around rows and columns; for one or two axes.</summary>
    public Padding Pads => Borders.Length == 2
        ? new(0, Borders[0], 0, Borders[1])
        : new(Borders[0], Borders[1], Borders[2], Borders[3]);

    /// <summary>Why the window cannot be converted, or null.</summary>
    public string? Refusal { get; init; }

    /// <summary>Reads the attributes; throws <see cref="ModelException"/> where they contradict ONNX or the map.</summary>
    /// <param name="context">A node on channels and one to three spatial axes.</param>
    /// <param name="weightKernel">The kernel as the weights have it; null for pools.</param>
    /// <param name="channels">Output channels.</param>
    public static WindowGeometry Read(NodeContext context, int[]? weightKernel, int channels)
    {
        int axes = context.Dims.Length - 1;
        int[] kernel = context.Sizes("kernel_shape", axes, 1) ?? weightKernel
            ?? throw context.Invalid("has no kernel_shape", "Export the model again");
        if (weightKernel is not null && !kernel.AsSpan().SequenceEqual(weightKernel))
        {
            throw context.Invalid(
                $"kernel_shape [{string.Join(", ", kernel)}] contradicts its weights' [{string.Join(", ", weightKernel)}]",
                "Export the model again");
        }

        int[] ones = [.. Enumerable.Repeat(1, axes)];
        int[] strides = context.Sizes("strides", axes, 1) ?? ones;
        int[] dilations = context.Sizes("dilations", axes, 1) ?? ones;
        int[] pads = context.Sizes("pads", 2 * axes, 0) ?? new int[2 * axes];
        string mode = context.Text("auto_pad", "NOTSET");
        if (mode is not ("NOTSET" or "VALID" or "SAME_UPPER" or "SAME_LOWER"))
        {
            throw context.Invalid($"auto_pad is '{Printable.Name(mode)}'", "ONNX knows NOTSET, VALID, SAME_UPPER, SAME_LOWER");
        }

        if (mode != "NOTSET" && pads.Any(pad => pad != 0))
        {
            throw context.Invalid("has both auto_pad and pads", "Export the model with one of them");
        }

        bool ceil = weightKernel is null && context.Flag("ceil_mode");
        int[] output = new int[axes + 1];
        output[0] = channels;
        long elements = channels;
        string? refusal = null;
        for (int axis = 0; axis < axes; axis++)
        {
            long size = context.Dims[axis + 1];
            long span = ((kernel[axis] - 1L) * dilations[axis]) + 1;
            if (mode is "SAME_UPPER" or "SAME_LOWER")
            {
                long wanted = (size + strides[axis] - 1) / strides[axis];
                // Where strides exceed the kernel, the formula of ONNX gives negative pads. ONNX Runtime takes them
                // literally and skips what lies before the first window; other frameworks start at the edge.
                long total = ((wanted - 1) * strides[axis]) + span - size;
                long begin = (mode == "SAME_UPPER" ? total : total + 1) / 2;
                refusal ??= begin < 0
                    ? $"auto_pad {mode} crops its input, as strides exceed the kernel by more than 1; "
                        + "explicit pads are needed"
                    : null;
                pads[axis] = (int)Math.Clamp(begin, 0, int.MaxValue);
                pads[axis + axes] = (int)Math.Clamp(total - begin, 0, int.MaxValue);
            }

            long free = size + pads[axis] + pads[axis + axes] - span;
            if (free < 0)
            {
                throw context.Invalid(
                    $"its kernel spans {span} but the padded input has {size + pads[axis] + pads[axis + axes]}",
                    "Use larger samples or a smaller kernel");
            }

            long steps = ceil ? (free + strides[axis] - 1) / strides[axis] : free / strides[axis];
            // ONNX drops a last window that would begin behind the input.
            if (ceil && steps * strides[axis] >= size + pads[axis])
            {
                steps--;
            }

            elements = steps + 1 > TensorReader.MostElements ? long.MaxValue : elements * (steps + 1);
            if (steps < 0 || elements > TensorReader.MostElements)
            {
                throw context.Invalid($"its output would have more than {TensorReader.MostElements} elements",
                    "Check its pads");
            }

            output[axis + 1] = (int)steps + 1;
        }

        return new(kernel, strides, dilations, pads, ceil, output) { Refusal = refusal };
    }

    static Extent Plane(int[] axes) => axes.Length == 1 ? new(1, axes[0]) : new(axes[0], axes[1]);
}
