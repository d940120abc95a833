namespace Neuromorphic.Core.Synapses;

/// <summary>How weights lose the bits that their format does not have, and where their exponent applies.</summary>
public enum WeightRounding
{
    /// <summary>
    /// lava: bits are dropped toward −∞ (−3 becomes −4), an inhibitory weight's by its magnitude; the exponent shifts the
    /// sum of a timestep.
    /// </summary>
    Floor,

    /// <summary>
    /// brian2_loihi: bits are dropped toward zero (−3 becomes −2); the exponent shifts each weight, toward −∞, and the
    /// result is clipped to ±32 767.
    /// </summary>
    TowardZero,

    /// <summary>
    /// nengo-loihi, <c>discretize_weights</c>: rounded to the nearest, ties to even, before any bit is dropped; again
    /// where a negative exponent would drop bits; the exponent is part of each weight.
    /// </summary>
    NearestEven,
}
