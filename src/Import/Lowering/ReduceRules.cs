namespace Neuromorphic.Import.Lowering;

/// <summary>Rules for sums and means over axes, and for running sums.</summary>
static class ReduceRules
{
    public static Outcome Mean(NodeContext context) => Reduce(context, mean: true);

    public static Outcome Sum(NodeContext context) => Reduce(context, mean: false);

    public static Outcome CumSum(NodeContext context)
    {
        int rank = context.Dims.Length + 1;
        if (context.ActivationIndex != 0 || context.Constant(1) is not { IsFloat: false, Count: 1 } stored)
        {
            return Outcome.Refused("its axis is not constant", context.Dims);
        }

        int axis = context.Axis(stored.Integers.Span[0], rank) - 1;
        if (axis < 0)
        {
            return Outcome.Refused("sums over the batch", context.Dims);
        }

        bool exclusive = context.Flag("exclusive");
        bool reverse = context.Flag("reverse");
        int size = context.Dims[axis];
        context.Reserve((double)size * size);
        (int, double)[][] running = [.. Enumerable.Range(0, size).Select(to => Enumerable.Range(0, size)
            .Where(from => reverse ? from > to || (from == to && !exclusive) : from < to || (from == to && !exclusive))
            .Select(from => (from, 1.0)).ToArray())];
        (int, double)[][][] axes = [.. context.Dims.Select((dim, k) => k == axis ? running : SynapseList.Unchanged(dim))];
        SynapseList synapses = SynapseList.Separable(context, context.Dims, axes);
        return Outcome.Folded(context.Linear(context.Dims, synapses, null, 0, 0), context.Dims, "a running sum is linear");
    }

    static Outcome Reduce(NodeContext context, bool mean)
    {
        long[] listed = [.. context.IntegerList("axes") ?? []];
        if (context.Has(1))
        {
            if (context.Constant(1) is not { } stored)
            {
                return Outcome.Refused("its axes are not constant");
            }

            listed = context.Integers(stored, "axes").ToArray();
        }

        int rank = context.Dims.Length + 1;
        int[] reduced = [.. listed.Select(axis => context.Axis(axis, rank)).Distinct().Order()];
        if (reduced.Length == 0)
        {
            return context.Flag("noop_with_empty_axes")
                ? Outcome.Vanishes(context.Dims, "does nothing without axes")
                : Outcome.Refused("reduces the batch too: it names no axes");
        }

        if (reduced[0] == 0)
        {
            return Outcome.Refused("reduces the batch (axis 0)");
        }

        bool keep = context.Integer("keepdims", 1) != 0;
        int[] output = [.. context.Dims.Select((dim, k) => reduced.Contains(k + 1) ? 1 : dim).Where((_, k) => keep || !reduced.Contains(k + 1))];
        if (output.Length == 0)
        {
            return Outcome.Refused("leaves no dimension but the batch; keepdims is needed");
        }

        string reason = mean ? PoolRules.AverageReason : "a sum is linear: it goes into the synapses behind it";
        if (mean && rank is 3 or 4 && reduced.SequenceEqual(Enumerable.Range(2, rank - 2)))
        {
            return Outcome.Folded(PoolRules.AverageLayer(context, output, PoolRules.Map(context)), output, reason);
        }

        (int, double)[][][] axes = [.. context.Dims.Select((dim, k) => reduced.Contains(k + 1)
            ? [[.. Enumerable.Range(0, dim).Select(from => (from, mean ? 1.0 / dim : 1.0))]]
            : SynapseList.Unchanged(dim))];
        SynapseList synapses = SynapseList.Separable(context, context.Dims, axes);
        return Outcome.Folded(context.Linear(output, synapses, null, 0, 0), output, reason);
    }
}
