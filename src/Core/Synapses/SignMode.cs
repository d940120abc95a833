namespace Neuromorphic.Core.Synapses;

/// <summary>Which signs the weights of a group may have; a chip that knows the sign beforehand stores one bit more of magnitude.</summary>
public enum SignMode
{
    /// <summary>Both signs; the lowest bit of the magnitude is given up for the sign.</summary>
    Mixed,

    /// <summary>No weight is negative.</summary>
    Excitatory,

    /// <summary>No weight is positive.</summary>
    Inhibitory,
}
