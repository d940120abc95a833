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

    /// <summary>Energy of the network in 32-bit floating point; null where the convention has no prices for it.</summary>
    public double? FloatJoules { get; init; }

    /// <summary>Energy of the network in 8-bit integers; null where the convention has no prices for it.</summary>
    public double? Int8Joules { get; init; }

    /// <summary>Spiking over the capacity-matched twin.</summary>
    public double? RatioToTwin { get; init; }

    /// <summary>Range of published break-even points, where the convention is one.</summary>
    public Band? BreakEvenRange { get; init; }

    /// <summary>Spiking over conventional with any constants halved or doubled at once; null where nothing is priced.</summary>
    public Band? RatioBand { get; init; }

    /// <summary>Whether the same side wins wherever the constants lie between half and double.</summary>
    public bool Robust { get; init; }

    /// <summary>Whether the spiking energy leaves something out, so that the truth is at least as large.</summary>
    public bool LowerBound { get; init; }

    /// <summary>Whether constants of different technology nodes are compared.</summary>
    public bool MixesNodes { get; init; }

    /// <summary>The constants, each with what halving and doubling it does.</summary>
    public IReadOnlyList<ConstantFacts> Constants { get; init; } = [];

    /// <summary>The bill of the conventional network.</summary>
    public IReadOnlyList<LedgerEntry> Conventional { get; init; } = [];

    /// <summary>The bill of the spiking network.</summary>
    public IReadOnlyList<LedgerEntry> Spiking { get; init; } = [];

    /// <summary>Where the convention comes from.</summary>
    public string Source { get; init; } = "";

    /// <summary>Which technology its constants belong to.</summary>
    public string Technology { get; init; } = "";

    /// <summary>What it counts, in words.</summary>
    public string Includes { get; init; } = "";
}

/// <summary>A range of numbers.</summary>
/// <param name="Low">Its lower end.</param>
/// <param name="High">Its upper end.</param>
public sealed record Band(double Low, double High);

/// <summary>A constant of a convention.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Value">Its value; null if unknown.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Evidence">How the value came to be; empty if unknown.</param>
/// <param name="Source">Where it comes from, or why it is unknown.</param>
/// <param name="Technology">Its technology node.</param>
/// <param name="RatioHalved">Spiking over conventional with the constant halved; null if that changes nothing.</param>
/// <param name="RatioDoubled">The same with the constant doubled.</param>
public sealed record ConstantFacts(
    string Name, double? Value, string Unit, string Evidence, string Source, string Technology, double? RatioHalved, double? RatioDoubled);

/// <summary>A line of a ledger.</summary>
/// <param name="Term">What happened.</param>
/// <param name="Count">How often, per inference.</param>
/// <param name="Joules">Energy per inference; null unless priced.</param>
/// <param name="Treatment">priced, contained in another line, excluded by the convention, or unpriced.</param>
/// <param name="Basis">The constants that make the price, or why there is none.</param>
public sealed record LedgerEntry(string Term, double Count, double? Joules, LineTreatment Treatment, string Basis);

/// <summary>What a ledger does with something that happened.</summary>
public enum LineTreatment
{
    /// <summary>It has a price.</summary>
    Priced,

    /// <summary>Another line's price contains it.</summary>
    Contained,

    /// <summary>The convention leaves it out.</summary>
    Excluded,

    /// <summary>No price is known.</summary>
    Unpriced,
}
