namespace Neuromorphic.Import.Layers;

/// <summary>
/// erf(x) = 2/√π ∫₀ˣ e^(−t²) dt: by its power series near zero and the continued fraction of its complement beyond
/// (Abramowitz and Stegun 7.1.6 and 7.1.14).
/// </summary>
static class ErrorFunction
{
    const double SeriesEnd = 2.5;
    const int FractionDepth = 60;

    public static double Evaluate(double x)
    {
        double size = Math.Abs(x);
        if (double.IsNaN(x) || size > 6)
        {
            // Beyond 6 the complement is below 10^-16.
            return double.IsNaN(x) ? x : Math.Sign(x);
        }

        return size < SeriesEnd ? Series(x) : Math.Sign(x) * (1 - Complement(size));
    }

    static double Series(double x)
    {
        double term = x;
        double sum = x;
        for (int n = 1; Math.Abs(term) > 1e-17 * Math.Abs(sum); n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    static double Complement(double x)
    {
        double fraction = 0;
        for (int n = FractionDepth; n > 0; n--)
        {
            fraction = n / 2.0 / (x + fraction);
        }

        return Math.Exp(-x * x) / (Math.Sqrt(Math.PI) * (x + fraction));
    }
}
