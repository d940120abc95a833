namespace Neuromorphic.Tools.Results;

/// <summary>The spiking network.</summary>
public sealed record SnnFacts
{
    /// <summary>Fraction of samples classified rightly after the last timestep; null without labels.</summary>
    public required double? Accuracy { get; init; }

    /// <summary>Accuracy if the answer were read after timestep 1, 2, ... of the read-out: T of them, or more where neurons settle or wait; empty without labels.</summary>
    public required IReadOnlyList<double> AccuracyByTimestep { get; init; }

    /// <summary>Fraction of samples for which the spiking and the trained network choose the same class.</summary>
    public required double? Agreement { get; init; }

    /// <summary>Fraction of neurons, over all samples, whose spike count equals the integer twin's activation.</summary>
    public required double? ExactNeurons { get; init; }

    /// <summary>Timesteps of the chip from the first input to the answer, of the longest sample.</summary>
    public required int LatencyTimesteps { get; init; }

    /// <summary>Synaptic events per synapse and inference: the number that critics' break-even points are about.</summary>
    public required double? SpikesPerSynapse { get; init; }

    /// <summary>The layers, in order.</summary>
    public required IReadOnlyList<LayerDiagnosis> Layers { get; init; }

    /// <summary>The first layer whose spikes no longer follow the trained activations; null when all do.</summary>
    public string? FirstBadLayer { get; init; }
}
