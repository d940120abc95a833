namespace Neuromorphic.Import.Conversion.Thresholds;

/// <summary>
/// Learned threshold balancing (Bu et al. 2024): from zero, batch after batch, the threshold grows by the mean of what it
/// clips, θ ← θ + 2η · mean(relu(z − θ)). It grows fast while much is clipped and comes to rest where almost nothing is.
/// </summary>
/// <remarks>
/// The step 2η = 1 and the number of batches are ours: 512 batches of a normal activation end near 2.9 standard
/// deviations. All layers are balanced on the trained network's own activations, not on those that earlier thresholds
/// have clipped.
/// </remarks>
public sealed record BalancedThreshold : ThresholdRule
{
    const int Batches = 512;
    const double StepSize = 1;

    /// <inheritdoc/>
    public override string Name => "ltb";

    /// <inheritdoc/>
    internal override double Of(ActivationSamples samples, int channel, int levels)
    {
        IReadOnlyList<float> values = samples.Values(channel);
        int batch = Math.Max(1, values.Count / Batches);
        double threshold = 0;
        for (int k = 0; k < Batches && values.Count > 0; k++)
        {
            double clipped = 0;
            for (int i = 0; i < batch; i++)
            {
                clipped += Math.Max(0, values[((k * batch) + i) % values.Count] - threshold);
            }

            threshold += StepSize * samples.PositiveShare(channel) * clipped / batch;
        }

        return threshold;
    }
}
