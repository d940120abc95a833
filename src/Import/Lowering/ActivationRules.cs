using Neuromorphic.Import.Layers;
using Neuromorphic.Import.Onnx;

namespace Neuromorphic.Import.Lowering;

/// <summary>Rules for functions that apply to each element by itself.</summary>
static class ActivationRules
{
    const string Settling = "a curve: settling neuron with a table";

    public static Outcome Relu(NodeContext context) =>
        Applied(context, new Rectifier(), "the neurons: integrate and fire");

    public static Outcome LeakyRelu(NodeContext context) => Applied(context,
        new LeakyRectifier([context.Real("alpha", 0.01f)]), "signed neurons: the negative side has a slope of its own");

    public static Outcome PRelu(NodeContext context)
    {
        if (context.ActivationIndex != 0 || context.Constant(1) is not { } stored)
        {
            return Outcome.Refused("its slopes are computed while the network runs; constants are needed", context.Dims);
        }

        return ConstantOperand.PerChannel(context, stored) is { } slopes
            ? Applied(context, new LeakyRectifier(stored.Count == 1 ? [slopes[0]] : slopes),
                "signed neurons: the negative side has a slope per channel")
            : Outcome.Refused($"its slopes of dimensions [{string.Join(", ", stored.Dims)}] are not one number per channel",
                context.Dims);
    }

    public static Outcome Clip(NodeContext context)
    {
        double[] limits = [context.Real("min", float.MinValue), context.Real("max", float.MaxValue)];
        for (int index = 1; index <= 2; index++)
        {
            if (!context.Has(index))
            {
                continue;
            }

            if (context.Constant(index) is not { } stored)
            {
                return Outcome.Refused("its limits are computed while the network runs; constants are needed", context.Dims);
            }

            limits[index - 1] = Limit(context, stored);
        }

        return Clipped(context, limits[0], limits[1]);
    }

    /// <summary>Max or Min of one activation and one number.</summary>
    public static Outcome Bound(NodeContext context)
    {
        if (context.Activations > 1)
        {
            return ExpressionRules.Combine(context, context.Node.Operator == "Max" ? FunctionStepKind.Maximum : FunctionStepKind.Minimum);
        }

        if (context.Node.Inputs.Count == 1)
        {
            return Outcome.Vanishes(context.Dims, "does nothing with one input");
        }

        double low = double.NegativeInfinity;
        double high = double.PositiveInfinity;
        for (int index = 0; index < context.Node.Inputs.Count; index++)
        {
            if (context.Inputs[index] is not null)
            {
                continue;
            }

            if (context.Constant(index) is not { Count: 1 } stored || stored.Dims.Count > context.Dims.Length + 1)
            {
                return Outcome.Refused("compares with more than one number; one number for all elements is needed");
            }

            double limit = Limit(context, stored);
            (low, high) = context.Node.Operator == "Max" ? (Math.Max(low, limit), high) : (low, Math.Min(high, limit));
        }

        return Clipped(context, low, high);
    }

    public static Outcome Curved(NodeContext context)
    {
        Curve? curve = context.Node.Operator switch
        {
            "Elu" => new(CurveKind.Elu, context.Real("alpha", 1)),
            "Celu" => new(CurveKind.Celu, context.Real("alpha", 1)),
            "Selu" => new(CurveKind.Selu, context.Real("alpha", 1.67326319217681884765625f),
                context.Real("gamma", 1.05070102214813232421875f)),
            "HardSigmoid" => new(CurveKind.HardSigmoid, context.Real("alpha", 0.2f), context.Real("beta", 0.5f)),
            "Gelu" => context.Text("approximate", "none") switch
            {
                "none" => new(CurveKind.Gelu),
                "tanh" => new(CurveKind.GeluTanh),
                var other => throw context.Invalid($"approximates by '{Printable.Name(other)}'", "ONNX knows none and tanh"),
            },
            "Shrink" => new(CurveKind.Shrink, context.Real("bias", 0), context.Real("lambd", 0.5f)),
            _ => Enum.TryParse(context.Node.Operator, out CurveKind kind) ? new Curve(kind) : null,
        };
        if (curve is { Kind: CurveKind.Celu, A: 0 })
        {
            throw context.Invalid("its alpha is 0", "Celu divides by it: export the model again");
        }

        return curve is null
            ? Outcome.Refused(RuleBook.Missing(context.Node.Operator), context.Dims)
            : Applied(context, curve, Settling);
    }

