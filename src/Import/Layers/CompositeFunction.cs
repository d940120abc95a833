namespace Neuromorphic.Import.Layers;

/// <summary>What a step of a <see cref="CompositeFunction"/> does with its operands.</summary>
public enum FunctionStepKind
{
    /// <summary>The function of the only operand.</summary>
    Apply,

    /// <summary>Scale[channel] × operand + Shift[channel].</summary>
    Affine,

    /// <summary>Σ Scale[k] × operand k.</summary>
    WeightedSum,

    /// <summary>The product of the operands.</summary>
    Product,

    /// <summary>The first operand divided by the second.</summary>
    Quotient,

    /// <summary>The largest operand.</summary>
    Maximum,

    /// <summary>The smallest operand.</summary>
    Minimum,

    /// <summary>The second operand where the first is not 0, otherwise the third.</summary>
    Select,

    /// <summary>The constant Shift[0].</summary>
    Constant,
}

/// <summary>A step of a <see cref="CompositeFunction"/>.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Operands">What it reads: 0 is the function's argument, k the result of step k − 1.</param>
public sealed record FunctionStep(FunctionStepKind Kind, IReadOnlyList<int> Operands)
{
    /// <summary>The function of <see cref="FunctionStepKind.Apply"/>.</summary>
    public ActivationFunction? Function { get; init; }

    /// <summary>Factors per channel or operand.</summary>
    public IReadOnlyList<float> Scale { get; init; } = [];

    /// <summary>Summands per channel.</summary>
    public IReadOnlyList<float> Shift { get; init; } = [];
}

/// <summary>
/// A function of one argument that the model writes with several nodes, such as x·Sigmoid(x) or x·(1 + Erf(x/√2))/2.
/// </summary>
/// <param name="Steps">The steps in order, at least one; the last one's result is the value.</param>
public sealed record CompositeFunction(IReadOnlyList<FunctionStep> Steps) : ActivationFunction
{
    /// <inheritdoc/>
    public override string Name => string.Join("·", Steps.Where(step => step.Kind is not FunctionStepKind.Constant)
        .Select(step => step.Function?.Name ?? step.Kind.ToString()));

    /// <inheritdoc/>
    public override bool IsContinuous => Steps.All(step =>
        step.Kind != FunctionStepKind.Select && (step.Function?.IsContinuous ?? true));

    /// <inheritdoc/>
    public override bool IsUniform => Steps.All(step =>
        (step.Kind != FunctionStepKind.Affine || (IsConstant(step.Scale) && IsConstant(step.Shift))) && (step.Function?.IsUniform ?? true));

    /// <inheritdoc/>
    public override double Evaluate(double x, int channel)
    {
        Span<double> results = Steps.Count < 128 ? stackalloc double[Steps.Count + 1] : new double[Steps.Count + 1];
        results[0] = x;
        for (int k = 0; k < Steps.Count; k++)
        {
            results[k + 1] = Evaluate(Steps[k], results, channel);
        }

        return results[Steps.Count];
    }

    static bool IsConstant(IReadOnlyList<float> values) => values.All(value => value == values[0]);

    static double Evaluate(FunctionStep step, ReadOnlySpan<double> results, int channel)
    {
        double first = step.Operands.Count > 0 ? results[step.Operands[0]] : step.Shift[0];
        switch (step.Kind)
        {
            case FunctionStepKind.Apply:
                return step.Function!.Evaluate(first, channel);
            case FunctionStepKind.Affine:
                return (step.Scale[channel] * first) + step.Shift[channel];
            case FunctionStepKind.Quotient:
                return first / results[step.Operands[1]];
            case FunctionStepKind.Select:
                return results[step.Operands[first != 0 ? 1 : 2]];
            case FunctionStepKind.Constant:
                return first;
        }

        double value = step.Kind == FunctionStepKind.WeightedSum ? step.Scale[0] * first : first;
        for (int k = 1; k < step.Operands.Count; k++)
        {
            double operand = results[step.Operands[k]];
            value = step.Kind switch
            {
                FunctionStepKind.WeightedSum => value + (step.Scale[k] * operand),
                FunctionStepKind.Product => value * operand,
                FunctionStepKind.Maximum => Math.Max(value, operand),
                _ => Math.Min(value, operand),
            };
        }

        return value;
    }
}
