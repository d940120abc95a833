namespace Neuromorphic.Core.Recurrent;

/// <summary>How a quantity is spread over synapses or neurons, given by its quantile function.</summary>
public abstract record Distribution
{
    /// <summary>Quantiles that a table of a distribution has; drawing picks one of them.</summary>
    internal const int TableLength = 1 << 16;

    /// <summary>The value below which the fraction <paramref name="u"/> of the values lies, 0 &lt; u &lt; 1.</summary>
    public abstract double Quantile(double u);

    /// <summary>Why the parameters cannot be used, or null.</summary>
    public abstract string? Fault { get; }

    /// <summary>The same value everywhere.</summary>
    public static implicit operator Distribution(double value) => new ConstantDistribution(value);

    /// <summary>Equally likely values: the quantiles in the middle of as many equal parts.</summary>
    internal double[] ToTable()
    {
        double[] table = new double[TableLength];
        for (int i = 0; i < table.Length; i++)
        {
            table[i] = Quantile((i + 0.5) / TableLength);
        }

        return table;
    }
}

/// <summary>The same value everywhere.</summary>
/// <param name="Value">The value.</param>
public sealed record ConstantDistribution(double Value) : Distribution
{
    /// <inheritdoc/>
    public override string? Fault => double.IsFinite(Value) ? null : $"{Value} is not a number";

    /// <inheritdoc/>
    public override double Quantile(double u) => Value;
}

/// <summary>Equally likely between two limits.</summary>
/// <param name="Low">The lower limit.</param>
/// <param name="High">The upper limit, at least the lower.</param>
public sealed record UniformDistribution(double Low, double High) : Distribution
{
    /// <inheritdoc/>
    public override string? Fault =>
        double.IsFinite(Low) && double.IsFinite(High) && Low <= High ? null : $"from {Low} to {High} is no range";

    /// <inheritdoc/>
    public override double Quantile(double u) => Low + (u * (High - Low));
}

/// <summary>
/// A normal distribution, possibly between limits. Beyond a limit a value is drawn again (the tails are cut off), or with
/// <paramref name="Clip"/> set to the limit.
/// </summary>
/// <param name="Mean">Mean, before any cut.</param>
/// <param name="Deviation">Standard deviation, before any cut; not negative.</param>
/// <param name="Low">The lower limit.</param>
/// <param name="High">The upper limit, above the lower.</param>
/// <param name="Clip">Whether values beyond a limit are set to it.</param>
public sealed record NormalDistribution(
    double Mean, double Deviation, double Low = double.NegativeInfinity, double High = double.PositiveInfinity, bool Clip = false)
    : Distribution
{
    /// <inheritdoc/>
    public override string? Fault =>
        !double.IsFinite(Mean) || !double.IsFinite(Deviation) || Deviation < 0 ? $"mean {Mean} and deviation {Deviation} are no normal distribution"
        : !(Low < High) ? $"the limits {Low} and {High} leave nothing"
        : !Clip && Upper - Lower < 1e-6 ? $"hardly any value lies between the limits {Low} and {High}"
        : null;

    double Lower => Cumulative(Low);

    double Upper => Cumulative(High);

    /// <inheritdoc/>
    public override double Quantile(double u)
    {
        if (Deviation == 0)
        {
            return Math.Clamp(Mean, Low, High);
        }

        double p = Clip ? u : Lower + (u * (Upper - Lower));
        return Math.Clamp(Mean + (Deviation * StandardQuantile(p)), Low, High);
    }

    double Cumulative(double limit) => double.IsInfinity(limit)
        ? (limit < 0 ? 0 : 1)
        : Deviation == 0 ? (limit < Mean ? 0 : 1) : StandardCumulative((limit - Mean) / Deviation);

    /// <summary>The quantile of the standard normal distribution by bisection: good to the last digits, and used for tables only.</summary>
    static double StandardQuantile(double p)
    {
        double low = -9;
        double high = 9;
        for (int k = 0; k < 60; k++)
        {
            double middle = (low + high) / 2;
            if (StandardCumulative(middle) < p)
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

    /// <summary>
    /// Φ(x) by the series x·Σ x²ᵏ/(1·3·5…) near the middle and the continued fraction of the tail (Abramowitz and Stegun,
    /// 26.2.11 and 26.2.14).
    /// </summary>
    static double StandardCumulative(double x)
    {
        double density = Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
        double magnitude = Math.Abs(x);
        if (magnitude < 3)
        {
            double term = x;
            double sum = x;
            for (int k = 3; Math.Abs(term) > 1e-17 * Math.Abs(sum); k += 2)
            {
                term *= x * x / k;
                sum += term;
            }

            return 0.5 + (density * sum);
        }

        double fraction = 0;
        for (int k = 60; k > 0; k--)
        {
            fraction = k / (magnitude + fraction);
        }

        double tail = density / (magnitude + fraction);
        return x < 0 ? tail : 1 - tail;
    }
}
