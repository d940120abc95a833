namespace Neuromorphic.Core.Neurons.TrueNorth;

/// <summary>What a threshold does to the potential: γ of Cassidy et al. 2013.</summary>
public enum TrueNorthReset
{
    /// <summary>V becomes R at the positive threshold and −R at the negative one.</summary>
    Absolute,

    /// <summary>The threshold is subtracted, or added at the negative one.</summary>
    Linear,

    /// <summary>V stays.</summary>
    None,
}
