namespace Neuromorphic.Core.Networks;

/// <summary>Where one timestep of a population finds its state and leaves its results.</summary>
readonly unsafe struct StepAddresses
{
    /// <summary>Membrane potentials, updated.</summary>
    public int* Potential { get; init; }

    /// <summary>Net counts, updated by neurons that keep them.</summary>
    public int* Count { get; init; }

    /// <summary>Input currents; replaced by the bias.</summary>
    public int* Current { get; init; }

    /// <summary>Bias currents of the next step.</summary>
    public int* Bias { get; init; }

    /// <summary>Receives the payloads of neurons that have them.</summary>
    public short* Payload { get; init; }

    /// <summary>Receives the spike mask.</summary>
    public ulong* Spikes { get; init; }

    /// <summary>Receives the mask of neurons that had work to do.</summary>
    public ulong* Driven { get; init; }

    /// <summary>Timesteps left in the window, this one counted.</summary>
    public int Remaining { get; init; }
}
