using Neuromorphic.Core.Networks;
using Neuromorphic.Emulator.Chips;
using Neuromorphic.Emulator.Mapping.Placement;

namespace Neuromorphic.Emulator.Mapping;

/// <summary>A network on a chip: which core holds which neurons, where the cores are, and how spikes travel.</summary>
public sealed class ChipProgram
{
    readonly Dictionary<Population, int[]> _classOfNeuron;
    readonly Dictionary<Population, int[]> _coreOfNeuron;
    readonly Dictionary<Population, PopulationUtilisation> _utilisation;
    readonly SpikeClass[] _classes;

    internal ChipProgram(
        SpikingNetwork network,
        ChipSpecification chip,
        int weightBits,
        MeshGeometry mesh,
        IReadOnlyList<CoreAssignment> cores,
        IReadOnlyList<PopulationUtilisation> populations,
        Dictionary<Population, int[]> coreOfNeuron,
        Dictionary<Population, int[]> classOfNeuron,
        SpikeClass[] classes,
        IReadOnlyList<Route> routes)
    {
        Network = network;
        Chip = chip;
        WeightBits = weightBits;
        Mesh = mesh;
        Cores = cores;
        Populations = populations;
        Routes = routes;
        _coreOfNeuron = coreOfNeuron;
        _classOfNeuron = classOfNeuron;
        _classes = classes;
        _utilisation = populations.ToDictionary(p => p.Population);
    }

    /// <summary>The network; not owned.</summary>
    public SpikingNetwork Network { get; }

    /// <summary>The chip.</summary>
    public ChipSpecification Chip { get; }

    /// <summary>Bits of a stored weight.</summary>
    public int WeightBits { get; }

    /// <summary>The mesh of all chips in use.</summary>
    public MeshGeometry Mesh { get; }

    /// <summary>Cores in use, population after population.</summary>
    public IReadOnlyList<CoreAssignment> Cores { get; }

    /// <summary>All populations but the input, in the order of the network.</summary>
    public IReadOnlyList<PopulationUtilisation> Populations { get; }

    /// <summary>The ways of all spikes.</summary>
    public IReadOnlyList<Route> Routes { get; }

    /// <summary>Chips in use.</summary>
    public int ChipsUsed => Mesh.Chips;

    /// <summary>Tiles with at least one core in use.</summary>
    public int TilesUsed => Cores.Select(core => core.Tile).Distinct().Count();

    /// <summary>What the placement costs, next to placements without a search.</summary>
    public required PlacementCosts PlacementCosts { get; init; }

    /// <summary>Cores of the chips in use that are dead.</summary>
    public int DeadCores { get; internal init; }

    /// <summary>Links of the chips in use that are dead, each direction by itself.</summary>
    public int DeadLinks { get; internal init; }

    /// <summary>The limits of the chip that the network exceeds, where the chip's file says that it is run all the same; else none.</summary>
    public IReadOnlyList<ExceededLimit> Exceeded { get; internal init; } = [];

    /// <summary>How long mapping took.</summary>
    public MappingSeconds Seconds { get; internal init; }

    /// <summary>What a user should know about how the network sits on the chip: potentials wider than the chip's state, limits not checked.</summary>
    public IReadOnlyList<string> Remarks { get; internal init; } = [];

    /// <summary>How a population uses its cores.</summary>
    public PopulationUtilisation Of(Population population) => _utilisation[population];

    /// <summary>Per neuron of a population its core.</summary>
    public ReadOnlySpan<int> CoreOfNeuron(Population population) => _coreOfNeuron[population];

    /// <summary>
    /// The cores that a neuron reaches through synapses whose weight is not zero, ascending, and the number of synapses on
    /// each.
    /// </summary>
    public void Destinations(Population population, int neuron, out ReadOnlySpan<int> cores, out ReadOnlySpan<int> synapses)
    {
        int index = _classOfNeuron[population][neuron];
        cores = index < 0 ? [] : _classes[index].Destinations;
        synapses = index < 0 ? [] : _classes[index].Synapses;
    }

    /// <summary>The way of a neuron's spikes; null if they go nowhere or the neuron is an input.</summary>
    public Route? RouteOf(Population population, int neuron)
    {
        int index = _classOfNeuron[population][neuron];
        return index < 0 ? null : _classes[index].Route;
    }

    /// <summary>Per neuron its class, −1 if its spikes go nowhere.</summary>
    internal int[] ClassOfNeuron(Population population) => _classOfNeuron[population];

    internal SpikeClass[] Classes => _classes;
}
