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

    /// <summary>The value below which a share of the values lies, by bisection.</summary>
    /// <param name="share">Above 0, below 1.</param>
    public static double Quantile(double share)
    {
        double low = -9;
        double high = 9;
        for (int k = 0; k < 60; k++)
        {
            double middle = (low + high) / 2;
            if (Cumulative(middle) < share)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return (low + high) / 2;
    }
}
