namespace Neuromorphic.Emulator.Sanafe.Architectures;

/// <summary>How a soma turns input into spikes.</summary>
enum SomaModel
{
    /// <summary>Leaky integrate-and-fire in the manner of Loihi.</summary>
    LeakyIntegrateFire,

    /// <summary>TrueNorth.</summary>
    TrueNorth,

    /// <summary>Fires from a list, at a rate, or at random.</summary>
    Input,
}

/// <summary>A unit that processes synaptic events; the only model is the weight that is added to a current.</summary>
/// <param name="Name">Name.</param>
/// <param name="Event">Cost of an event.</param>
sealed record SynapseUnit(UnitName Name, ActionCost Event);

/// <summary>A unit that sums synaptic currents.</summary>
/// <param name="Name">Name.</param>
/// <param name="Delays">Whether synapses may be delayed.</param>
/// <param name="Update">Cost of one addition.</param>
/// <param name="EveryTimestep">Whether each neuron pays the energy once more per timestep, driven or not.</param>
sealed record DendriteUnit(UnitName Name, bool Delays, ActionCost Update, bool EveryTimestep);

/// <summary>A unit that updates neurons.</summary>
/// <param name="Name">Name.</param>
/// <param name="Model">Neuron model.</param>
/// <param name="Access">Cost per mapped neuron and timestep.</param>
/// <param name="Update">Further cost of an update.</param>
/// <param name="Spike">Further cost of a spike.</param>
sealed record SomaUnit(UnitName Name, SomaModel Model, ActionCost Access, ActionCost Update, ActionCost Spike);

/// <summary>A kind of core: its pipeline, from incoming to outgoing axon.</summary>
sealed record CoreKind
{
    /// <summary>Name in the architecture.</summary>
    public required string Name { get; init; }

    /// <summary>Most neurons that are mapped to a core.</summary>
    public required int MaxNeurons { get; init; }

    /// <summary>Cost of an incoming packet.</summary>
    public required ActionCost MessageIn { get; init; }

    /// <summary>Cost of an outgoing packet.</summary>
    public required ActionCost MessageOut { get; init; }

    /// <summary>Synapse units; the first is used where the network names none.</summary>
    public required IReadOnlyList<SynapseUnit> Synapses { get; init; }

    /// <summary>Dendrite units; the first is used where the network names none.</summary>
    public required IReadOnlyList<DendriteUnit> Dendrites { get; init; }

    /// <summary>Soma units; the first is used where the network names none.</summary>
    public required IReadOnlyList<SomaUnit> Somas { get; init; }
}
