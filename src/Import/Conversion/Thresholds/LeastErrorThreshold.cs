namespace Neuromorphic.Import.Conversion.Thresholds;

/// <summary>
/// The threshold for which T levels, rounded to the nearest and clipped at the top, reproduce the activations with the
/// least squared error.
/// </summary>
/// <remarks>
/// The best threshold depends on T: few levels want more clipping (Li et al. 2021, SNNC, with half-step rounding because
/// neurons start at half a threshold).
/// </remarks>
public sealed record LeastErrorThreshold : ThresholdRule
{
    const int GridSteps = 95;
    const double GridSpacing = 0.01;

    /// <inheritdoc/>
    public override string Name => "mse";

    /// <inheritdoc/>
    internal override double Of(ActivationSamples samples, int channel, int levels)
    {
        double largest = samples.Largest(channel);
        IReadOnlyList<float> values = samples.Values(channel);
        if (largest <= 0 || values.Count == 0)
        {
            return largest;
        }

        double best = largest;
        double leastError = double.PositiveInfinity;
        for (int step = 0; step < GridSteps; step++)
        {
            double threshold = largest * (1 - (GridSpacing * step));
            double error = SquaredError(values, threshold, levels);
            if (error < leastError)
            {
                leastError = error;
                best = threshold;
            }
        }

        return best;
    }

    static double SquaredError(IReadOnlyList<float> values, double threshold, int levels)
    {
        double level = threshold / levels;
        double perLevel = levels / threshold;
        double error = 0;
        for (int k = 0; k < values.Count; k++)
        {
            double x = values[k];
            double difference = x - (Math.Min(Math.Floor((x * perLevel) + 0.5), levels) * level);
            error += difference * difference;
        }

        return error;
    }
}
