namespace Neuromorphic.Tools.Results;

/// <summary>How well a layer of spiking neurons follows the activations it stands for.</summary>
public sealed record LayerDiagnosis
{
    /// <summary>The layer's name.</summary>
    public required string Name { get; init; }

    /// <summary>Neurons.</summary>
    public required long Neurons { get; init; }

    /// <summary>Cores that hold them.</summary>
    public required int Cores { get; init; }

    /// <summary>Mean spikes of a neuron in one inference.</summary>
    public required double? SpikesPerNeuron { get; init; }

    /// <summary>Correlation between spike rates and trained activations.</summary>
    public required double? Correlation { get; init; }

    /// <summary>Root-mean-square error of the rates, relative to that of the activations.</summary>
    public required double? RelativeError { get; init; }

    /// <summary>Fraction of neurons at the largest count they can have.</summary>
    public required double? Saturated { get; init; }

    /// <summary>Fraction of neurons that never spike although their activation is not zero.</summary>
    public required double? Dead { get; init; }

    /// <summary>Fraction of neurons whose count differs from the integer twin's because of the order of arrival.</summary>
    public required double? Uneven { get; init; }

    /// <summary>Bits of the integer threshold: the resolution that the weights left.</summary>
    public required double? ThresholdBits { get; init; }
}
