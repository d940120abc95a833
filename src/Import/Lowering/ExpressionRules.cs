using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Lowering;

/// <summary>
/// Products, quotients, maxima and choices of activations. They are functions of one argument where all operands are
/// computed element by element from the same value, as in x·Sigmoid(x) or x·(1 + Erf(x/√2))/2; otherwise real
/// multiplies between neurons would be needed.
/// </summary>
static class ExpressionRules
{
    public static Outcome Product(NodeContext context) => Combine(context, FunctionStepKind.Product);

    public static Outcome Quotient(NodeContext context) => Combine(context, FunctionStepKind.Quotient);

    public static Outcome Where(NodeContext context) => Combine(context, FunctionStepKind.Select);

    /// <summary>One function of the nearest value that all operands are computed from.</summary>
    public static Outcome Combine(NodeContext context, FunctionStepKind kind)
    {
        string[] operands = [.. context.Inputs.OfType<Activation>().Select(input => input.Name)];
        int[] dims = context.Dims;
        if (context.Inputs.OfType<Activation>().Any(input => !input.Dims.AsSpan().SequenceEqual(dims)))
        {
            return Outcome.Refused(Refusal(context));
        }

        if (CommonSource.Find(context.Net, operands) is not { } source)
        {
            return Outcome.Refused(Refusal(context), dims);
        }

        ExpressionBuilder builder = new(context.Net, source);
        List<int> places = [];
        foreach ((Activation? input, int index) in context.Inputs.Select((input, index) => (input, index)))
        {
            if (input is null && (context.Constant(index) is not { Count: 1, IsFloat: true } number
                || number.Dims.Count > dims.Length + 1))
            {
                return Outcome.Refused("combines activations with more than one number; one number for all elements is needed", dims);
            }

            places.Add(input is null
                ? builder.Number(context.Floats(context.Constant(index)!, "constant")[0])
                : builder.Value(input.Name));
        }

        if (kind is FunctionStepKind.Product && places.Count == 2 && places[0] == places[1] && places[0] == 0)
        {
            return Outcome.Converted(context.Function(new Curve(CurveKind.Pow, 2)) with { Inputs = [source] }, dims,
                "a curve: settling neuron with a table");
        }

        CompositeFunction function = new([.. builder.Steps, new FunctionStep(kind, places)]);
        ActivationLayer layer = context.Function(function) with { Inputs = [source] };
        return Outcome.Converted(layer, dims, $"the function {function.Name} of '{Printable.Name(source)}': settling neuron with a table")
            with
        { Fused = builder.Inner };
    }

    static string Refusal(NodeContext context) => RuleBook.Joins(context.Node.Operator);
}