    public static Outcome Pow(NodeContext context)
    {
        if (context.ActivationIndex != 0 || context.Constant(1) is not { Count: 1 } stored
            || stored.Dims.Count > context.Dims.Length + 1)
        {
            return Outcome.Refused("its exponent is not one number; a constant is needed", context.Dims);
        }

        return Applied(context, new Curve(CurveKind.Pow, Limit(context, stored)), Settling);
    }

    public static Outcome ThresholdedRelu(NodeContext context) => Applied(context,
        new ThresholdedRectifier(context.Real("alpha", 1)), "a jump at its threshold: settling neuron with a table");

    public static Outcome Sign(NodeContext context) =>
        Applied(context, new SignFunction(), "signed neurons: one spike with the sign");

    public static Outcome Round(NodeContext context)
    {
        StaircaseRounding rounding = context.Node.Operator switch
        {
            "Floor" => StaircaseRounding.Down,
            "Ceil" => StaircaseRounding.Up,
            _ => StaircaseRounding.HalfToEven,
        };
        Staircase stairs = new(1, 0, rounding, double.NegativeInfinity, double.PositiveInfinity, 1, 0);
        return StaircaseFusion.Begin(context, stairs);
    }

    /// <summary>A comparison with one number: 1 on one side of it, 0 on the other.</summary>
    public static Outcome Compare(NodeContext context)
    {
        if (context.Activations > 1 || context.Constant(1 - context.ActivationIndex) is not { Count: 1 } stored
            || stored.Dims.Count > context.Dims.Length + 1)
        {
            return Outcome.Refused("compares activations; one number on one side is needed", context.Dims);
        }

        bool above = context.Node.Operator.StartsWith("Greater", StringComparison.Ordinal) == (context.ActivationIndex == 0);
        bool inclusive = context.Node.Operator.EndsWith("OrEqual", StringComparison.Ordinal);
        return Applied(context, new Heaviside(Limit(context, stored), above, inclusive),
            "a threshold: one spike beyond it") with
        { Type = OnnxElementType.Boolean };
    }

    static Outcome Clipped(NodeContext context, double low, double high)
    {
        if (low > high)
        {
            throw context.Invalid("its lower limit lies above its upper one", "Export the model again");
        }

        low = low <= float.MinValue ? double.NegativeInfinity : low;
        high = high >= float.MaxValue ? double.PositiveInfinity : high;
        if (double.IsInfinity(low) && double.IsInfinity(high))
        {
            return Outcome.Vanishes(context.Dims, "does nothing: it has no limits");
        }

        if (StaircaseFusion.Clip(context, low, high) is { } stairs)
        {
            return stairs;
        }

        return low == 0 && high > 0
            ? Applied(context, new Rectifier(high), double.IsInfinity(high)
                ? "the neurons: integrate and fire"
                : "the neurons: integrate and fire, their count capped by the upper limit")
            : Applied(context, new Clipping(low, high), "signed neurons, their count capped by the limits");
    }

    static double Limit(NodeContext context, OnnxTensor stored)
    {
        if (stored.Count != 1)
        {
            throw context.Invalid($"a limit has {stored.Count} elements instead of 1", "Export the model again");
        }

        double limit = stored.IsFloat ? stored.Floats.Span[0] : stored.Integers.Span[0];
        return double.IsNaN(limit) ? throw context.Invalid("a limit is NaN", "Export the model again") : limit;
    }

    static Outcome Applied(NodeContext context, ActivationFunction function, string reason) =>
        Outcome.Converted(context.Function(function), context.Dims, reason);
}
