namespace Neuromorphic.Emulator.Chips;

/// <summary>
/// A neuromorphic chip as data: what a core holds, how cores are connected, how long things take and what they cost.
/// Read from a chip file; every number says where it comes from.
/// </summary>
public sealed record ChipSpecification
{
    /// <summary>Short name, as used on the command line.</summary>
    public required string Name { get; init; }

    /// <summary>What the chip is, for people.</summary>
    public required string Description { get; init; }

    /// <summary>What the data model cannot say about the chip, one sentence each; shown with every result.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Cores per chip: tiles × cores per tile.</summary>
    public required Quantity Cores { get; init; }

    /// <summary>How cores are connected.</summary>
    public required MeshSpecification Mesh { get; init; }

    /// <summary>What a core holds.</summary>
    public required CoreLimits Core { get; init; }

    /// <summary>What a synapse takes in a core's memory.</summary>
    public required SynapseStorage Storage { get; init; }

    /// <summary>How long things take.</summary>
    public required ChipTiming Timing { get; init; }

    /// <summary>What things cost.</summary>
    public required ChipEnergy Energy { get; init; }

    /// <summary>Power of one chip at rest.</summary>
    public required Quantity StaticPower { get; init; }

    /// <summary>Cores per chip as a number.</summary>
    public int CoresPerChip => (int)Cores.Si;

    /// <summary>Tiles per chip.</summary>
    public int TilesPerChip => Mesh.WidthTiles * Mesh.HeightTiles;

    /// <summary>Every quantity with its path in the file, in the order of the file.</summary>
    public IEnumerable<(string Field, Quantity Quantity)> Quantities =>
    [
        ("cores", Cores),
        ("mesh.width", Mesh.Width),
        ("mesh.height", Mesh.Height),
        ("mesh.coresPerTile", Mesh.CoresPerTile),
        ("core.neurons", Core.Neurons),
        ("core.inputAxons", Core.InputAxons),
        ("core.outputAxons", Core.OutputAxons),
        ("core.synapseMemory", Core.SynapseMemory),
        ("core.fanIn", Core.FanIn),
        ("core.delay", Core.Delay),
        ("core.weightBitsMin", Core.WeightBitsMin),
        ("core.weightBitsMax", Core.WeightBitsMax),
        ("core.stateBits", Core.StateBits),
        ("storage.indexBits", Storage.IndexBits),
        ("storage.listBits", Storage.ListBits),
        ("timing.synapticEvent", Timing.SynapticEvent),
        ("timing.updateActive", Timing.UpdateActive),
        ("timing.updateInactive", Timing.UpdateInactive),
        ("timing.spike", Timing.Spike),
        ("timing.packetSent", Timing.PacketSent),
        ("timing.packetReceived", Timing.PacketReceived),
        ("timing.withinTile", Timing.WithinTile),
        ("timing.hopEastWest", Timing.HopEastWest),
        ("timing.hopNorthSouth", Timing.HopNorthSouth),
        ("timing.barrierMin", Timing.BarrierMin),
        ("timing.barrierMax", Timing.BarrierMax),
        ("timing.multiplyAccumulate", Timing.MultiplyAccumulate),
        ("timing.offChipCrossing", Timing.OffChipCrossing),
        ("energy.synapticEvent", Energy.SynapticEvent),
        ("energy.updateActive", Energy.UpdateActive),
        ("energy.updateInactive", Energy.UpdateInactive),
        ("energy.spike", Energy.Spike),
        ("energy.packetSent", Energy.PacketSent),
        ("energy.packetReceived", Energy.PacketReceived),
        ("energy.withinTile", Energy.WithinTile),
        ("energy.hopEastWest", Energy.HopEastWest),
        ("energy.hopNorthSouth", Energy.HopNorthSouth),
        ("energy.barrier", Energy.Barrier),
        ("energy.multiplyAccumulate", Energy.MultiplyAccumulate),
        ("energy.offChipCrossing", Energy.OffChipCrossing),
        ("staticPower", StaticPower),
    ];
}

/// <summary>The two-dimensional mesh of tiles.</summary>
public sealed record MeshSpecification
{
    /// <summary>Tiles from west to east, at most 4096.</summary>
    public required Quantity Width { get; init; }

    /// <summary>Tiles from north to south, at most 4096.</summary>
    public required Quantity Height { get; init; }

    /// <summary>Cores that share a tile's router, at most 4096.</summary>
    public required Quantity CoresPerTile { get; init; }

    /// <summary>The order in which a packet uses the dimensions.</summary>
    public required Statement<RoutingOrder> Order { get; init; }

    /// <summary>Whether a spike for several cores is one packet or many.</summary>
    public required Statement<Delivery> Delivery { get; init; }

    /// <summary>Tiles from west to east.</summary>
    public int WidthTiles => (int)Width.Si;

    /// <summary>Tiles from north to south.</summary>
    public int HeightTiles => (int)Height.Si;

    /// <summary>Cores per tile.</summary>
    public int CoresOnTile => (int)CoresPerTile.Si;
}

/// <summary>The order in which a packet uses the dimensions of the mesh.</summary>
public enum RoutingOrder
{
    /// <summary>East or west first, then north or south.</summary>
    XY,

    /// <summary>North or south first, then east or west.</summary>
    YX,
}

/// <summary>How a spike reaches several cores.</summary>
public enum Delivery
{
    /// <summary>One packet per destination core.</summary>
    Unicast,

    /// <summary>One packet that routers duplicate where its paths part: each link of the tree is used once.</summary>
    Multicast,
}

