namespace Neuromorphic.Emulator.Energy;

/// <summary>
/// A bill of one inference, line by line. Whatever happened is in it: priced, contained in another line, left out by the
/// convention, or without a known price; what has none makes the total a lower bound.
/// </summary>
/// <param name="Lines">The lines.</param>
public sealed record EnergyLedger(IReadOnlyList<LedgerLine> Lines)
{
    /// <summary>The sum of all priced lines, in joules per inference.</summary>
    public double Joules => Lines.Sum(line => line.Joules ?? 0);

    /// <summary>The part of it that is proportional to the number of spikes.</summary>
    public double JoulesOfSpikes => Lines.Where(line => line.GrowsWithSpikes).Sum(line => line.Joules ?? 0);

    /// <summary>What happened but has no known price.</summary>
    public IEnumerable<LedgerLine> Unpriced => Lines.Where(line => line.Treatment == LedgerTreatment.Unpriced);

    /// <summary>Whether something could not be priced, so that the true energy is more.</summary>
    public bool LowerBound => Unpriced.Any();

    /// <summary>The total, refused where something has no price.</summary>
    /// <exception cref="InvalidOperationException">The total is a lower bound; the message names what has no price.</exception>
    public double RequireTotal() => LowerBound
        ? throw new InvalidOperationException($"no total: {string.Join(", ", Unpriced.Select(line => line.Term))} without a price")
        : Joules;
}
