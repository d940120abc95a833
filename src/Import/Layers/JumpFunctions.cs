namespace Neuromorphic.Import.Layers;

/// <summary>x where x &gt; Threshold, otherwise 0: ThresholdedRelu.</summary>
/// <param name="Threshold">The value that x must exceed.</param>
public sealed record ThresholdedRectifier(double Threshold) : ActivationFunction
{
    /// <inheritdoc/>
    public override string Name => "ThresholdedRelu";

    /// <inheritdoc/>
    public override bool IsContinuous => Threshold == 0;

    /// <inheritdoc/>
    public override bool IsMonotone => Threshold >= 0;

    /// <inheritdoc/>
    public override (double Lowest, double Highest) Range => (Math.Min(0, Threshold), double.PositiveInfinity);

    /// <inheritdoc/>
    public override double Evaluate(double x, int channel) => x > Threshold ? x : 0;
}

/// <summary>−1, 0 or 1 as x is negative, zero or positive: Sign.</summary>
public sealed record SignFunction : ActivationFunction
{
    /// <inheritdoc/>
    public override string Name => "Sign";

    /// <inheritdoc/>
    public override bool IsContinuous => false;

    /// <inheritdoc/>
    public override bool IsMonotone => true;

    /// <inheritdoc/>
    public override (double Lowest, double Highest) Range => (-1, 1);

    /// <inheritdoc/>
    public override double Evaluate(double x, int channel) => double.IsNaN(x) ? x : Math.Sign(x);
}

/// <summary>1 where x lies beyond a threshold, otherwise 0: Greater, GreaterOrEqual, Less and LessOrEqual.</summary>
/// <param name="Threshold">The number that x is compared with.</param>
/// <param name="Above">Whether larger values give 1; otherwise smaller ones do.</param>
/// <param name="Inclusive">Whether the threshold itself gives 1.</param>
public sealed record Heaviside(double Threshold, bool Above, bool Inclusive) : ActivationFunction
{
    /// <inheritdoc/>
    public override string Name => (Above ? "Greater" : "Less") + (Inclusive ? "OrEqual" : "");

    /// <inheritdoc/>
    public override bool IsContinuous => false;

    /// <inheritdoc/>
    public override bool IsMonotone => Above;

    /// <inheritdoc/>
    public override (double Lowest, double Highest) Range => (0, 1);

    /// <inheritdoc/>
    public override double Evaluate(double x, int channel) =>
        (Inclusive && x == Threshold) || (Above ? x > Threshold : x < Threshold) ? 1 : 0;
}
