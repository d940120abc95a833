namespace Neuromorphic.Core.Reference;

/// <summary>
/// One neuron in float64 beside one in fixed point: the same equations in real numbers, without rounding and without
/// registers, and a bound on how far the two can be apart. The twin is told what the fixed-point neuron decided and follows
/// it, so that both spike alike; it says where that decision cannot be explained by rounding.
/// </summary>
/// <remarks>Proofs: docs/arithmetic.md, "Fixed point against float64".</remarks>
public abstract class NeuronTwin
{
    /// <summary>Steps done.</summary>
    public long Steps { get; private set; }

    /// <summary>The membrane potential in float64, after the reset, in units of the fixed-point potential.</summary>
    public double Potential { get; private protected set; }

    /// <summary>|fixed point − <see cref="Potential"/>| is at most this, as long as <see cref="Holds"/>.</summary>
    public double Error { get; private protected set; }

    /// <summary>
    /// Whether no register can have wrapped, clipped or saturated so far: the twin's values stayed inside by more than the
    /// bound. Where this is false the bound says nothing about the neuron any more.
    /// </summary>
    public bool Holds { get; private set; } = true;

    /// <summary>
    /// Whether the fixed-point neuron once fired, or did not, although the twin was further from its threshold than the bound:
    /// with <see cref="Holds"/> this is a fault.
    /// </summary>
    public bool Contradicted { get; private set; }

    private protected void Begin() => Steps++;

    /// <summary>Checks that a fixed-point value within an error of <paramref name="value"/> fits a register.</summary>
    private protected void RequireWithin(double value, double error, double lower, double upper) =>
        Holds &= value - error >= lower && value + error <= upper;

    /// <summary>Compares the decision of the fixed-point neuron with the twin's distance from the threshold.</summary>
    private protected void Compare(bool fired, double distance, double error) =>
        Contradicted |= fired ? distance < -error : distance > error;
}
