namespace Neuromorphic.Import.Conversion.Thresholds;

/// <summary>How the threshold of a channel is chosen: the activation that the highest level stands for.</summary>
public abstract record ThresholdRule
{
    private protected ThresholdRule()
    {
    }

    /// <summary>The name by which users choose it.</summary>
    public abstract string Name { get; }

    /// <summary>Whether it looks at calibration data.</summary>
    public virtual bool NeedsData => true;

    /// <summary>The threshold from calibration activations; 0 for a channel that was never active.</summary>
    /// <param name="samples">The activations.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="levels">Levels up to the threshold, at least 1: T where a neuron spikes at most once per timestep.</param>
    internal abstract double Of(ActivationSamples samples, int channel, int levels);
}
