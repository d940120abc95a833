using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Lowering;

/// <summary>The rule for Pad: zeros around maps are a layer of their own, everything else is an index map.</summary>
static class PadRules
{
    public static Outcome Pad(NodeContext context)
    {
        string mode = context.Text("mode", "constant");
        if (mode is not ("constant" or "reflect" or "edge" or "wrap"))
        {
            throw context.Invalid($"its mode is '{Printable.Name(mode)}'", "ONNX knows constant, reflect, edge and wrap");
        }

        if (context.ActivationIndex != 0 || !context.ConstantFrom(1)
            || Enumerable.Range(1, 3).Any(index => context.Has(index) && context.Constant(index) is null))
        {
            return Outcome.Refused("its pads are computed while the network runs; constants are needed");
        }

        float value = context.Constant(2) is { IsFloat: true, Count: 1 } stored
            ? stored.Floats.Span[0]
            : context.Real("value", 0);
        if (!float.IsFinite(value))
        {
            throw context.Invalid("pads with a value that is not finite", "Export the model again");
        }

        int rank = context.Dims.Length + 1;
        long[] begin = new long[rank];
        long[] end = new long[rank];
        ReadPads(context, rank, begin, end);
        if (begin.Concat(end).All(pad => pad == 0))
        {
            return Outcome.Vanishes(context.Dims, "pads nothing");
        }

        if (begin[0] != 0 || end[0] != 0)
        {
            return Outcome.Refused("pads the batch");
        }

        int[] dims = [.. context.Dims];
        double count = 1;
        for (int axis = 1; axis < rank; axis++)
        {
            long size = dims[axis - 1] + begin[axis] + end[axis];
            count *= size;
            if (size < 1)
            {
                throw context.Invalid($"leaves {size} of axis {axis}", "Check its pads");
            }

            if (count > Onnx.TensorReader.MostElements)
            {
                throw context.Invalid($"its output would have more than {Onnx.TensorReader.MostElements} elements", "Check its pads");
            }

            dims[axis - 1] = (int)size;
        }

        bool zeros = mode == "constant" && value == 0 && rank is 3 or 4 && begin[1] == 0 && end[1] == 0
            && begin.Concat(end).All(pad => pad >= 0);
        if (!zeros)
        {
            context.Reserve(count);
            int[][] axes = [.. context.Dims.Select((size, k) => Sources(context, mode, size, begin[k + 1], dims[k]))];
            return IndexRules.Moved(context, axes, value, "borders: synapses from the same sources, or none");
        }

        PadLayer layer = new()
        {
            Name = context.Node.Name,
            Operator = context.Node.Operator,
            Inputs = context.LayerInputs,
            Output = context.Output,
            InputShape = context.Shape,
            OutputShape = TensorShape.Of(dims),
            Pads = rank == 3
                ? new(0, (int)begin[2], 0, (int)end[2])
                : new((int)begin[2], (int)begin[3], (int)end[2], (int)end[3]),
        };
        return Outcome.Folded(layer, dims, "zeros at the border never spike");
    }

    static int[] Sources(NodeContext context, string mode, int size, long begin, int padded)
    {
        int[] sources = new int[padded];
        for (int k = 0; k < padded; k++)
        {
            long at = k - begin;
            // The mirror stands on the border element, so that size − 1 is the farthest it shows.
            bool outside = at < 0 || at >= size;
            if (outside && mode == "reflect" && (at <= -size || at > 2L * (size - 1)))
            {
                throw context.Invalid($"reflects beyond an axis of {size}", "Pads by reflection are smaller than the axis");
            }

            sources[k] = !outside ? (int)at : mode switch
            {
                "edge" => at < 0 ? 0 : size - 1,
                "reflect" => (int)(at < 0 ? -at : (2L * (size - 1)) - at),
                "wrap" => (int)(((at % size) + size) % size),
                _ => -1,
            };
        }

        return sources;
    }

    static void ReadPads(NodeContext context, int rank, long[] begin, long[] end)
    {
        long[] pads = context.Constant(1) is { } stored
            ? context.Integers(stored, "pads").ToArray()
            : [.. context.IntegerList("pads") ?? throw context.Invalid("has no pads", "Export the model again")];
        int[] axes = context.Constant(3) is { } listed
            ? [.. context.Integers(listed, "axes").ToArray().Select(axis => context.Axis(axis, rank))]
            : [.. Enumerable.Range(0, rank)];
        if (pads.Length != 2 * axes.Length || axes.Distinct().Count() != axes.Length)
        {
            throw context.Invalid($"has {pads.Length} pads for {axes.Length} axes", "Export the model again");
        }

        for (int index = 0; index < axes.Length; index++)
        {
            begin[axes[index]] = pads[index];
            end[axes[index]] = pads[index + axes.Length];
        }

        if (pads.Any(pad => pad is > int.MaxValue or < int.MinValue))
        {
            throw context.Invalid("its pads exceed 32 bits", "Export the model again");
        }
    }
}
