namespace Neuromorphic.Emulator.Energy;

/// <summary>Writes a ledger; lines of the same term and basis become one.</summary>
sealed class LedgerBuilder
{
    readonly List<LedgerLine> _lines = [];

    /// <summary>Something with a price.</summary>
    public void Price(string term, double count, double joulesEach, string basis, bool spikes = false)
    {
        int index = _lines.FindIndex(line => line.Term == term && line.GrowsWithSpikes == spikes && line.Treatment == LedgerTreatment.Priced);
        if (index < 0)
        {
            _lines.Add(new LedgerLine(term, count, count * joulesEach, LedgerTreatment.Priced, basis, spikes));
            return;
        }

        LedgerLine old = _lines[index];
        _lines[index] = old with { Count = old.Count + count, Joules = old.Joules + (count * joulesEach) };
    }

    /// <summary>Something with a price, or without a known one.</summary>
    public void PriceIfKnown(string term, double count, double? joulesEach, string basis, bool spikes = false)
    {
        if (joulesEach is double joules)
        {
            Price(term, count, joules, basis, spikes);
        }
        else if (count > 0)
        {
            _lines.Add(new LedgerLine(term, count, null, LedgerTreatment.Unpriced, basis, spikes));
        }
    }

    /// <summary>Something that the price of another line contains.</summary>
    public void Contain(string term, double count, string within) =>
        _lines.Add(new LedgerLine(term, count, null, LedgerTreatment.Contained, $"in {within}"));

    /// <summary>Whether a term stands in the ledger already, by itself or in parts ("neuron updates, driven").</summary>
    public bool Has(string term) =>
        _lines.Exists(line => line.Term == term || line.Term.StartsWith(term + ",", StringComparison.Ordinal));

    /// <summary>Names everything else that happened as left out by the convention.</summary>
    public void Exclude(IEnumerable<(string Term, double Count)> happened)
    {
        foreach ((string term, double count) in happened)
        {
            if (!Has(term))
            {
                _lines.Add(new LedgerLine(term, count, null, LedgerTreatment.Excluded, "left out by the convention"));
            }
        }
    }

    /// <summary>The ledger.</summary>
    public EnergyLedger Build() => new([.. _lines]);
}
