using Neuromorphic.Import.Layers;
using Neuromorphic.Import.Onnx;

namespace Neuromorphic.Import.Lowering;

/// <summary>
/// Rules for quantised models. Integers between nodes are numbers like others; rounding is a staircase, and what lies
/// before and behind it is linear.
/// </summary>
static class QuantisationRules
{
    public static Outcome Quantize(NodeContext context)
    {
        OnnxElementType type = context.Constant(2)?.ElementType
            ?? (OnnxElementType)context.Integer("output_dtype", (long)OnnxElementType.UInt8);
        if (context.ActivationIndex != 0 || !context.ConstantFrom(1) || !TryNumber(context, 1, out double scale)
            || (context.Has(2) && !TryNumber(context, 2, out _)))
        {
            return Outcome.Refused("quantises with a scale per channel or a computed one; one constant scale is needed",
                context.Dims) with
            { Type = type };
        }

        if (scale <= 0)
        {
            throw context.Invalid($"its scale is {scale}", "Scales are positive: export the model again");
        }

        double zero = TryNumber(context, 2, out double given) ? given : 0;
        Outcome outcome = Range(type) is { } range
            ? StaircaseFusion.Begin(context, Stairs(scale, zero, range))
            : Outcome.Refused($"quantises to {type}; 8 or 16 bits are needed", context.Dims);
        return outcome with { Type = type };
    }

    public static Outcome Dequantize(NodeContext context)
    {
        if (context.ActivationIndex != 0 || !context.ConstantFrom(1) || context.Constant(1) is not { } stored
            || context.Integer("block_size", 0) != 0)
        {
            return Outcome.Refused("its scale is computed while the network runs, or differs by block; a constant is needed", context.Dims);
        }

        if (context.Input.Type == OnnxElementType.Float32)
        {
            throw context.Invalid("dequantises floating-point values", "Export the model again");
        }

        double[] zeros = Numbers(context, 2) ?? [0];
        if (TryNumber(context, 1, out double scale) && zeros.Length == 1)
        {
            if (StaircaseFusion.Scale(context, scale, -zeros[0] * scale) is { } stairs)
            {
                return stairs with { Type = OnnxElementType.Float32 };
            }

            zeros = [.. Enumerable.Repeat(zeros[0], context.Shape.Channels)];
            return PerChannel(context, [.. zeros.Select(_ => (float)scale)], zeros, stored.Count);
        }

        float[] scales = context.Floats(stored, "scales").ToArray();
        zeros = context.Has(2) ? zeros : new double[scales.Length];
        return context.Axis(context.Integer("axis", 1), context.Dims.Length + 1) == 1 && stored.Dims.Count == 1
            && scales.Length == context.Shape.Channels && zeros.Length == scales.Length
            ? PerChannel(context, scales, zeros, 2 * stored.Count)
            : Outcome.Refused("its scales run along another axis than the channels", context.Dims);
    }

    public static Outcome Conv(NodeContext context)
    {
        bool real = context.Node.Operator == "QLinearConv";
        (int zeroAt, int weightsAt, int weightZeroAt) = real ? (2, 3, 5) : (2, 1, 3);
        if (context.ActivationIndex != 0 || !context.ConstantFrom(1) || context.Constant(weightsAt) is not { IsFloat: false } weights)
        {
            return Outcome.Refused("its weights or scales are computed while the network runs; constants are needed");
        }

        int channels = ConvolutionRules.RequireWeights(context, weights);
        WindowGeometry window = WindowGeometry.Read(context, [.. weights.Dims.Skip(2)], channels);
        if (window.Refusal is { } refusal || window.Sizes.Length == 3)
        {
            return Outcome.Refused(window.Refusal ?? "runs over volumes; one or two spatial axes are needed", window.Output);
        }

        double[] factors = real ? Factors(context, 1, 4, 6, channels) : [.. Enumerable.Repeat(1.0, channels)];
        double[] zeros = Spread(context, weightZeroAt, channels);
        int size = weights.Count / channels;
        float[] values = [.. Enumerable.Range(0, weights.Count).Select(k =>
            (float)((weights.Integers.Span[k] - zeros[k / size]) * factors[k / size]))];
        float[]? bias = real && Numbers(context, 8) is { } stored
            ? stored.Length == channels
                ? [.. stored.Select((value, c) => (float)(value * factors[c]))]
                : throw context.Invalid($"its bias has {stored.Length} elements instead of {channels}", "Export the model again")
            : null;
        return Assembled(context, zeroAt, real, ConvolutionRules.Layer(context, window, values, bias), window.Output);
    }

