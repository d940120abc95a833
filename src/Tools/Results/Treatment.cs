namespace Neuromorphic.Tools.Results;

/// <summary>What became of a node of the imported graph.</summary>
public enum Treatment
{
    /// <summary>It runs as spiking neurons or synapses.</summary>
    Converted,

    /// <summary>It is absorbed by another node, such as a batch normalisation by the convolution before it.</summary>
    Folded,

    /// <summary>It stays conventional and is priced as multiply-accumulates.</summary>
    Island,

    /// <summary>It cannot be converted.</summary>
    Refused,
}
