namespace Neuromorphic.Emulator.Faults;

/// <summary>What can be broken.</summary>
public enum FaultKind
{
    /// <summary>Cores on which nothing can be placed.</summary>
    DeadCores,

    /// <summary>Links that routes go around, each direction by itself.</summary>
    DeadLinks,

    /// <summary>Packets that get lost at the receiving core: a spike on its way to one core.</summary>
    DroppedPackets,

    /// <summary>Packets that arrive twice.</summary>
    DuplicatedPackets,

    /// <summary>Neurons whose spikes never leave.</summary>
    SilentNeurons,

    /// <summary>Neurons that send a spike in every timestep.</summary>
    FiringNeurons,

    /// <summary>Bits of stored weights that are inverted.</summary>
    FlippedBits,
}
