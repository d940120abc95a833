namespace Neuromorphic.Core.Neurons.Conversion;

/// <summary>
/// Addresses of the state and the parameters of conversion neurons, each an array padded to whole words of 64 neurons. A
/// model uses those it needs; the others may be null.
/// </summary>
public readonly unsafe struct ConversionState
{
    /// <summary>Membrane potentials: what was received and not yet answered, or for neurons with a level all that was received.</summary>
    public int* Potential { get; init; }

    /// <summary>Net counts: the sum of all that each neuron has sent.</summary>
    public int* Count { get; init; }

    /// <summary>Thresholds Θ, positive.</summary>
    public int* Threshold { get; init; }

    /// <summary>The largest net count; 0 for a neuron that never fires, and for the padding.</summary>
    public int* Limit { get; init; }

    /// <summary>The functions from what was received to the level.</summary>
    public LevelLookup Levels { get; init; }

    /// <summary>Timesteps left in the window of neurons that send one timed spike, this one counted.</summary>
    public int Remaining { get; init; }
}