/// <summary>Limits of one core.</summary>
public sealed record CoreLimits
{
    /// <summary>Neurons.</summary>
    public required Quantity Neurons { get; init; }

    /// <summary>Distinct lists of synapses that spikes can reach: one per source neuron, or per window of an average pool.</summary>
    public required Quantity InputAxons { get; init; }

    /// <summary>Pairs of a neuron of the core and a core that it sends to.</summary>
    public required Quantity OutputAxons { get; init; }

    /// <summary>Memory for synapses.</summary>
    public required Quantity SynapseMemory { get; init; }

    /// <summary>Synapses that spikes reach a single neuron by, weights of zero not counted.</summary>
    public required Quantity FanIn { get; init; }

    /// <summary>The longest way of a spike to a synapse, in timesteps; the shortest is one.</summary>
    public required Quantity Delay { get; init; }

    /// <summary>Fewest bits of a stored weight, sign included.</summary>
    public required Quantity WeightBitsMin { get; init; }

    /// <summary>Most bits of a stored weight, sign included.</summary>
    public required Quantity WeightBitsMax { get; init; }

    /// <summary>Bits of a membrane potential, sign included.</summary>
    public required Quantity StateBits { get; init; }

    /// <summary>What becomes of a network that no partition brings within the limits; null if it is refused.</summary>
    public Statement<BeyondLimits>? Beyond { get; init; }

    /// <summary>Whether such a network is run all the same, and what it exceeds is named.</summary>
    internal bool CountsBeyond => Beyond?.Value == BeyondLimits.Counted;
}

/// <summary>What becomes of a network that no partition brings within a chip's limits.</summary>
public enum BeyondLimits
{
    /// <summary>It is refused.</summary>
    Refused,

    /// <summary>
    /// It is run as if the limit were as wide as the network needs it; what it exceeds is named, and the energy is a lower bound, because
    /// keeping the limit would take further neurons, cores and spikes.
    /// </summary>
    Counted,
}

/// <summary>
/// What synapses take in memory. A core needs, summed over the projections that reach it,
/// weights × (weight bits + index bits) + lists × list bits; a list is what one input axon points to. Dense rows need no
/// index; weights of the first layer have no axons and so no lists.
/// </summary>
public sealed record SynapseStorage
{
    /// <summary>Whether a core stores the weights of a convolution once for all its positions.</summary>
    public required Statement<bool> SharedWeights { get; init; }

    /// <summary>Bits that name a synapse's target.</summary>
    public required Quantity IndexBits { get; init; }

    /// <summary>Bits of overhead per input axon.</summary>
    public required Quantity ListBits { get; init; }
}

/// <summary>How long things take.</summary>
public sealed record ChipTiming
{
    /// <summary>One synaptic event in a core.</summary>
    public required Quantity SynapticEvent { get; init; }

    /// <summary>One update of a neuron that has input.</summary>
    public required Quantity UpdateActive { get; init; }

    /// <summary>One update of a neuron that has none.</summary>
    public required Quantity UpdateInactive { get; init; }

    /// <summary>One spike that a neuron fires.</summary>
    public required Quantity Spike { get; init; }

    /// <summary>One packet that a core sends: a pair of a spike and a core that it goes to.</summary>
    public required Quantity PacketSent { get; init; }

    /// <summary>One packet that a core receives.</summary>
    public required Quantity PacketReceived { get; init; }

    /// <summary>Delivery of a packet from a router to a core of its tile.</summary>
    public required Quantity WithinTile { get; init; }

    /// <summary>One hop east or west.</summary>
    public required Quantity HopEastWest { get; init; }

    /// <summary>One hop north or south.</summary>
    public required Quantity HopNorthSouth { get; init; }

    /// <summary>Synchronisation of one tile.</summary>
    public required Quantity BarrierMin { get; init; }

    /// <summary>Synchronisation of all tiles of a chip.</summary>
    public required Quantity BarrierMax { get; init; }

    /// <summary>One multiply-accumulate of the first layer.</summary>
    public required Quantity MultiplyAccumulate { get; init; }

    /// <summary>One crossing from a chip to the next.</summary>
    public required Quantity OffChipCrossing { get; init; }
}

/// <summary>What things cost.</summary>
public sealed record ChipEnergy
{
    /// <summary>One synaptic event.</summary>
    public required Quantity SynapticEvent { get; init; }

    /// <summary>One update of a neuron that has input.</summary>
    public required Quantity UpdateActive { get; init; }

    /// <summary>One update of a neuron that has none.</summary>
    public required Quantity UpdateInactive { get; init; }

    /// <summary>One spike that a neuron fires.</summary>
    public required Quantity Spike { get; init; }

    /// <summary>One packet that a core sends: a pair of a spike and a core that it goes to.</summary>
    public required Quantity PacketSent { get; init; }

    /// <summary>One packet that a core receives.</summary>
    public required Quantity PacketReceived { get; init; }

    /// <summary>One packet that stays inside its tile.</summary>
    public required Quantity WithinTile { get; init; }

    /// <summary>One hop east or west.</summary>
    public required Quantity HopEastWest { get; init; }

    /// <summary>One hop north or south.</summary>
    public required Quantity HopNorthSouth { get; init; }

    /// <summary>One synchronisation of the whole system at the end of a timestep.</summary>
    public required Quantity Barrier { get; init; }

    /// <summary>One multiply-accumulate of the first layer.</summary>
    public required Quantity MultiplyAccumulate { get; init; }

    /// <summary>One packet crossing from a chip to the next.</summary>
    public required Quantity OffChipCrossing { get; init; }
}
