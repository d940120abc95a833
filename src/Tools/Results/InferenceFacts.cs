namespace Neuromorphic.Tools.Results;

/// <summary>What a converted network answered, and what it takes for one sample.</summary>
public sealed record InferenceFacts
{
    /// <summary>The trained model that the network was made of.</summary>
    public required string Model { get; init; }

    /// <summary>SHA-256 of its file.</summary>
    public required string ModelSha256 { get; init; }

    /// <summary>How activations became spikes.</summary>
    public required string Method { get; init; }

    /// <summary>Timesteps per sample.</summary>
    public required int Timesteps { get; init; }

    /// <summary>Network input = stored value × this.</summary>
    public required double InputScale { get; init; }

    /// <summary>Samples that ran.</summary>
    public required int Samples { get; init; }

    /// <summary>Share of right answers; null without labels.</summary>
    public required double? Accuracy { get; init; }

    /// <summary>Per sample the class that was answered; −1 where an interrupt came first.</summary>
    public required IReadOnlyList<int> Decisions { get; init; }

    /// <summary>Energy of one sample; null without a chip.</summary>
    public required EnergyFacts? Energy { get; init; }

    /// <summary>Time of one sample; null without a chip.</summary>
    public required LatencyFacts? Latency { get; init; }
}
