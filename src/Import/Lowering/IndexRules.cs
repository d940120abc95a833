using Neuromorphic.Import.Layers;
using Neuromorphic.Import.Onnx;

namespace Neuromorphic.Import.Lowering;

/// <summary>
/// Rules for what takes elements to other places: Transpose, Slice, Split, Gather, Expand, Tile, DepthToSpace,
/// SpaceToDepth.
/// </summary>
static class IndexRules
{
    /// <summary>An index map that treats each axis by itself.</summary>
    /// <param name="context">The node.</param>
    /// <param name="axes">Per axis of the sample the input index of each output index, −1 for the fill.</param>
    /// <param name="fill">The value of elements without a source.</param>
    /// <param name="reason">Why the node disappears.</param>
    public static Outcome Moved(NodeContext context, int[][] axes, float fill, string reason)
    {
        int[] dims = [.. axes.Select(axis => axis.Length)];
        if (dims.Contains(0))
        {
            return Outcome.Refused("leaves nothing of its input");
        }

        context.Reserve(dims.Aggregate(1.0, (product, dim) => product * dim));
        if (dims.AsSpan().SequenceEqual(context.Dims)
            && axes.All(axis => axis.Select((from, to) => from == to).All(same => same)))
        {
            return Outcome.Vanishes(dims, "does nothing: every element stays where it is");
        }

        return Outcome.Folded(context.IndexMap(dims, IndexMaps.Separable(context.Dims, axes), fill), dims, reason);
    }

    public static Outcome Transpose(NodeContext context)
    {
        int rank = context.Dims.Length + 1;
        long[] listed = [.. context.IntegerList("perm") ?? [.. Enumerable.Range(0, rank).Select(axis => (long)(rank - 1 - axis))]];
        int[] axes = [.. listed.Select(axis => context.Axis(axis, rank))];
        if (axes.Length != rank || axes.Distinct().Count() != rank)
        {
            throw context.Invalid($"its permutation [{string.Join(", ", listed)}] is none of {rank} axes",
                "Export the model again");
        }

        if (axes[0] != 0)
        {
            return Outcome.Refused("exchanges the batch with another axis");
        }

        int[] permutation = [.. axes.Skip(1).Select(axis => axis - 1)];
        int[] dims = [.. permutation.Select(axis => context.Dims[axis])];
        // Axes of size 1 move without any element moving.
        if (permutation.Where(axis => context.Dims[axis] > 1).SequenceEqual(
            Enumerable.Range(0, rank - 1).Where(axis => context.Dims[axis] > 1)))
        {
            return ShapeRules.Renamed(context, dims);
        }

        context.Reserve(context.Shape.Count);
        return Outcome.Folded(context.IndexMap(dims, IndexMaps.Permute(context.Dims, permutation)), dims,
            "exchanges axes: synapses keep their sources");
    }

    public static Outcome Slice(NodeContext context)
    {
        int rank = context.Dims.Length + 1;
        if (context.ActivationIndex != 0 || !context.ConstantFrom(1))
        {
            return Outcome.Refused("its bounds are computed while the network runs; constants are needed");
        }

        long[] starts = List(context, 1, "starts") ?? throw context.Invalid("has no starts", "Export the model again");
        long[] ends = List(context, 2, "ends") ?? throw context.Invalid("has no ends", "Export the model again");
        long[] axes = List(context, 3, "axes") ?? [.. Enumerable.Range(0, starts.Length).Select(axis => (long)axis)];
        long[] steps = List(context, 4, "steps") ?? [.. starts.Select(_ => 1L)];
        if (ends.Length != starts.Length || axes.Length != starts.Length || steps.Length != starts.Length || steps.Contains(0))
        {
            throw context.Invalid("its starts, ends, axes and steps do not fit each other", "Export the model again");
        }

        int[][] kept = [.. context.Dims.Select(dim => Enumerable.Range(0, dim).ToArray())];
        HashSet<int> seen = [];
        for (int k = 0; k < axes.Length; k++)
        {
            int axis = context.Axis(axes[k], rank);
            if (!seen.Add(axis))
            {
                throw context.Invalid($"cuts axis {axis} twice", "Export the model again");
            }

            if (axis == 0)
            {
                if (starts[k] == 0 && ends[k] >= int.MaxValue && steps[k] == 1)
                {
                    continue;
                }

                return Outcome.Refused("cuts the batch");
            }

            if (starts[k] == OnnxTensor.OpenBatch || ends[k] == OnnxTensor.OpenBatch)
            {
                return Outcome.Refused("cuts by the size of the batch");
            }

            kept[axis - 1] = SliceRange.Indices(starts[k], ends[k], steps[k], context.Dims[axis - 1]);
        }

        return Moved(context, kept, 0, "a part of the value: synapses keep their sources");
    }

