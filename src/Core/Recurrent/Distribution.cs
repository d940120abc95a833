using Neuromorphic.Core.Randomness;

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
        return Math.Clamp(Mean + (Deviation * StandardNormal.Quantile(p)), Low, High);
    }

    double Cumulative(double limit) => double.IsInfinity(limit)
        ? (limit < 0 ? 0 : 1)
        : Deviation == 0 ? (limit < Mean ? 0 : 1) : StandardNormal.Cumulative((limit - Mean) / Deviation);
}
