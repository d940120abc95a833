using Neuromorphic.Import.Onnx;

namespace Neuromorphic.Import.Lowering;

/// <summary>Rules for what only renames positions: Flatten, Reshape, Squeeze, Unsqueeze.</summary>
static class ShapeRules
{
    const int MostDimensions = 8;
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
        if (target.Length is < 2 or > MostDimensions)
        {
            return Outcome.Refused(
                $"reshapes to {target.Length} dimensions; the batch and one to {MostDimensions - 1} dimensions are needed");
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

            if (dim == OnnxTensor.OpenBatch)
            {
                return Outcome.Refused("moves the batch behind other dimensions");
            }

            if (dim is < 1 or > TensorReader.MostElements || known * dim > TensorReader.MostElements)
            {
                throw context.Invalid($"dimension {axis} of its target shape is {target[axis]}", "Export the model again");
            }

            known *= dim;
            dims[axis - 1] = (int)dim;
        }

        int count = context.Shape.Count;
        bool keepsBatch = (target[0] == 0 && !allowZero) || target[0] == OnnxTensor.OpenBatch;
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
        if (rank > MostDimensions)
        {
            return Outcome.Refused($"makes {rank} dimensions; at most {MostDimensions} are supported");
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

    public static Outcome Renamed(NodeContext context, int[] dims) =>
        Outcome.Folded(context.Reshape(dims), dims, Renames);
}
