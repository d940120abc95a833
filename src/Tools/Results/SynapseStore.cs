namespace Neuromorphic.Tools.Results;

/// <summary>How the synapses of a population are stored.</summary>
/// <param name="Source">Source population.</param>
/// <param name="Receptor">What its spikes act on.</param>
/// <param name="Encoding">weightedRows, uniformRows or bitRows.</param>
/// <param name="Synapses">Synapses.</param>
/// <param name="Bytes">Their memory.</param>
public sealed record SynapseStore(string Source, string Receptor, string Encoding, long Synapses, long Bytes);
