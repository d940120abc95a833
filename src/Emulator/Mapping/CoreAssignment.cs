using Neuromorphic.Core.Networks;
using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Emulator.Mapping;

/// <summary>A core in use.</summary>
/// <param name="Index">Its number in the program.</param>
/// <param name="Population">The population that it holds a part of.</param>
/// <param name="Block">The part.</param>
/// <param name="Chip">The chip, counted from the west.</param>
/// <param name="Tile">The tile in the mesh of all chips.</param>
/// <param name="Demand">What it holds.</param>
public sealed record CoreAssignment(
    int Index, Population Population, NeuronBlock Block, int Chip, TilePosition Tile, CoreDemand Demand);
