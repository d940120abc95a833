namespace Neuromorphic.Core.Reference;

/// <summary>
/// A bound on |fixed point − float64| of one state variable: after a step the error is at most
/// <see cref="Gain"/> × the error before + <see cref="PerStep"/>.
/// </summary>
/// <remarks>Where the numbers come from: docs/arithmetic.md, "Fixed point against float64".</remarks>
/// <param name="Gain">How much of an error the dynamics keep in a step, 0 to 1.</param>
/// <param name="PerStep">What the roundings of a step add at most, in units of the state.</param>
public readonly record struct ErrorBound(double Gain, double PerStep)
{
    /// <summary>
    /// What one operation in float64 rounds at most while magnitudes stay below 2³²: half a unit in the last place, 2⁻²¹.
    /// </summary>
    public const double Float64Operation = 1.0 / (1 << 21);

    /// <summary>Integers are added and compared, nothing is rounded: the two are equal.</summary>
    public static ErrorBound Exact { get; } = new(1, 0);

    /// <summary>
    /// A decay by keep / 4096 that cuts the fraction off, toward zero or toward −∞. x·keep is a multiple of g = gcd(keep,
    /// 4096), so the fraction cut off is at most 1 − g/4096. The float64 twin rounds a product and a sum.
    /// </summary>
    /// <param name="keep">The factor in 1/4096, 0 to 4096.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is out of range.</exception>
    public static ErrorBound TruncatedDecay(int keep)
    {
        const int One = Neurons.TwelveBitDecay.One;
        ArgumentOutOfRangeException.ThrowIfNegative(keep);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(keep, One);
        double cut = keep == 0 ? 0 : 1 - (Math.Min(One, keep & -keep) / (double)One);
        return new(keep / (double)One, cut == 0 ? 0 : cut + (2 * Float64Operation));
    }

    /// <summary>The largest error after a step that starts with an error.</summary>
    public double Next(double error) => (Gain * error) + PerStep;

    /// <summary>The largest error after a number of steps: gⁿ·e₀ + c·(1 − gⁿ)/(1 − g), for g = 1 e₀ + n·c.</summary>
    /// <param name="steps">Steps, not negative.</param>
    /// <param name="start">The error at the start.</param>
    public double After(long steps, double start = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        if (Gain == 1)
        {
            return start + (steps * PerStep);
        }

        double kept = Math.Pow(Gain, steps);
        return (kept * start) + (PerStep * (1 - kept) / (1 - Gain));
    }

    /// <summary>The largest error after any number of steps from equal states; infinite where errors add up without end.</summary>
    public double Limit => PerStep == 0 ? 0 : Gain == 1 ? double.PositiveInfinity : PerStep / (1 - Gain);
}
