namespace Neuromorphic.Core.Recurrent;

/// <summary>Synapses from one population to another, or to itself.</summary>
public sealed record ProjectionDescription
{
    /// <summary>Name of the source population.</summary>
    public required string Source { get; init; }

    /// <summary>Name of the target population.</summary>
    public required string Target { get; init; }

    /// <summary>Who is connected to whom.</summary>
    public required ConnectionRule Rule { get; init; }

    /// <summary>Weights in the receptor's unit: pA, or mV for delta synapses.</summary>
    public required Distribution Weight { get; init; }

    /// <summary>Delays in ms, rounded to whole timesteps and at least one.</summary>
    public required Distribution Delay { get; init; }

    /// <summary>What the spikes act on.</summary>
    public Receptor Receptor { get; init; } = Receptor.Excitatory;

    /// <summary>How weights change with the spikes of both sides; null: not at all. Such synapses share one delay.</summary>
    public PairPlasticity? Plasticity { get; init; }

    /// <summary>Whether a neuron may be connected to itself, where source and target are one population.</summary>
    public bool Autapses { get; init; } = true;
}
