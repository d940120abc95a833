namespace Neuromorphic.Import.Layers;

/// <summary>A scalar function that a layer applies to each element, as ONNX defines it.</summary>
public abstract record ActivationFunction
{
    // A few units in the last place of a 32-bit float.
    private protected const double SinglePrecision = 1e-6;

    /// <summary>The function's name as a reader knows it, such as "Relu".</summary>
    public abstract string Name { get; }

    /// <summary>Whether a small change of the argument always makes a small change of the value.</summary>
    public virtual bool IsContinuous => true;

    /// <summary>Whether a larger argument never makes a smaller value; false where that is not known.</summary>
    public virtual bool IsMonotone => false;

    /// <summary>Whether it is the same function in all channels.</summary>
    public virtual bool IsUniform => true;

    /// <summary>Limits of its values; infinite where none are known.</summary>
    public virtual (double Lowest, double Highest) Range => (double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>The function's value.</summary>
    /// <param name="x">The argument.</param>
    /// <param name="channel">The element's channel, for functions whose parameters differ by channel.</param>
    public abstract double Evaluate(double x, int channel);

    /// <summary>
    /// How far from <paramref name="x"/> a jump may lie that 32-bit arithmetic in another order may cross; at least 0.
    /// </summary>
    public virtual double Blur(double x) => SinglePrecision * Math.Abs(x);
}

/// <summary>max(x, 0), cut off at an upper limit where there is one: Relu, and Clip with a minimum of 0 (Relu6).</summary>
/// <param name="Maximum">The largest value, positive; infinity for Relu.</param>
public sealed record Rectifier(double Maximum = double.PositiveInfinity) : ActivationFunction
{
    /// <inheritdoc/>
    public override string Name => double.IsInfinity(Maximum) ? "Relu" : "Clip";

    /// <inheritdoc/>
    public override bool IsMonotone => true;

    /// <inheritdoc/>
    public override (double Lowest, double Highest) Range => (0, Maximum);

    /// <inheritdoc/>
    public override double Evaluate(double x, int channel) => Math.Min(Math.Max(x, 0), Maximum);
}
