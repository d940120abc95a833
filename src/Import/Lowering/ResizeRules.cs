using Neuromorphic.Import.Onnx;

namespace Neuromorphic.Import.Lowering;

/// <summary>
/// Rules for Resize and Upsample: nearest neighbours are an index map, linear interpolation is a fixed weighted sum.
/// Coordinates are computed in 32-bit floats, as ONNX Runtime does.
/// </summary>
static class ResizeRules
{
    public static Outcome Resize(NodeContext context)
    {
        bool plain = context.Node.Operator == "Upsample" || context.Opset < 11;
        string mode = context.Text("mode", "nearest");
        string coordinates = plain ? "asymmetric" : context.Text("coordinate_transformation_mode", "half_pixel");
        string nearest = plain ? "floor" : context.Text("nearest_mode", "round_prefer_floor");
        if (mode is not ("nearest" or "linear"))
        {
            return Outcome.Refused($"interpolates by mode '{Printable.Name(mode)}'; nearest or linear is needed");
        }

        if (coordinates is not ("half_pixel" or "pytorch_half_pixel" or "align_corners" or "asymmetric"
            or "half_pixel_symmetric"))
        {
            return Outcome.Refused($"its coordinates are '{Printable.Name(coordinates)}'; half_pixel, asymmetric or align_corners is needed");
        }

        if (nearest is not ("round_prefer_floor" or "round_prefer_ceil" or "floor" or "ceil"))
        {
            throw context.Invalid($"its nearest_mode is '{Printable.Name(nearest)}'", "Export the model again");
        }

        if (context.Flag("antialias") || context.Text("keep_aspect_ratio_policy", "stretch") != "stretch")
        {
            return Outcome.Refused("antialiases or keeps the aspect ratio; a plain Resize is needed");
        }

        if (context.ActivationIndex != 0 || !context.ConstantFrom(1))
        {
            return Outcome.Refused("its sizes are computed while the network runs; constants are needed");
        }

        if (!TryRatios(context, plain, out float[] scales, out int[] dims))
        {
            return Outcome.Refused("resizes the batch, or does not say to what");
        }

        context.Reserve(dims.Aggregate(1.0, (product, dim) => product * dim));
        Axis[] axes = [.. dims.Select((size, k) => new Axis(context.Dims[k], size, scales[k], coordinates))];
        if (mode == "nearest")
        {
            return IndexRules.Moved(context, [.. axes.Select(axis => axis.Nearest(nearest))], 0,
                "copies of elements: synapses from the same source");
        }

        SynapseList synapses = SynapseList.Separable(context, context.Dims, [.. axes.Select(axis => axis.Linear())]);
        return Outcome.Folded(context.Linear(dims, synapses, null, 0, 0), dims, "linear interpolation is a weighted sum");
    }

    // Scales and sizes of the sample's axes; the batch must stay.
    static bool TryRatios(NodeContext context, bool plain, out float[] scales, out int[] dims)
    {
        int rank = context.Dims.Length + 1;
        scales = [.. Enumerable.Repeat(1f, rank)];
        dims = [1, .. context.Dims];
        int[] axes = [.. context.IntegerList("axes")?.Select(axis => context.Axis(axis, rank)) ?? Enumerable.Range(0, rank)];
        OnnxTensor? factors = context.Constant(plain ? 1 : 2);
        float[]? listed = factors is { Count: > 0 } ? context.Floats(factors, "scales").ToArray()
            : context.Node.Attributes.GetValueOrDefault("scales")?.Reals.ToArray();
        long[]? sizes = context.Constant(3) is { Count: > 0 } stored ? context.Integers(stored, "sizes").ToArray() : null;
        if (axes.Distinct().Count() != axes.Length || (listed ?? (object?)sizes) is null)
        {
            return false;
        }

        if ((listed?.Length ?? sizes!.Length) != axes.Length)
        {
            throw context.Invalid($"has {listed?.Length ?? sizes!.Length} scales or sizes for {axes.Length} axes", "Export the model again");
        }

        for (int k = 0; k < axes.Length; k++)
        {
            int axis = axes[k];
            if (sizes is not null && axis == 0)
            {
                if (sizes[k] != 1 && sizes[k] != OnnxTensor.OpenBatch && sizes[k] != context.FixedBatch)
                {
                    return false;
                }

                continue;
            }

            double size = sizes?[k] ?? Math.Floor((double)((float)dims[axis] * listed![k]));
            if (!(size >= 1) || size > TensorReader.MostElements)
            {
                throw context.Invalid($"resizes axis {axis} of {dims[axis]} to {size}", "Check its scales");
            }

            scales[axis] = listed?[k] ?? (float)sizes![k] / dims[axis];
            dims[axis] = (int)size;
        }

        bool batch = scales[0] == 1;
        (scales, dims) = (scales[1..], dims[1..]);
        return batch;
    }

    /// <summary>One axis of a Resize.</summary>
    sealed record Axis(int From, int To, float Scale, string Coordinates)
    {
        public int[] Nearest(string mode) => [.. Enumerable.Range(0, To).Select(to =>
        {
            float at = Coordinate(to);
            double nearest = mode switch
            {
                "floor" => MathF.Floor(at),
                "ceil" => MathF.Ceiling(at),
                "round_prefer_ceil" => MathF.Floor(at + 0.5f),
                _ => at == MathF.Floor(at) + 0.5f ? MathF.Floor(at) : MathF.Round(at, MidpointRounding.AwayFromZero),
            };
            return (int)Math.Clamp(nearest, 0, From - 1);
        })];

        public (int Source, double Weight)[][] Linear() => [.. Enumerable.Range(0, To).Select(to =>
        {
            float at = Math.Clamp(Coordinate(to), 0, From - 1);
            int low = (int)at;
            double part = at - low;
            return part == 0 || low + 1 >= From ? new[] { (low, 1.0) } : [(low, 1 - part), (low + 1, part)];
        })];

        float Coordinate(int to)
        {
            if (Scale == 1 && From == To)
            {
                return to;
            }

            switch (Coordinates)
            {
                case "asymmetric":
                    return to / Scale;
                case "align_corners":
                    return To == 1 ? 0 : (float)to * (From - 1) / (To - 1);
                case "pytorch_half_pixel":
                    return To > 1 ? ((to + 0.5f) / Scale) - 0.5f : 0;
                case "half_pixel_symmetric":
                    float adjustment = To / (Scale * From);
                    float offset = From / 2f * (1 - adjustment);
                    return offset + ((to + 0.5f) / Scale) - 0.5f;
                default:
                    return ((to + 0.5f) / Scale) - 0.5f;
            }
        }
    }
}
