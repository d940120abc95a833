namespace Neuromorphic.Core.Plasticity;

/// <summary>What the payload of a presynaptic spike does to the trace x1; half of the payload counts, rounded to even, modulo 256.</summary>
public enum GradedSpikes
{
    /// <summary>Nothing: x1 gets its impulse.</summary>
    RegularImpulse,

    /// <summary>x1 becomes half of the payload.</summary>
    Overwrite,

    /// <summary>Half of the payload is added to x1, modulo 256, then saturated at 127.</summary>
    AddWithSaturation,

    /// <summary>
    /// Half of the payload is added to x1 modulo 256; what exceeds 127 stays, and only such an overflow counts as a spike:
    /// it sets x0, and the second one in an epoch gives x2 its impulse.
    /// </summary>
    AddWithoutSaturation,
}
