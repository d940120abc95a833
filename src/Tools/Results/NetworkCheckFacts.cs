namespace Neuromorphic.Tools.Results;

/// <summary>The fast model of the mesh against simulations of its routers, on the run's busiest timestep.</summary>
public sealed record NetworkCheckFacts
{
    /// <summary>The sample.</summary>
    public required int Sample { get; init; }

    /// <summary>The chip's timestep, from 0.</summary>
    public required int Timestep { get; init; }

    /// <summary>Packets that cores send in it; a tree is one.</summary>
    public required long Packets { get; init; }

    /// <summary>Cycles that the bottleneck bound gives.</summary>
    public required long BoundCycles { get; init; }

    /// <summary>Cycle by cycle, per depth of the routers' buffers.</summary>
    public required IReadOnlyList<CycleFacts> Simulations { get; init; }

    /// <summary>The network's time in the model that prices time; null if times are not published.</summary>
    public required double? ModelSeconds { get; init; }

    /// <summary>The same by events, with the chip's times; null if they are not published.</summary>
    public required double? EventSeconds { get; init; }

    /// <summary>Simulated time by events over the model's time, less 1; null if either is not known.</summary>
    public double? Error => ModelSeconds is > 0 && EventSeconds is double simulated ? (simulated / ModelSeconds) - 1 : null;
}

/// <summary>A simulation of the routers.</summary>
/// <param name="Depth">Packets that an input of a router holds.</param>
/// <param name="Cycles">Until the last packet has arrived.</param>
/// <param name="Error">That over the bound, less 1.</param>
/// <param name="MeanLatencyCycles">From a packet's turn at its core to its arrival.</param>
public sealed record CycleFacts(int Depth, double Cycles, double? Error, double MeanLatencyCycles);
