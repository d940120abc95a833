using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Lowering;

/// <summary>Rules for what brings branches together: sums and Concat.</summary>
static class JoinRules
{
    /// <summary>Add, Sub, Sum and Mean of activations of one shape.</summary>
    public static Outcome Sum(NodeContext context)
    {
        int[] dims = context.Dims;
        int count = context.Node.Inputs.Count;
        if (context.Inputs.Any(input => input is null))
        {
            return count == 2 && context.Node.Operator == "Sum"
                ? Outcome.Refused("sums an activation and a constant; Add is needed", dims)
                : Outcome.Refused("sums activations and constants in one node; Add is needed for the constants", dims);
        }

        if (context.Inputs.FirstOrDefault(input => !input!.Dims.AsSpan().SequenceEqual(dims)) is { } other)
        {
            return Outcome.Refused($"adds activations of different shapes, [{string.Join(", ", dims)}] and "
                + $"[{string.Join(", ", other.Dims!)}]; an Expand of the smaller one is needed");
        }

        if (count == 1)
        {
            return Outcome.Vanishes(dims, "does nothing with one input");
        }

        float[] factors = new float[count];
        Array.Fill(factors, context.Node.Operator == "Mean" ? 1f / count : 1f);
        if (context.Node.Operator == "Sub")
        {
            factors[1] = -1;
        }

        return Outcome.Converted(context.Sum(factors), dims, "synapses from every branch");
    }

    public static Outcome Concat(NodeContext context)
    {
        int rank = context.Dims.Length + 1;
        int axis = context.Axis(context.Integer("axis", 1), rank) - 1;
        if (axis < 0)
        {
            return Outcome.Refused("joins batches (axis 0)");
        }

        if (context.Inputs.Any(input => input is null))
        {
            return WithConstants(context, axis);
        }

        int[] dims = [.. context.Dims];
        long size = 0;
        foreach (Activation? input in context.Inputs)
        {
            RequireFit(context, dims, input!.Dims!, axis);
            size += input.Dims![axis];
        }

        if (context.Inputs.Any(input => input!.Type != context.Input.Type))
        {
            throw context.Invalid("joins values of different element types", "Export the model again");
        }

        context.Reserve(dims.Select((dim, k) => k == axis ? (double)size : dim).Aggregate((product, dim) => product * dim));
        dims[axis] = (int)size;
        if (context.Inputs.Count == 1)
        {
            return Outcome.Vanishes(dims, "does nothing with one input");
        }

        int inner = dims.Skip(axis + 1).Aggregate(1, (product, dim) => product * dim);
        List<int[]> targets = [];
        int begin = 0;
        foreach (Activation? input in context.Inputs)
        {
            int width = input!.Dims![axis] * inner;
            int block = dims[axis] * inner;
            int first = begin;
            targets.Add([.. Enumerable.Range(0, TensorShape.Of(input.Dims).Count)
                .Select(k => (k / width * block) + first + (k % width))]);
            begin += width;
        }

        ConcatLayer layer = new()
        {
            Name = context.Node.Name,
            Operator = context.Node.Operator,
            Inputs = [.. context.Inputs.Select(input => input!.Name)],
            Output = context.Output,
            InputShape = context.Shape,
            OutputShape = TensorShape.Of(dims),
            InputShapes = [.. context.Inputs.Select(input => TensorShape.Of(input!.Dims!))],
            Targets = [.. targets],
        };
        return Outcome.Folded(layer, dims, "branches side by side: synapses keep their sources");
    }

    // One activation between constants of one number is padding by another name.
    static Outcome WithConstants(NodeContext context, int axis)
    {
        if (context.Activations > 1)
        {
            return Outcome.Refused("joins several activations with constants; one kind is needed");
        }

        int[] dims = [.. context.Dims];
        List<int> along = [];
        float? fill = null;
        for (int index = 0; index < context.Inputs.Count; index++)
        {
            if (context.Inputs[index] is not null)
            {
                along.AddRange(Enumerable.Range(0, dims[axis]));
                continue;
            }

            if (context.Constant(index) is not { } stored || stored.Dims.Count != dims.Length + 1 || stored.Dims[0] != 1
                || stored.Count == 0 || stored.Count > 1 << 20)
            {
                return Outcome.Refused("joins an activation with a constant that has a batch of its own");
            }

            RequireFit(context, dims, [.. stored.Dims.Skip(1)], axis);
            float[] values = context.Floats(stored, "constants").ToArray();
            fill ??= values[0];
            if (context.FixedBatch != 1 || values.Any(value => value != fill))
            {
                return Outcome.Refused("joins an activation with constants; one number and a fixed batch of 1 are needed");
            }

            along.AddRange(Enumerable.Repeat(-1, stored.Dims[axis + 1]));
        }

        int[][] axes = [.. dims.Select((dim, k) => k == axis ? along.ToArray() : [.. Enumerable.Range(0, dim)])];
        return IndexRules.Moved(context, axes, fill ?? 0, "constants beside the value");
    }

    static void RequireFit(NodeContext context, int[] dims, int[] other, int axis)
    {
        if (other.Length != dims.Length || other.Where((dim, k) => k != axis && dim != dims[k]).Any())
        {
            throw context.Invalid($"joins shapes [{string.Join(", ", dims)}] and [{string.Join(", ", other)}] along "
                + $"axis {axis + 1}", "Export the model again");
        }
    }
}
