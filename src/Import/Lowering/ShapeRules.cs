using Neuromorphic.Import.Layers;
using Neuromorphic.Import.Onnx;

namespace Neuromorphic.Import.Lowering;

/// <summary>Rules for what only moves or renames elements: Flatten, Reshape, Squeeze, Unsqueeze, Pad.</summary>
static class ShapeRules
{
    const string Renames = "only renames positions: elements keep their order";

    public static Outcome Flatten(NodeContext context)
    {
        int rank = context.Dims.Length + 1;
        long stored = context.Integer("axis", 1);
        // The axis may also be the rank itself: everything to the left.
        int axis = stored == rank ? rank : context.Axis(stored, rank);
        return axis == 1
            ? Renamed(context, [context.Shape.Count])
            : Outcome.Refused($"flattens the batch too (axis {stored}); axis 1 is needed");
    }

    public static Outcome Reshape(NodeContext context)
    {
        if (context.ActivationIndex != 0 || context.Constant(1) is not { } stored)
        {
            return Outcome.Refused("its shape is computed while the network runs; a constant shape is needed");
        }

        ReadOnlySpan<long> target = context.Integers(stored, "target shape");
        bool allowZero = context.Flag("allowzero");
        if (target.Length is < 2 or > 4)
        {
            return Outcome.Refused(
                $"reshapes to {target.Length} dimensions; batch and one to three dimensions are needed");
        }

        int[] dims = new int[target.Length - 1];
        long known = 1;
        int open = -1;
        for (int axis = 1; axis < target.Length; axis++)
        {
            long dim = target[axis];
            if (dim == 0 && !allowZero && axis <= context.Dims.Length)
            {
                dim = context.Dims[axis - 1];
            }

            if (dim == -1 && open < 0)
            {
                open = axis - 1;
                continue;
            }

            if (dim is < 1 or > TensorReader.MostElements || known * dim > TensorReader.MostElements)
            {
                throw context.Invalid($"dimension {axis} of its target shape is {target[axis]}", "Export the model again");
            }

            known *= dim;
            dims[axis - 1] = (int)dim;
        }

        int count = context.Shape.Count;
        bool keepsBatch = target[0] == 0 && !allowZero;
        if (open >= 0 && (keepsBatch || target[0] == context.FixedBatch) && count % known == 0)
        {
            dims[open] = (int)(count / known);
            return Renamed(context, dims);
        }

        if (open < 0 && known == count && (keepsBatch || target[0] == -1 || target[0] == context.FixedBatch))
        {
            return Renamed(context, dims);
        }

        string shape = string.Join(", ", target.ToArray());
        if (open < 0 && target[0] > 0 && known == count)
        {
            return Outcome.Refused($"its shape [{shape}] fixes a batch that the input leaves open; "
                + "a shape that begins with 0 or -1 is needed");
        }

        return Outcome.Refused($"its shape [{shape}] mixes batch and features of a sample of {count} elements");
    }

    public static Outcome Squeeze(NodeContext context)
    {
        if (!TryAxes(context, context.Dims.Length + 1, out SortedSet<int> axes))
        {
            return Outcome.Refused("its axes are not given as a constant; without them the batch may vanish");
        }

        if (axes.Contains(0))
        {
            return Outcome.Refused("removes the batch dimension");
        }

        foreach (int axis in axes)
        {
            if (context.Dims[axis - 1] != 1)
            {
                throw context.Invalid($"squeezes axis {axis} of size {context.Dims[axis - 1]}", "Export the model again");
            }
        }

        int[] dims = [.. context.Dims.Where((_, axis) => !axes.Contains(axis + 1))];
        return dims.Length > 0
            ? Renamed(context, dims)
            : Outcome.Refused("leaves no dimension but the batch");
    }

    public static Outcome Unsqueeze(NodeContext context)
    {
        int added = context.Has(1)
            ? context.Constant(1)?.Count ?? 0
            : context.IntegerList("axes")?.Count ?? 0;
        int rank = context.Dims.Length + 1 + added;
        if (rank > 4)
        {
            return Outcome.Refused($"makes {rank} dimensions; at most 4 are supported");
        }

        if (added == 0 || !TryAxes(context, rank, out SortedSet<int> axes))
        {
            return Outcome.Refused("its axes are not given as a constant");
        }

        if (axes.Contains(0))
        {
            return Outcome.Refused("adds a dimension before the batch");
        }

        List<int> dims = [.. context.Dims];
        foreach (int axis in axes)
        {
            dims.Insert(axis - 1, 1);
        }

        return Renamed(context, [.. dims]);
    }

    public static Outcome Pad(NodeContext context)
    {
        string mode = context.Text("mode", "constant");
        if (mode != "constant")
        {
            return Outcome.Refused($"pads by mode '{Printable.Name(mode)}'; zeros are needed");
        }

        if (context.ActivationIndex != 0 || (context.Has(1) && context.Constant(1) is null)
            || (context.Has(2) && context.Constant(2) is null) || (context.Has(3) && context.Constant(3) is null))
        {
            return Outcome.Refused("its pads are computed while the network runs; constants are needed");
        }

        float value = context.Constant(2) is { IsFloat: true, Count: 1 } stored
            ? stored.Floats.Span[0]
            : context.Real("value", 0);
        int rank = context.Dims.Length + 1;
        long[] begin = new long[rank];
        long[] end = new long[rank];
        ReadPads(context, rank, begin, end);
        if (begin.Concat(end).All(pad => pad == 0))
        {
            return Outcome.Vanishes(context.Dims, "pads nothing");
        }

        if (value != 0)
        {
            return Outcome.Refused($"pads with {value.ToString(System.Globalization.CultureInfo.InvariantCulture)}; "
                + "zeros are needed");
        }

        if (begin.Concat(end).Any(pad => pad < 0))
        {
            return Outcome.Refused("crops (negative pads); pads of at least 0 are needed");
        }

        if (rank < 3 || begin[0] + begin[1] + end[0] + end[1] != 0)
        {
            return Outcome.Refused("pads batch or channels; only rows and columns can be padded");
        }

        int[] dims = [.. context.Dims];
        long count = dims[0];
        for (int axis = 2; axis < rank; axis++)
        {
            // Each summand is below 2^31, and the product is checked at each step.
            long size = dims[axis - 1] + begin[axis] + end[axis];
            count = size > TensorReader.MostElements ? long.MaxValue : count * size;
            if (count > TensorReader.MostElements)
            {
                throw context.Invalid($"its output would have more than {TensorReader.MostElements} elements",
                    "Check its pads");
            }

            dims[axis - 1] = (int)size;
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

    // Axes are an attribute up to opset 12 and an input from 13 on.
    static bool TryAxes(NodeContext context, int rank, out SortedSet<int> axes)
    {
        long[]? stored = context.Has(1)
            ? context.Constant(1) is { } tensor ? context.Integers(tensor, "axes").ToArray() : null
            : context.IntegerList("axes")?.ToArray();
        axes = [.. (stored ?? []).Select(axis => context.Axis(axis, rank))];
        if (stored is not null && axes.Count != stored.Length)
        {
            throw context.Invalid("names an axis twice", "Export the model again");
        }

        return stored is { Length: > 0 };
    }

    static Outcome Renamed(NodeContext context, int[] dims)
    {
        ReshapeLayer layer = new()
        {
            Name = context.Node.Name,
            Operator = context.Node.Operator,
            Inputs = context.LayerInputs,
            Output = context.Output,
            InputShape = context.Shape,
            OutputShape = TensorShape.Of(dims),
        };
        return Outcome.Folded(layer, dims, Renames);
    }
}
