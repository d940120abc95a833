namespace Neuromorphic.Tools.Results;

/// <summary>The chip and how the network lies on it.</summary>
public sealed record ChipUse
{
    /// <summary>The chip's name.</summary>
    public required string Name { get; init; }

    /// <summary>Chips that hold the network.</summary>
    public required int ChipsUsed { get; init; }

    /// <summary>Cores that hold the network, over all chips.</summary>
    public required int CoresUsed { get; init; }

    /// <summary>Cores of one chip.</summary>
    public required int Cores { get; init; }

    /// <summary>The cores in use.</summary>
    public IReadOnlyList<CoreUse> CoreList { get; init; } = [];

    /// <summary>The mesh; null when the chip has none.</summary>
    public TileMap? Tiles { get; init; }

    /// <summary>How near the network comes to the chip's limits: each where it is tightest.</summary>
    public IReadOnlyList<LimitUse> Utilisation { get; init; } = [];

    /// <summary>The same per layer: each limit at the layer's fullest core.</summary>
    public IReadOnlyList<LimitUse> LayerLimits { get; init; } = [];

    /// <summary>
    /// Limits that the network exceeds on a chip whose file says that it is run all the same: what the smallest part of a layer needs.
    /// </summary>
    public IReadOnlyList<LimitUse> Exceeded { get; init; } = [];

    /// <summary>What the placement costs; null if it was not measured.</summary>
    public PlacementUse? Placement { get; init; }

    /// <summary>The fast model of the mesh against simulations; null if no one asked for it.</summary>
    public NetworkCheckFacts? NetworkCheck { get; init; }
}
