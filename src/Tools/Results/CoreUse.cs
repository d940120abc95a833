namespace Neuromorphic.Tools.Results;

/// <summary>One core in use.</summary>
public sealed record CoreUse
{
    /// <summary>The core's number.</summary>
    public required int Core { get; init; }

    /// <summary>Column of its tile.</summary>
    public required int TileX { get; init; }

    /// <summary>Row of its tile.</summary>
    public required int TileY { get; init; }

    /// <summary>The layer that it holds a part of.</summary>
    public required string Layer { get; init; }

    /// <summary>Neurons on it.</summary>
    public required int Neurons { get; init; }

    /// <summary>Spikes of its neurons.</summary>
    public required double SpikesPerInference { get; init; }

    /// <summary>Synaptic events in its memory.</summary>
    public required double SynapticEventsPerInference { get; init; }

    /// <summary>Packets that reach it, per inference.</summary>
    public required double PacketsIn { get; init; }

    /// <summary>Packets that leave it, per inference.</summary>
    public required double PacketsOut { get; init; }

    /// <summary>Its energy; null when a term is not priced.</summary>
    public required double? JoulesPerInference { get; init; }
}
