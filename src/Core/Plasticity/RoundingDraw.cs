namespace Neuromorphic.Core.Plasticity;

/// <summary>Says which number is wanted, so that it does not depend on the order in which numbers are asked for.</summary>
/// <param name="Purpose">What for.</param>
/// <param name="Neuron">The neuron, or the presynaptic one of a synapse.</param>
/// <param name="Other">The trace (1 to 3), or the postsynaptic neuron of a synapse, or the target (0 w, 1 d, 2 t).</param>
/// <param name="Timestep">The timestep whose value is rounded, from 1.</param>
/// <param name="Update">
/// Ordinal in the streams that lava keeps: for traces 2t − 1 for a spike that arrives in step t and 2t for the end of an
/// epoch in step t; for synapses the epoch's ordinal, from 1.
/// </param>
public readonly record struct RoundingDraw(RoundingPurpose Purpose, int Neuron, int Other, long Timestep, long Update);
