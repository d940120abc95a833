namespace Neuromorphic.Tools.Results;

/// <summary>Spiking against conventional under one accounting convention.</summary>
public sealed record Verdict
{
    /// <summary>The convention's name.</summary>
    public required string Convention { get; init; }

    /// <summary>Energy of one conventional inference; null when a term is not priced.</summary>
    public required double? AnnJoules { get; init; }

    /// <summary>Energy of one spiking inference; null when a term is not priced.</summary>
    public required double? SnnJoules { get; init; }

    /// <summary>Spiking over conventional: below 1 the spiking network spends less.</summary>
    public required double? Ratio { get; init; }

    /// <summary>Spikes per synapse and inference at which both cost the same.</summary>
    public required double? BreakEvenSpikesPerSynapse { get; init; }

    /// <summary>Who spends less.</summary>
    public required Winner Winner { get; init; }

    /// <summary>Energy of the capacity-matched integer twin; null when a term is not priced.</summary>
    public double? QuantisedJoules { get; init; }

    /// <summary>Where the convention comes from.</summary>
    public string Source { get; init; } = "";

    /// <summary>Which technology its constants belong to.</summary>
    public string Technology { get; init; } = "";

    /// <summary>What it counts, in words.</summary>
    public string Includes { get; init; } = "";
}
