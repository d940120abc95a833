namespace Neuromorphic.Tools.Rendering;

/// <summary>Wilson's 95 % interval of a fraction that was found on some samples.</summary>
readonly record struct ConfidenceInterval(double Low, double High)
{
    const double Z = 1.959963984540054;

    public static ConfidenceInterval Of(double fraction, int samples)
    {
        double n = Math.Max(samples, 1);
        double centre = (fraction + (Z * Z / (2 * n))) / (1 + (Z * Z / n));
        double half = Z / (1 + (Z * Z / n)) * Math.Sqrt((fraction * (1 - fraction) / n) + (Z * Z / (4 * n * n)));
        return new ConfidenceInterval(Math.Max(0, centre - half), Math.Min(1, centre + half));
    }

    public override string ToString() => $"{Numbers.Percent(Low)} to {Numbers.Percent(High)}";
}
