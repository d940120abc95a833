namespace Neuromorphic.Import.Layers;

/// <summary>
/// min(max(x, Minimum), Maximum) with a minimum other than 0: Clip, and Max or Min with a number.
/// </summary>
/// <param name="Minimum">The smallest value; −∞ for none.</param>
/// <param name="Maximum">The largest value, at least the minimum; +∞ for none.</param>
public sealed record Clipping(double Minimum, double Maximum) : ActivationFunction
{
    /// <inheritdoc/>
    public override string Name => "Clip";

    /// <inheritdoc/>
    public override bool IsMonotone => true;

    /// <inheritdoc/>
    public override (double Lowest, double Highest) Range => (Minimum, Maximum);

    /// <inheritdoc/>
    public override double Evaluate(double x, int channel) => Math.Min(Math.Max(x, Minimum), Maximum);
}
