namespace Neuromorphic.Import.Conversion.Thresholds;

/// <summary>
/// The threshold of least squared error for activations that are normally distributed, with the mean and deviation that
/// BatchNormalization gives them: no calibration data are needed.
/// </summary>
public sealed record DataFreeThreshold : ThresholdRule
{
    /// <inheritdoc/>
    public override string Name => "data-free";

    /// <inheritdoc/>
    public override bool NeedsData => false;

    /// <inheritdoc/>
    internal override double Of(ActivationSamples samples, int channel, int levels) =>
        throw new InvalidOperationException("it has no use for data");
}
