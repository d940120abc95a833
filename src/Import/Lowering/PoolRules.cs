using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Lowering;

/// <summary>Rules for the pools and the means over maps.</summary>
static class PoolRules
{
    const string AverageReason = "a mean is linear: its factor goes into the weights behind it";

    public static Outcome MaxPool(NodeContext context)
    {
        if (context.HasOutput(1))
        {
            return Outcome.Refused("its indices are used; only the maxima are supported");
        }

        WindowGeometry window = Window(context);
        if (window.Refusal is { } refusal)
        {
            return Outcome.Refused(refusal, window.Output);
        }

        MaxPoolLayer layer = MaxPoolLayer(context, window.Output, window);
        return Outcome.Converted(layer, window.Output, "the maximum of each window");
    }

    public static Outcome AveragePool(NodeContext context)
    {
        WindowGeometry window = Window(context);
        if (window.Dilations != new Extent(1, 1))
        {
            return Outcome.Refused("its windows are dilated; dense windows are needed", window.Output);
        }

        if (window.Refusal is { } refusal)
        {
            return Outcome.Refused(refusal, window.Output);
        }

        AveragePoolLayer layer = AverageLayer(context, window.Output, window.Kernel) with
        {
            Strides = window.Strides,
            Pads = window.Pads,
            CeilMode = window.CeilMode,
            CountIncludePad = context.Flag("count_include_pad"),
        };
        return Outcome.Folded(layer, window.Output, AverageReason);
    }

    public static Outcome GlobalAveragePool(NodeContext context)
    {
        int[] output = WholeMap(context);
        return Outcome.Folded(AverageLayer(context, output, Map(context)), output, AverageReason);
    }

    public static Outcome GlobalMaxPool(NodeContext context)
    {
        int[] output = WholeMap(context);
        Extent one = new(1, 1);
        WindowGeometry window = new(Map(context), one, one, default, false, output);
        return Outcome.Converted(MaxPoolLayer(context, output, window), output, "the maximum of each map");
    }

    public static Outcome ReduceMean(NodeContext context)
    {
        long[] axes = [.. context.IntegerList("axes") ?? []];
        if (context.Has(1))
        {
            if (context.Constant(1) is not { } stored)
            {
                return Outcome.Refused("its axes are not constant");
            }

            axes = context.Integers(stored, "axes").ToArray();
        }

        int rank = context.Dims.Length + 1;
        SortedSet<int> reduced = [.. axes.Select(axis => context.Axis(axis, rank))];
        if (rank < 3 || !reduced.SequenceEqual(Enumerable.Range(2, rank - 2)))
        {
            return Outcome.Refused("takes the mean over other axes than all rows and columns");
        }

        int[] output = context.Integer("keepdims", 1) != 0 ? WholeMap(context) : [context.Shape.Channels];
        return Outcome.Folded(AverageLayer(context, output, Map(context)), output, AverageReason);
    }

    static WindowGeometry Window(NodeContext context)
    {
        RequireMap(context);
        WindowGeometry window = WindowGeometry.Read(context, null, context.Shape.Channels);
        long rows = ((window.Kernel.Height - 1L) * window.Dilations.Height) + 1;
        long columns = ((window.Kernel.Width - 1L) * window.Dilations.Width) + 1;
        Padding pads = window.Pads;
        if (Math.Max(pads.Top, pads.Bottom) >= rows || Math.Max(pads.Left, pads.Right) >= columns)
        {
            throw context.Invalid("its padding is as large as its kernel", "A window must not lie in padding only");
        }

        return window;
    }

    static int[] WholeMap(NodeContext context)
    {
        RequireMap(context);
        return [context.Shape.Channels, .. Enumerable.Repeat(1, context.Dims.Length - 1)];
    }

    static void RequireMap(NodeContext context)
    {
        if (context.Dims.Length < 2)
        {
            throw context.Invalid("its input has no spatial axes: its sample has one dimension",
                "Pools take (batch, channels, length) or (batch, channels, height, width)");
        }
    }

    static Extent Map(NodeContext context) => new(context.Shape.Height, context.Shape.Width);

    static MaxPoolLayer MaxPoolLayer(NodeContext context, int[] output, WindowGeometry window) => new()
    {
        Name = context.Node.Name,
        Operator = context.Node.Operator,
        Inputs = context.LayerInputs,
        Output = context.Output,
        InputShape = context.Shape,
        OutputShape = TensorShape.Of(output),
        Kernel = window.Kernel,
        Strides = window.Strides,
        Dilations = window.Dilations,
        Pads = window.Pads,
        CeilMode = window.CeilMode,
    };

    static AveragePoolLayer AverageLayer(NodeContext context, int[] output, Extent kernel) => new()
    {
        Name = context.Node.Name,
        Operator = context.Node.Operator,
        Inputs = context.LayerInputs,
        Output = context.Output,
        InputShape = context.Shape,
        OutputShape = TensorShape.Of(output),
        Kernel = kernel,
        Strides = new(1, 1),
        Pads = default,
        CeilMode = false,
        CountIncludePad = false,
    };
}
