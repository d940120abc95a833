namespace Neuromorphic.Core.Neurons.Loihi;

/// <summary>
/// The parameters of a population. Lists hold one value for all neurons or one per neuron. Thresholds and biases are in
/// the units of the potential: a threshold mantissa is shifted by <see cref="ThresholdShift"/>, a bias by its exponent.
/// </summary>
public sealed record LoihiParameters
{
    /// <summary>A threshold of the chip is a 17-bit mantissa times 2⁶.</summary>
    public const int ThresholdShift = 6;

    /// <summary>Decay of the current in 1/4096, before the offset of the rules.</summary>
    public required int CurrentDecay { get; init; }

    /// <summary>Decay of the potential in 1/4096, before the offset of the rules.</summary>
    public required int VoltageDecay { get; init; }

    /// <summary>Thresholds Θ; a neuron fires where its potential is greater.</summary>
    public required IReadOnlyList<int> Threshold { get; init; }

    /// <summary>The neuron sends −1 and resets where its potential is below this; null: it never does.</summary>
    public int? LowerThreshold { get; init; }

    /// <summary>Added to the potential in every step.</summary>
    public IReadOnlyList<int> Bias { get; init; } = [0];

    /// <summary>The potential is held at 0 for this many steps less one after a spike: 1 to 64, 1 is none.</summary>
    public IReadOnlyList<int> RefractoryDelay { get; init; } = [1];

    /// <summary>Bounds of the potential, shared by a core; null: those of the rules.</summary>
    public (int Lower, int Upper)? VoltageRange { get; init; }

    /// <summary>Noise of the core; null: none.</summary>
    public LoihiNoise? Noise { get; init; }

    /// <summary>u and v become 0 before step t (counted from 1) where t and the offset agree modulo this; 0: never.</summary>
    public int ResetInterval { get; init; }

    /// <summary>See <see cref="ResetInterval"/>.</summary>
    public int ResetOffset { get; init; }

    /// <summary>A bias from mantissa and exponent: m · 2^e, rounded toward −∞ for a negative e.</summary>
    /// <param name="mantissa">−4096 to 4095 on the chip.</param>
    /// <param name="exponent">0 to 7 on the chip; −31 to 31 here.</param>
    /// <exception cref="ArgumentOutOfRangeException">The exponent is out of range.</exception>
    public static int BiasOf(int mantissa, int exponent)
    {
        if (exponent is < -31 or > 31)
        {
            throw new ArgumentOutOfRangeException(nameof(exponent), exponent, "the exponent of a bias is -31 to 31");
        }

        return exponent >= 0 ? unchecked(mantissa << exponent) : mantissa >> -exponent;
    }
}
