namespace Neuromorphic.Import.Layers;

/// <summary>How a staircase comes from a real number to an integer.</summary>
public enum StaircaseRounding
{
    /// <summary>To the next integer below (Floor).</summary>
    Down,

    /// <summary>To the next integer above (Ceil).</summary>
    Up,

    /// <summary>To the nearest integer, halves to the even one (Round, QuantizeLinear).</summary>
    HalfToEven,
}

/// <summary>
/// A quantised activation: y = OutputOffset + OutputStep × clip(R(x / Step + Shift), Lowest, Highest), R being the
/// rounding. QuantizeLinear with DequantizeLinear and λ·clip(⌊x·L/λ + ½⌋ / L, 0, 1) are staircases; the latter has
/// Step = OutputStep = λ/L, Shift = ½, Lowest = 0, Highest = L, so that λ = OutputStep × Highest is the threshold of a
/// neuron that runs for T = L timesteps.
/// </summary>
/// <param name="Step">Width of a stair, in units of x; positive.</param>
/// <param name="Shift">Added before rounding, in stairs.</param>
/// <param name="Rounding">How stairs are rounded.</param>
/// <param name="Lowest">The lowest stair, an integer; −∞ where there is none.</param>
/// <param name="Highest">The highest stair, an integer not below the lowest; +∞ where there is none.</param>
/// <param name="OutputStep">Height of a stair, in units of y; not 0.</param>
/// <param name="OutputOffset">The value of stair 0.</param>
public sealed record Staircase(double Step, double Shift, StaircaseRounding Rounding, double Lowest, double Highest,
    double OutputStep, double OutputOffset) : ActivationFunction
{
    /// <inheritdoc/>
    public override string Name => "Staircase";

    /// <inheritdoc/>
    public override bool IsContinuous => false;

    /// <summary>Number of different values minus one: stairs to climb; infinity where a side is open.</summary>
    public double Levels => Highest - Lowest;

    /// <inheritdoc/>
    public override bool IsMonotone => OutputStep > 0;

    /// <inheritdoc/>
    public override (double Lowest, double Highest) Range
    {
        get
        {
            double first = OutputOffset + (OutputStep * Lowest);
            double last = OutputOffset + (OutputStep * Highest);
            return (Math.Min(first, last), Math.Max(first, last));
        }
    }

    /// <inheritdoc/>
    public override double Evaluate(double x, int channel)
    {
        double stairs = (x / Step) + Shift;
        double rounded = Rounding switch
        {
            StaircaseRounding.Down => Math.Floor(stairs),
            StaircaseRounding.Up => Math.Ceiling(stairs),
            _ => Math.Round(stairs, MidpointRounding.ToEven),
        };
        return OutputOffset + (OutputStep * Math.Min(Math.Max(rounded, Lowest), Highest));
    }

    /// <inheritdoc/>
    public override double Blur(double x) => SinglePrecision * (Math.Abs(x) + (Step * (1 + Math.Abs(Shift))));
}
