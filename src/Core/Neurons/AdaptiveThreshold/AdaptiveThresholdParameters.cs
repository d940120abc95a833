namespace Neuromorphic.Core.Neurons.AdaptiveThreshold;

/// <summary>The parameters of a population of adaptive-threshold neurons. Decays are in 1/4096.</summary>
public sealed record AdaptiveThresholdParameters
{
    /// <summary>Decay of the current, 0 to 4095; the rule adds 1.</summary>
    public required int CurrentDecay { get; init; }

    /// <summary>Decay of the potential, 0 to 4096.</summary>
    public required int VoltageDecay { get; init; }

    /// <summary>Decay of the threshold toward its resting value, 0 to 4096.</summary>
    public required int ThresholdDecay { get; init; }

    /// <summary>Decay of the refractory state, 0 to 4096.</summary>
    public required int RefractoryDecay { get; init; }

    /// <summary>θ₀: the threshold at rest, before its shift by 6 bits; 0 to 131 071.</summary>
    public required int RestingThreshold { get; init; }

    /// <summary>Added to the threshold by a spike, before its shift by 6 bits; 0 to 131 071.</summary>
    public required int ThresholdStep { get; init; }

    /// <summary>Added to the potential in every step: one value, or one per neuron.</summary>
    public IReadOnlyList<int> Bias { get; init; } = [0];
}
