namespace Neuromorphic.Import.Conversion;

/// <summary>What one integer unit of a weight stands for.</summary>
public enum WeightScaling
{
    /// <summary>Each channel has a unit of its own: its largest weight fills the integer range.</summary>
    PerChannel,

    /// <summary>
    /// All neurons of a population have the same threshold, a power of two, as chips with one threshold and one weight
    /// exponent per group of neurons need it.
    /// </summary>
    PowerOfTwoPerLayer,
}
