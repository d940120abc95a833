namespace Neuromorphic.Import.Conversion.Thresholds;

/// <summary>A percentile of the positive activations (Rueckauer et al. 2017); 100 is the largest of all.</summary>
public sealed record PercentileThreshold : ThresholdRule
{
    /// <summary>The percentile that is usual: robust against outliers, little clipping.</summary>
    public const double Usual = 99.9;

    /// <summary>A percentile.</summary>
    /// <param name="percentile">Above 0, at most 100.</param>
    public PercentileThreshold(double percentile = Usual)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(percentile);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percentile, 100);
        Percentile = percentile;
    }

    /// <summary>The percentile, above 0, at most 100.</summary>
    public double Percentile { get; }

    /// <inheritdoc/>
    public override string Name => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"percentile:{Percentile}");

    /// <inheritdoc/>
    internal override double Of(ActivationSamples samples, int channel, int levels)
    {
        IReadOnlyList<float> values = samples.Values(channel);
        if (values.Count == 0 || Percentile == 100)
        {
            return samples.Largest(channel);
        }

        // The smallest value that at least this share does not exceed; the slack is for the rounding of the product.
        float[] sorted = [.. values.Order()];
        int rank = (int)Math.Ceiling((Percentile / 100 * sorted.Length) - 1e-6);
        return sorted[Math.Clamp(rank - 1, 0, sorted.Length - 1)];
    }
}
