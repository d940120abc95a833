namespace Neuromorphic.Emulator.Energy;

/// <summary>What a ledger does with something that happened.</summary>
public enum LedgerTreatment
{
    /// <summary>It has a price.</summary>
    Priced,

    /// <summary>Another line's price contains it.</summary>
    Contained,

    /// <summary>The convention leaves it out on purpose.</summary>
    Excluded,

    /// <summary>It would have to be priced, but no price is known: the total is a lower bound.</summary>
    Unpriced,
}

/// <summary>One line of a ledger: something that happened, how often per inference, and what it costs.</summary>
/// <param name="Term">What happened, one of <see cref="LedgerTerm"/>.</param>
/// <param name="Count">How often, per inference.</param>
/// <param name="Joules">Energy per inference; null unless priced.</param>
/// <param name="Treatment">What the ledger does with it.</param>
/// <param name="Basis">The constants that make the price, or why there is none.</param>
/// <param name="GrowsWithSpikes">Whether the count is proportional to the number of spikes.</param>
public sealed record LedgerLine(
    string Term, double Count, double? Joules, LedgerTreatment Treatment, string Basis, bool GrowsWithSpikes = false);