    public static Outcome Split(NodeContext context)
    {
        int rank = context.Dims.Length + 1;
        int axis = context.Axis(context.Integer("axis", 0), rank) - 1;
        if (axis < 0)
        {
            return Outcome.Refused("splits the batch (axis 0)");
        }

        if (context.ActivationIndex != 0 || !context.ConstantFrom(1))
        {
            return Outcome.Refused("its parts are computed while the network runs; constants are needed");
        }

        int count = context.Node.Outputs.Count;
        long size = context.Dims[axis];
        if (context.Node.Outputs.Any(output => output.Length == 0))
        {
            return Outcome.Refused("leaves out a part; every part needs a name");
        }

        long each = (size + count - 1) / count;
        long[] parts = List(context, 1, "split")
            ?? [.. Enumerable.Range(0, count).Select(part => Math.Clamp(size - (part * each), 0, each))];
        if (parts.Length != count || parts.Any(part => part < 1 || part > size) || parts.Sum() != size)
        {
            throw context.Invalid($"splits {size} into parts of [{string.Join(", ", parts)}]", "Export the model again");
        }

        context.Reserve(context.Shape.Count);
        List<Layer> layers = [];
        List<int[]> shapes = [];
        int first = 0;
        for (int part = 0; part < count; part++)
        {
            int[] dims = [.. context.Dims];
            dims[axis] = (int)parts[part];
            int[][] axes = [.. context.Dims.Select((dim, k) =>
                Enumerable.Range(k == axis ? first : 0, k == axis ? (int)parts[part] : dim).ToArray())];
            layers.Add(context.IndexMap(dims, IndexMaps.Separable(context.Dims, axes), 0, context.Node.Outputs[part]));
            shapes.Add(dims);
            first += (int)parts[part];
        }

        return new Outcome(Treatment.Folded, "parts of the value: synapses keep their sources", shapes[0])
        {
            Layers = layers,
            FurtherDims = shapes[1..],
        };
    }

    public static Outcome Gather(NodeContext context)
    {
        if (context.ActivationIndex != 0 || context.Constant(1) is not { IsFloat: false } indices)
        {
            return Outcome.Refused("its indices are computed while the network runs, or are no integers; constants are needed");
        }

        int axis = context.Axis(context.Integer("axis", 0), context.Dims.Length + 1) - 1;
        if (axis < 0)
        {
            return Outcome.Refused("takes parts of the batch (axis 0)");
        }

        int size = context.Dims[axis];
        context.Reserve(indices.Count);
        int[] picked = Array.ConvertAll(indices.Integers.ToArray(), index => index >= -size && index < size
            ? (int)(index < 0 ? index + size : index)
            : throw context.Invalid($"takes index {index} of {size}", "Export the model again"));
        int[][] axes = [.. context.Dims.Select((dim, k) => k == axis ? picked : [.. Enumerable.Range(0, dim)])];
        int[] dims = [.. context.Dims.Take(axis), .. indices.Dims, .. context.Dims.Skip(axis + 1)];
        if (dims.Length is 0 or > 7 || picked.Length == 0)
        {
            return Outcome.Refused("leaves no dimension but the batch, or too many");
        }

        context.Reserve(dims.Aggregate(1.0, (product, dim) => product * dim));
        return Outcome.Folded(context.IndexMap(dims, IndexMaps.Separable(context.Dims, axes)), dims,
            "parts of the value: synapses keep their sources");
    }

