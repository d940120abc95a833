using Neuromorphic.Core.Neurons;

namespace Neuromorphic.Core.Recurrent;

/// <summary>A spike that arrives along a row of plastic synapses: the row, what is known of its targets, what its synapses share.</summary>
readonly unsafe struct PlasticArrival
{
    /// <summary>Target in the high, weight in the low 16 bits, in the order of targets.</summary>
    public required uint* Synapses { get; init; }

    /// <summary>Synapses.</summary>
    public required int Count { get; init; }

    /// <summary>Inputs of the targets, to be added to.</summary>
    public required int* Input { get; init; }

    /// <inheritdoc cref="PlasticState.Latest"/>
    public required int* Latest { get; init; }

    /// <inheritdoc cref="PlasticState.Loss"/>
    public required int* Loss { get; init; }

    /// <inheritdoc cref="PlasticState.Ring"/>
    public required ushort* Ring { get; init; }

    /// <inheritdoc cref="PlasticState.Next"/>
    public required int* Next { get; init; }

    /// <summary>Spikes that the ring holds per target, a power of two.</summary>
    public required int RingSize { get; init; }

    /// <inheritdoc cref="PlasticityPlan.Decay"/>
    public required ushort* Decay { get; init; }

    /// <inheritdoc cref="PlasticityPlan.DecayFactors"/>
    public required int* DecayFactors { get; init; }

    /// <summary>Time of the arrival before, or of catching up.</summary>
    public required ushort Last { get; init; }

    /// <inheritdoc cref="PlasticityPlan.Gain"/>
    public required RoundedFactor Gain { get; init; }

    /// <inheritdoc cref="PlasticityPlan.Largest"/>
    public required int Largest { get; init; }

    /// <inheritdoc cref="PlasticityPlan.Shift"/>
    public required int Shift { get; init; }
}
