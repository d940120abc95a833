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

    /// <summary>How near the network comes to the chip's limits.</summary>
    public IReadOnlyList<LimitUse> Utilisation { get; init; } = [];
}
