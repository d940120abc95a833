namespace Neuromorphic.Core.Synapses;

/// <summary>What a core has to hold for a block of target neurons.</summary>
/// <param name="SourceNeurons">Distinct source neurons with a synapse into the block: input axons needed.</param>
/// <param name="SharedWeights">Weights to store where positions share them (one copy per core).</param>
/// <param name="Synapses">Weights to store where nothing is shared: one per synapse, zero weights of a dense row included.</param>
public readonly record struct SynapseFootprint(long SourceNeurons, long SharedWeights, long Synapses);