    public static Outcome MatMul(NodeContext context)
    {
        bool real = context.Node.Operator == "QLinearMatMul";
        (int zeroAt, int weightsAt, int weightZeroAt) = real ? (2, 3, 5) : (2, 1, 3);
        if (context.ActivationIndex != 0 || !context.ConstantFrom(1) || context.Constant(weightsAt) is not { IsFloat: false } weights)
        {
            return Outcome.Refused("its weights or scales are computed while the network runs; constants are needed");
        }

        if (context.Dims.Length != 1)
        {
            return Outcome.Refused("multiplies every position; a Flatten before it is needed");
        }

        (int outputs, int inputs) = LinearRules.Matrix(context, weights, transposed: false);
        double[] factors = real ? Factors(context, 1, 4, 6, outputs) : [.. Enumerable.Repeat(1.0, outputs)];
        double[] zeros = Spread(context, weightZeroAt, outputs);
        float[] values = [.. Enumerable.Range(0, weights.Count).Select(k => (output: k / inputs, input: k % inputs))
            .Select(at => (float)((weights.Integers.Span[(at.input * outputs) + at.output] - zeros[at.output]) * factors[at.output]))];
        return Assembled(context, zeroAt, real, LinearRules.Dense(context, values, null, inputs, outputs), [outputs]);
    }

    // The layer between what takes the input's zero point off and, for the QLinear operators, the rounding behind it.
    static Outcome Assembled(NodeContext context, int zeroAt, bool rounded, Layer linear, int[] dims)
    {
        double zero = TryNumber(context, zeroAt, out double given) ? given : 0;
        List<Layer> layers = [];
        if (zero != 0)
        {
            int channels = context.Shape.Channels;
            ScaleLayer shifted = context.Scale([.. Enumerable.Repeat(1f, channels)],
                [.. Enumerable.Repeat((float)-zero, channels)], 0) with
            { Output = context.InnerName("shifted"), IsInner = true };
            layers.Add(shifted);
            linear = linear with { Inputs = [shifted.Output] };
        }

        const string Reason = "quantised synapses";
        if (!rounded)
        {
            return new Outcome(Treatment.Converted, Reason, dims) { Layers = [.. layers, linear], Type = OnnxElementType.Int32 };
        }

        OnnxElementType type = context.Constant(7)?.ElementType ?? OnnxElementType.Undefined;
        if (Range(type) is not { } range || !TryNumber(context, 7, out double outputZero))
        {
            return Outcome.Refused("its output has no zero point of 8 or 16 bits", dims);
        }

        linear = linear with { Output = context.InnerName("summed"), IsInner = true };
        ActivationLayer stairs = context.Function(Stairs(1, outputZero, range)) with
        {
            Inputs = [linear.Output],
            InputShape = linear.OutputShape,
            OutputShape = linear.OutputShape,
        };
        return new Outcome(Treatment.Converted, Reason + " and a quantised activation", dims)
        {
            Layers = [.. layers, linear, stairs],
            Type = type,
        };
    }

    static Outcome PerChannel(NodeContext context, float[] scales, double[] zeros, int stored) =>
        ScaleRules.Scaled(context, scales, [.. scales.Select((scale, c) => (float)(-zeros[c] * scale))], stored) with
        {
            Type = OnnxElementType.Float32,
        };

    // Rounding halves to even comes before the zero point.
    static Staircase Stairs(double scale, double zero, (double Low, double High) range) =>
        new(scale, 0, StaircaseRounding.HalfToEven, range.Low - zero, range.High - zero, 1, zero);

    static double[] Factors(NodeContext context, int input, int weight, int output, int channels)
    {
        if (!TryNumber(context, input, out double x) || !TryNumber(context, output, out double y) || x <= 0 || y <= 0)
        {
            throw context.Invalid("its input or output has no positive scale", "Export the model again");
        }

        return [.. Spread(context, weight, channels).Select(scale => x * scale / y)];
    }

    // One number for all channels, or one for each.
    static double[] Spread(NodeContext context, int index, int channels)
    {
        double[] stored = Numbers(context, index) ?? [0];
        return stored.Length == channels ? stored
            : stored.Length == 1 ? [.. Enumerable.Repeat(stored[0], channels)]
            : throw context.Invalid($"has {stored.Length} scales or zero points for {channels} channels", "Export the model again");
    }

    static bool TryNumber(NodeContext context, int index, out double number)
    {
        double[]? stored = Numbers(context, index);
        number = stored is [double single] ? single : 0;
        return stored is { Length: 1 };
    }

    static double[]? Numbers(NodeContext context, int index)
    {
        if (context.Constant(index) is not { } stored)
        {
            return null;
        }

        return stored.IsFloat
            ? [.. context.Floats(stored, "scale").ToArray().Select(value => (double)value)]
            : [.. stored.Integers.ToArray().Select(value => (double)value)];
    }

    static (double Low, double High)? Range(OnnxElementType type) => type switch
    {
        OnnxElementType.UInt8 => (0, 255),
        OnnxElementType.Int8 => (-128, 127),
        OnnxElementType.UInt16 => (0, 65535),
        OnnxElementType.Int16 => (-32768, 32767),
        _ => null,
    };
}
