namespace Neuromorphic.Core.Synapses;

/// <summary>What a core has to hold for a block of target neurons.</summary>
/// <param name="Lists">
/// Distinct lists of synapses into the block: input axons needed. Usually one per source neuron; the sources in a window
/// of an average pool have the same synapses and share a list.
/// </param>
/// <param name="SharedWeights">Weights to store where positions share them (one copy per core).</param>
/// <param name="Synapses">Weights to store where each list has its own, zero weights of a dense row included.</param>
public readonly record struct SynapseFootprint(long Lists, long SharedWeights, long Synapses);
