namespace Neuromorphic.Core.Randomness;

/// <summary>The standard normal distribution, to the last digits of a double or nearly so.</summary>
public static class StandardNormal
{
    /// <summary>Its density.</summary>
    public static double Density(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);

    /// <summary>The probability of a value up to x.</summary>
    public static double Cumulative(double x) => x > 0 ? 1 - Beyond(x) : Beyond(-x);

    /// <summary>The probability of a value above x.</summary>
    /// <remarks>
    /// Near zero the series Σ x^(2k+1) / (1·3·…·(2k+1)) times the density, further out Mills' ratio as a continued
    /// fraction (Abramowitz and Stegun 26.2.11 and 26.2.14).
    /// </remarks>
    public static double Beyond(double x)
    {
        if (x < 0)
        {
            return 1 - Beyond(-x);
        }

        const double Series = 3;
        if (x < Series)
        {
            double term = x;
            double sum = x;
            for (int k = 1; term > sum * 1e-17; k++)
            {
                term *= x * x / ((2 * k) + 1);
                sum += term;
            }

            return 0.5 - (Density(x) * sum);
        }

        double fraction = x;
        for (int k = 100; k >= 1; k--)
        {
            fraction = x + (k / fraction);
        }

        return Density(x) / fraction;
    }

    /// <summary>The value below which a share of the values lies.</summary>
    /// <remarks>
    /// Wichura 1988, "Algorithm AS 241: the percentage points of the normal distribution" (Applied Statistics 37:477), PPND16:
    /// ratios of polynomials for the middle and two stretches of the tails, good to about 16 digits.
    /// </remarks>
    /// <param name="share">Above 0, below 1.</param>
    public static double Quantile(double share)
    {
        double q = share - 0.5;
        if (Math.Abs(q) <= 0.425)
        {
            double near = 0.180625 - (q * q);
            return q * Polynomial(MiddleAbove, near) / Polynomial(MiddleBelow, near);
        }

        double tail = Math.Sqrt(-Math.Log(q < 0 ? share : 1 - share));
        double magnitude = tail <= 5
            ? Polynomial(TailAbove, tail - 1.6) / Polynomial(TailBelow, tail - 1.6)
            : Polynomial(FarAbove, tail - 5) / Polynomial(FarBelow, tail - 5);
        return q < 0 ? -magnitude : magnitude;
    }

    static ReadOnlySpan<double> MiddleAbove =>
    [
        3.3871328727963666080e0, 1.3314166789178437745e+2, 1.9715909503065514427e+3, 1.3731693765509461125e+4,
        4.5921953931549871457e+4, 6.7265770927008700853e+4, 3.3430575583588128105e+4, 2.5090809287301226727e+3,
    ];

    static ReadOnlySpan<double> MiddleBelow =>
    [
        1, 4.2313330701600911252e+1, 6.8718700749205790830e+2, 5.3941960214247511077e+3,
        2.1213794301586595867e+4, 3.9307895800092710610e+4, 2.8729085735721942674e+4, 5.2264952788528545610e+3,
    ];

    static ReadOnlySpan<double> TailAbove =>
    [
        1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
        1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4,
    ];

    static ReadOnlySpan<double> TailBelow =>
    [
        1, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
        1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9,
    ];

    static ReadOnlySpan<double> FarAbove =>
    [
        6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
        2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
    ];

    static ReadOnlySpan<double> FarBelow =>
    [
        1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
        7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15,
    ];

    static double Polynomial(ReadOnlySpan<double> coefficients, double x)
    {
        double sum = 0;
        for (int k = coefficients.Length - 1; k >= 0; k--)
        {
            sum = (sum * x) + coefficients[k];
        }

        return sum;
    }
}
