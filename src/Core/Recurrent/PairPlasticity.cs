namespace Neuromorphic.Core.Recurrent;

/// <summary>
/// Additive pair-based spike-timing-dependent plasticity (Song, Miller and Abbott 2000, Nature Neurosci. 3:919), all pairs:
/// a synapse's weight falls by depression × the target's trace when a spike arrives (after it acted) and rises by
/// potentiation × the synapse's trace of arrivals when the target fires. Traces rise by 1 per spike and decay exponentially.
/// Weights stay within 0 and the largest.
/// </summary>
/// <remarks>
/// The delay is axonal: the synapse sees a spike when it arrives. An arrival in the timestep in which the target fires came
/// before that spike.
/// </remarks>
public sealed record PairPlasticity
{
    /// <summary>What a pair at no distance adds, in the weight's unit; above 0.</summary>
    public required double Potentiation { get; init; }

    /// <summary>What a pair at no distance takes away, in the weight's unit; above 0.</summary>
    public required double Depression { get; init; }

    /// <summary>Time constant of the trace of arrivals in ms.</summary>
    public required double PotentiationTimeConstant { get; init; }

    /// <summary>Time constant of the target's trace in ms.</summary>
    public required double DepressionTimeConstant { get; init; }

    /// <summary>The largest weight, in its unit; above 0.</summary>
    public required double LargestWeight { get; init; }
}