    public static Outcome Expand(NodeContext context)
    {
        if (context.ActivationIndex != 0 || context.Constant(1) is not { } stored)
        {
            return Outcome.Refused("its shape is computed while the network runs; a constant is needed");
        }

        int rank = context.Dims.Length + 1;
        long[] shape = context.Integers(stored, "shape").ToArray();
        if (shape.Length > rank || (shape.Length == rank && shape[0] != 1 && shape[0] != OnnxTensor.OpenBatch
            && shape[0] != context.FixedBatch))
        {
            return Outcome.Refused("makes a batch of its own");
        }

        long[] wanted = [.. Enumerable.Repeat(1L, rank - shape.Length), .. shape];
        double count = 1;
        for (int axis = 1; axis < rank; axis++)
        {
            long from = context.Dims[axis - 1];
            if (wanted[axis] < 1 || (from != 1 && wanted[axis] != 1 && wanted[axis] != from))
            {
                throw context.Invalid($"expands axis {axis} of size {from} to {wanted[axis]}", "Export the model again");
            }

            count *= Math.Max(from, wanted[axis]);
        }

        context.Reserve(count);
        int[][] axes = [.. context.Dims.Select((dim, k) =>
            Enumerable.Range(0, (int)Math.Max(dim, wanted[k + 1])).Select(index => dim == 1 ? 0 : index).ToArray())];
        return Moved(context, axes, 0, "copies of elements: synapses from the same source");
    }

    public static Outcome Tile(NodeContext context)
    {
        int rank = context.Dims.Length + 1;
        if (context.ActivationIndex != 0 || context.Constant(1) is not { } stored)
        {
            return Outcome.Refused("its repeats are computed while the network runs; constants are needed");
        }

        long[] repeats = context.Integers(stored, "repeats").ToArray();
        if (repeats.Length != rank || repeats.Any(count => count < 1))
        {
            throw context.Invalid($"its repeats [{string.Join(", ", repeats)}] do not fit {rank} dimensions",
                "Export the model again");
        }

        if (repeats[0] != 1)
        {
            return Outcome.Refused("repeats the batch");
        }

        context.Reserve(context.Dims.Select((dim, k) => (double)dim * repeats[k + 1]).Aggregate((product, size) => product * size));
        int[][] axes = [.. context.Dims.Select((dim, k) =>
            Enumerable.Range(0, (int)(dim * repeats[k + 1])).Select(index => index % dim).ToArray())];
        return Moved(context, axes, 0, "copies of elements: synapses from the same source");
    }

    public static Outcome DepthToSpace(NodeContext context)
    {
        (int block, int channels, int height, int width) = Blocks(context);
        int depth = channels / (block * block);
        if (depth * block * block != channels)
        {
            throw context.Invalid($"{channels} channels do not divide into blocks of {block}²", "Export the model again");
        }

        string mode = context.Text("mode", "DCR");
        (int[] split, int[] permutation) = mode switch
        {
            "DCR" => (new[] { block, block, depth, height, width }, new[] { 2, 3, 0, 4, 1 }),
            "CRD" => ([depth, block, block, height, width], [0, 3, 1, 4, 2]),
            _ => throw context.Invalid($"its mode is '{Printable.Name(mode)}'", "ONNX knows DCR and CRD"),
        };
        return Rearranged(context, split, permutation, [depth, height * block, width * block]);
    }

    public static Outcome SpaceToDepth(NodeContext context)
    {
        (int block, int channels, int height, int width) = Blocks(context);
        if (height % block != 0 || width % block != 0)
        {
            throw context.Invalid($"a map of {height}×{width} does not divide into blocks of {block}", "Export the model again");
        }

        return Rearranged(context, [channels, height / block, block, width / block, block], [2, 4, 0, 1, 3],
            [channels * block * block, height / block, width / block]);
    }

    static Outcome Rearranged(NodeContext context, int[] split, int[] permutation, int[] dims)
    {
        context.Reserve(context.Shape.Count);
        return Outcome.Folded(context.IndexMap(dims, IndexMaps.Permute(split, permutation)), dims,
            "channels become positions or the reverse: synapses keep their sources");
    }

    static (int Block, int Channels, int Height, int Width) Blocks(NodeContext context)
    {
        if (context.Dims is not [var channels, var height, var width])
        {
            throw context.Invalid($"its input has {context.Dims.Length + 1} dimensions instead of 4", "Export the model again");
        }

        long block = context.Integer("blocksize", 0);
        return block is >= 1 and <= 1024
            ? ((int)block, channels, height, width)
            : throw context.Invalid($"its blocksize is {block}", "Blocks have at least one element");
    }

    // An input from some opset on, an attribute before.
    static long[]? List(NodeContext context, int index, string name) =>
        context.Constant(index) is { } stored ? context.Integers(stored, name).ToArray()
        : context.Has(index) ? null
        : context.IntegerList(name)?.ToArray();
}
