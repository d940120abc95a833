using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Lowering;

/// <summary>Rules for the pools and the means over maps.</summary>
static class PoolRules
{
    public const string AverageReason = "a mean is linear: its factor goes into the weights behind it";

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

        if (window.Sizes.Length == 3)
        {
            return Outcome.Refused("takes maxima over volumes; one or two spatial axes are needed", window.Output);
        }

        MaxPoolLayer layer = MaxPoolLayer(context, window.Output, window);
        return Outcome.Converted(layer, window.Output, "the maximum of each window");
    }

    public static Outcome AveragePool(NodeContext context)
    {
        WindowGeometry window = Window(context);
        if (window.Refusal is { } refusal)
        {
            return Outcome.Refused(refusal, window.Output);
        }

        if (window.Sizes.Length == 3 || window.Gaps.Any(gap => gap > 1))
        {
            return TapByTap(context, window);
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
        // To a mean over the whole map rows and planes are alike.
        return Outcome.Folded(AverageLayer(context, output, Map(context)), output, AverageReason);
    }

    public static Outcome GlobalMaxPool(NodeContext context)
    {
        int[] output = WholeMap(context);
        Extent map = Map(context);
        WindowGeometry window = new([map.Height, map.Width], [1, 1], [1, 1], [0, 0, 0, 0], false, output);
        return Outcome.Converted(MaxPoolLayer(context, output, window), output, "the maximum of each map");
    }

    // Each axis has its own taps and its own divisor: the mean over a window is the product of means over axes.
    static Outcome TapByTap(NodeContext context, WindowGeometry window)
    {
        bool includePad = context.Flag("count_include_pad");
        int axes = window.Sizes.Length;
        (int, double)[][][] taps = new (int, double)[axes + 1][][];
        taps[0] = SynapseList.Unchanged(context.Shape.Channels);
        for (int axis = 0; axis < axes; axis++)
        {
            int size = context.Dims[axis + 1];
            context.Reserve((double)window.Output[axis + 1] * window.Sizes[axis]);
            taps[axis + 1] = new (int, double)[window.Output[axis + 1]][];
            for (int to = 0; to < window.Output[axis + 1]; to++)
            {
                long first = ((long)to * window.Steps[axis]) - window.Borders[axis];
                long[] all = [.. Enumerable.Range(0, window.Sizes[axis]).Select(k => first + ((long)k * window.Gaps[axis]))];
                int[] inside = [.. all.Where(at => at >= 0 && at < size).Select(at => (int)at)];
                int count = includePad ? all.Count(at => at < size + window.Borders[axis + axes]) : inside.Length;
                taps[axis + 1][to] = [.. inside.Select(at => (at, 1.0 / count))];
            }
        }

        SynapseList synapses = SynapseList.Separable(context, context.Dims, taps);
        return Outcome.Folded(context.Linear(window.Output, synapses, null, 0, 0), window.Output, AverageReason);
    }

    static WindowGeometry Window(NodeContext context)
    {
        RequireMap(context);
        WindowGeometry window = WindowGeometry.Read(context, null, context.Shape.Channels);
        int axes = window.Sizes.Length;
        if (Enumerable.Range(0, 2 * axes).Any(k =>
            window.Borders[k] >= ((window.Sizes[k % axes] - 1L) * window.Gaps[k % axes]) + 1))
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

    public static Extent Map(NodeContext context) => new(context.Shape.Height, context.Shape.Width);

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

    public static AveragePoolLayer AverageLayer(NodeContext context, int[] output, Extent kernel) => new()
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
