namespace Neuromorphic.Tools.Results;

/// <summary>Energy on the chip.</summary>
public sealed record EnergyFacts
{
    /// <summary>By part.</summary>
    public required EnergyParts PerInferenceJoules { get; init; }

    /// <summary>The total over the synaptic events, as chips are compared; null without a total or an event.</summary>
    public double? PerSynapticEventJoules { get; init; }

    /// <summary>The total over the spikes fired; null without a total or a spike.</summary>
    public double? PerSpikeJoules { get; init; }

    /// <summary>By layer: what its cores do; barriers and power at rest belong to none.</summary>
    public IReadOnlyList<LayerEnergy> PerLayer { get; init; } = [];

    /// <summary>Whether the total leaves something out, so that the truth is at least as large.</summary>
    public required bool LowerBound { get; init; }

    /// <summary>What is contained in the price of something else and so not charged apart, in a few words each.</summary>
    public IReadOnlyList<string> Included { get; init; } = [];

    /// <summary>What is not priced, in a few words each.</summary>
    public required IReadOnlyList<string> Unpriced { get; init; }
}

/// <summary>Energy of one inference in one layer, in joules, of what is priced.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Synapse">Synaptic events that reach it.</param>
/// <param name="Neuron">Updates of its neurons, and their spikes.</param>
/// <param name="Network">Packets that it sends.</param>
/// <param name="Input">Its products with the network's input.</param>
public sealed record LayerEnergy(string Layer, double Synapse, double Neuron, double Network, double Input)
{
    /// <summary>The sum.</summary>
    public double Total => Synapse + Neuron + Network + Input;
}
