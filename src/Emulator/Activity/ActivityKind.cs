namespace Neuromorphic.Emulator.Activity;

/// <summary>What is counted per core and timestep.</summary>
public enum ActivityKind
{
    /// <summary>Spikes delivered through a synapse whose weight is not zero, at the receiving core. Wires of a max-pool count.</summary>
    SynapticEvents,

    /// <summary>Updates of neurons that had input in this step.</summary>
    UpdatesDriven,

    /// <summary>Updates of neurons that had none.</summary>
    UpdatesIdle,

    /// <summary>Spikes fired, at the sending core.</summary>
    Spikes,

    /// <summary>Pairs of a spike and a core that it goes to, at the sending core: packets of unicast delivery.</summary>
    Packets,

    /// <summary>The same pairs, at the receiving core.</summary>
    PacketsReceived,

    /// <summary>Bits that packets carry beyond the address, at the sending core: 0 for binary and timed spikes, 1 for a sign.</summary>
    PayloadBits,

    /// <summary>Packets that stay on the sender's tile, at the sending core.</summary>
    WithinTile,

    /// <summary>Link traversals to the east inside a chip, at the sending core.</summary>
    HopsEast,

    /// <summary>Link traversals to the west inside a chip, at the sending core.</summary>
    HopsWest,

    /// <summary>Link traversals to the north, at the sending core.</summary>
    HopsNorth,

    /// <summary>Link traversals to the south, at the sending core.</summary>
    HopsSouth,

    /// <summary>Crossings from a chip to the next, at the sending core; not counted as hops.</summary>
    OffChipCrossings,

    /// <summary>Multiply-accumulates of the first layer: synapses from the input whose weight is not zero, once per sample.</summary>
    MultiplyAccumulates,

    /// <summary>Those of them whose input is not zero.</summary>
    EffectiveMultiplyAccumulates,

    /// <summary>Additions of a bias to a membrane potential: one per update of a unit that is not a pool, in the first T timesteps.</summary>
    BiasAdds,

    /// <summary>Those synaptic events whose spike carries an integer that multiplies the weight.</summary>
    GradedEvents,
}
