using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Lowering;

/// <summary>
/// Puts a quantised activation together from the nodes that write it, in any order that is algebraically one
/// staircase: factors, shifts and limits before the rounding, and behind it.
/// </summary>
static class StaircaseFusion
{
    // A limit that is meant to be a stair differs from it by rounding only.
    const double Exactly = 1e-4;

    /// <summary>A rounding node, with what lies before it and is read by nothing else.</summary>
    public static Outcome Begin(NodeContext context, Staircase stairs)
    {
        List<string> absorbed = [];
        string value = context.Input.Name;
        Layer? before = context.Producer;
        while (before is not null && Before(stairs, before) is { } grown)
        {
            stairs = grown;
            absorbed.Add(before.Output);
            value = before.Inputs[0];
            before = context.Net.OwnProducer(value, value);
        }

        ActivationLayer layer = context.Function(stairs) with { Inputs = [value] };
        return Made(context, layer, absorbed);
    }

    /// <summary>y × scale + shift behind a staircase that nothing else reads; null where there is none.</summary>
    public static Outcome? Scale(NodeContext context, double scale, double shift) =>
        scale != 0 && context.Producer is ActivationLayer { Function: Staircase stairs } producer
            ? Behind(context, producer, stairs with
            {
                OutputStep = stairs.OutputStep * scale,
                OutputOffset = (stairs.OutputOffset * scale) + shift,
            })
            : null;

    /// <summary>Limits behind a staircase that nothing else reads; null where there is none or a limit is no stair.</summary>
    public static Outcome? Clip(NodeContext context, double low, double high)
    {
        if (context.Producer is not ActivationLayer { Function: Staircase stairs } producer)
        {
            return null;
        }

        double first = Stair(stairs, low);
        double last = Stair(stairs, high);
        (first, last) = stairs.OutputStep > 0 ? (first, last) : (last, first);
        return double.IsNaN(first) || double.IsNaN(last) || first > stairs.Highest || last < stairs.Lowest
            ? null
            : Behind(context, producer, stairs with
            {
                Lowest = Math.Max(stairs.Lowest, first),
                Highest = Math.Min(stairs.Highest, last),
            });
    }

    static Outcome Behind(NodeContext context, ActivationLayer producer, Staircase stairs)
    {
        ActivationLayer layer = context.Function(stairs) with { Inputs = producer.Inputs };
        return Made(context, layer, [producer.Output]);
    }

    static Outcome Made(NodeContext context, ActivationLayer layer, IReadOnlyList<string> absorbed)
    {
        Staircase stairs = (Staircase)layer.Function;
        string reason = double.IsFinite(stairs.Levels)
            ? $"a quantised activation: neurons that count up to {stairs.Levels} spikes"
            : "a quantised activation without limits: neurons that emit several spikes at once";
        return Outcome.Converted(layer, context.Dims, reason) with { Absorbed = absorbed };
    }

    static Staircase? Before(Staircase stairs, Layer layer) => layer switch
    {
        ScaleLayer { Scale: var scale, Shift: var shift } when scale[0] > 0 && !scale.AsSpan().ContainsAnyExcept(scale[0])
            && !shift.AsSpan().ContainsAnyExcept(shift[0]) => stairs with
            {
                Step = stairs.Step / scale[0],
                Shift = stairs.Shift + (shift[0] / stairs.Step),
            },
        ActivationLayer { Function: Rectifier { Maximum: var maximum } } => Limited(stairs, 0, maximum),
        ActivationLayer { Function: Clipping { Minimum: var minimum, Maximum: var maximum } } =>
            Limited(stairs, minimum, maximum),
        _ => null,
    };

    // Limits of the argument are limits of the stairs, unless one lies so near to a jump that rounding decides.
    static Staircase? Limited(Staircase stairs, double minimum, double maximum)
    {
        Staircase open = stairs with { OutputStep = 1, OutputOffset = 0 };
        double low = open.Evaluate(minimum, 0);
        double high = open.Evaluate(maximum, 0);
        return Decided(open, minimum) && Decided(open, maximum) ? stairs with { Lowest = low, Highest = high } : null;
    }

    static bool Decided(Staircase stairs, double limit)
    {
        // Zero stays zero under any factor.
        if (double.IsInfinity(limit) || (limit == 0 && stairs.Shift == 0))
        {
            return true;
        }

        double blur = stairs.Blur(limit);
        return stairs.Evaluate(limit - blur, 0) == stairs.Evaluate(limit + blur, 0);
    }

    // The stair that has a value; NaN where none does.
    static double Stair(Staircase stairs, double value)
    {
        double stair = (value - stairs.OutputOffset) / stairs.OutputStep;
        if (double.IsInfinity(stair))
        {
            return stair;
        }

        double nearest = Math.Round(stair);
        return Math.Abs(stair - nearest) <= Exactly ? nearest : double.NaN;
    }
}
