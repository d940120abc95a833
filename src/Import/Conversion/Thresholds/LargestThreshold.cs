namespace Neuromorphic.Import.Conversion.Thresholds;

/// <summary>The largest activation (Diehl et al. 2015, from data): nothing is clipped.</summary>
public sealed record LargestThreshold : ThresholdRule
{
    /// <inheritdoc/>
    public override string Name => "max";

    /// <inheritdoc/>
    internal override double Of(ActivationSamples samples, int channel, int levels) => samples.Largest(channel);
}
