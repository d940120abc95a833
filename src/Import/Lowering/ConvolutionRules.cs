using Neuromorphic.Import.Layers;
using Neuromorphic.Import.Onnx;

namespace Neuromorphic.Import.Lowering;

/// <summary>Rules for Conv and ConvTranspose over one to three axes.</summary>
static class ConvolutionRules
{
    const string Reason = "convolution: synapses shared over positions";

    public static Outcome Conv(NodeContext context)
    {
        if (context.ActivationIndex != 0 || context.Constant(1) is not { } weights
            || (context.Has(2) && context.Constant(2) is null))
        {
            return Outcome.Refused("its weights are computed while the network runs; constant weights are needed");
        }

        int channels = RequireWeights(context, weights);
        float[] values = context.Floats(weights, "weights").ToArray();
        float[]? bias = Bias(context, channels);
        WindowGeometry window = WindowGeometry.Read(context, [.. weights.Dims.Skip(2)], channels);
        if (window.Refusal is { } refusal)
        {
            return Outcome.Refused(refusal, window.Output);
        }

        return window.Sizes.Length == 3
            ? Volume(context, window, values, bias)
            : Outcome.Converted(Layer(context, window, values, bias), window.Output, Reason);
    }

    public static Outcome ConvTranspose(NodeContext context)
    {
        if (context.ActivationIndex != 0 || context.Constant(1) is not { } weights
            || (context.Has(2) && context.Constant(2) is null))
        {
            return Outcome.Refused("its weights are computed while the network runs; constant weights are needed");
        }

        TransposedGeometry window = TransposedGeometry.Read(context, weights);
        float[] values = context.Floats(weights, "weights").ToArray();
        float[]? bias = Bias(context, window.Output[0]);
        int groups = (int)context.Integer("group", 1);
        int outputs = window.Output[0] / groups;
        int taps = window.Sizes.Aggregate(1, (product, size) => product * size);
        WindowSynapses synapses = new(context, window.Taps(context), groups, window.Output) { KernelSizes = window.Sizes };
        SynapseList list = synapses.List((output, input) => ((input * outputs) + (output % outputs)) * taps, values);
        long products = (long)context.Shape.Count * outputs * taps;
        LinearLayer layer = context.Linear(window.Output, list, PerElement(bias, window.Output), products,
            values.Length + (bias?.Length ?? 0));
        return Outcome.Converted(layer, window.Output, "transposed convolution: each input reaches a window of outputs");
    }

    /// <summary>Checks the weights of Conv against the input; gives the output channels.</summary>
    public static int RequireWeights(NodeContext context, OnnxTensor weights)
    {
        int axes = context.Dims.Length - 1;
        if (axes is < 1 or > 3)
        {
            throw context.Invalid($"its input has {axes} spatial axes", "Conv takes batch, channels and one to three spatial axes");
        }

        if (weights.Dims.Count != axes + 2)
        {
            throw context.Invalid($"its weights have {weights.Dims.Count} dimensions instead of {axes + 2}",
                "Export the model again");
        }

        if (weights.Dims.Any(dim => dim < 1))
        {
            throw context.Invalid("its weights are empty", "Export the model again");
        }

        long groups = context.Integer("group", 1);
        int channels = weights.Dims[0];
        if (groups < 1 || channels % groups != 0)
        {
            throw context.Invalid($"{groups} groups do not divide its {channels} output channels",
                "Groups are positive and divide the channels");
        }

        if (weights.Dims[1] * groups != context.Shape.Channels)
        {
            throw context.Invalid(
                $"its weights take {weights.Dims[1]} channels in {groups} groups, its input has {context.Shape.Channels}",
                "Export the model again");
        }

        return channels;
    }

    /// <summary>The layer of a convolution over one or two axes.</summary>
    public static ConvolutionLayer Layer(NodeContext context, WindowGeometry window, float[] weights, float[]? bias) => new()
    {
        Name = context.Node.Name,
        Operator = context.Node.Operator,
        Inputs = context.LayerInputs,
        Output = context.Output,
        InputShape = context.Shape,
        OutputShape = TensorShape.Of(window.Output),
        Weights = weights,
        Bias = bias,
        Kernel = window.Kernel,
        Strides = window.Strides,
        Dilations = window.Dilations,
        Pads = window.Pads,
        Groups = (int)context.Integer("group", 1),
    };

    static float[]? Bias(NodeContext context, int channels)
    {
        if (context.Constant(2) is not { } stored)
        {
            return null;
        }

        return stored.Dims.Count == 1 && stored.Count == channels
            ? context.Floats(stored, "bias").ToArray()
            : throw context.Invalid($"its bias has {stored.Count} elements instead of {channels}", "Export the model again");
    }

    static Outcome Volume(NodeContext context, WindowGeometry window, float[] weights, float[]? bias)
    {
        int groups = (int)context.Integer("group", 1);
        int inputs = context.Dims[0] / groups;
        int taps = window.Sizes.Aggregate(1, (product, size) => product * size);
        WindowSynapses synapses = new(context, Taps(context, window), groups, window.Output) { KernelSizes = window.Sizes };
        SynapseList list = synapses.List((output, input) => ((output * inputs) + (input % inputs)) * taps, weights);
        long positions = window.Output.Skip(1).Aggregate(1L, (product, dim) => product * dim);
        LinearLayer layer = context.Linear(window.Output, list, PerElement(bias, window.Output), positions * weights.Length,
            weights.Length + (bias?.Length ?? 0));
        return Outcome.Converted(layer, window.Output, "convolution over volumes: synapses one by one");
    }

    // Per axis and output position the input positions that it sees, each with its place in the kernel.
    static (int Source, int Tap)[][][] Taps(NodeContext context, WindowGeometry window)
    {
        (int, int)[][][] axes = new (int, int)[window.Sizes.Length][][];
        for (int axis = 0; axis < axes.Length; axis++)
        {
            int size = context.Dims[axis + 1];
            context.Reserve((double)window.Output[axis + 1] * window.Sizes[axis]);
            axes[axis] = [.. Enumerable.Range(0, window.Output[axis + 1]).Select(to => Enumerable.Range(0, window.Sizes[axis])
                .Select(tap => (At: ((long)to * window.Steps[axis]) - window.Borders[axis] + ((long)tap * window.Gaps[axis]), tap))
                .Where(pair => pair.At >= 0 && pair.At < size)
                .Select(pair => ((int)pair.At, pair.tap)).ToArray())];
        }

        return axes;
    }

    static float[]? PerElement(float[]? bias, int[] dims)
    {
        int map = dims.Skip(1).Aggregate(1, (product, dim) => product * dim);
        return bias is null ? null : [.. Enumerable.Range(0, dims[0] * map).Select(k => bias[k / map])];
    }
}
