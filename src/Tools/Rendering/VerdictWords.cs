using System.Globalization;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Rendering;

/// <summary>Which convention says what, and why, in words; the reasons come from the ledgers.</summary>
static class VerdictWords
{
    public static IEnumerable<string> Sentences(EstimateResult result)
    {
        Verdict[] wins = [.. result.Verdicts.Where(verdict => verdict.Winner == Winner.Spiking)];
        Verdict[] losses = [.. result.Verdicts.Where(verdict => verdict is { Winner: Winner.Conventional, Ratio: not null })];
        if (wins.MinBy(verdict => verdict.Ratio ?? double.MaxValue) is { Ratio: not null } best)
        {
            yield return $"Spiking does best by {best.Convention}, {Times(best)} the conventional energy: {Why(best)}{Firmness(best)}.";
        }

        if (losses.MaxBy(verdict => verdict.Ratio) is Verdict worst)
        {
            yield return $"It does worst by {worst.Convention}, {Times(worst)}: {Why(worst)}{Firmness(worst)}.";
        }

        int firm = result.Verdicts.Count(verdict => verdict.Robust);
        int mixed = result.Verdicts.Count(verdict => verdict.MixesNodes);
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"{firm} of {result.Verdicts.Count} verdicts stay the same with any constants halved or doubled; {mixed} compare constants of different technology nodes.");
    }

    /// <summary>"where 58 % of the spiking energy are membrane reads": the two largest lines of the ledger.</summary>
    static string Why(Verdict verdict)
    {
        double total = verdict.SnnJoules ?? 0;
        (string Term, double Share)[] largest =
        [
            .. verdict.Spiking.Where(line => line.Joules > 0).GroupBy(line => line.Term)
                .Select(group => (group.Key, group.Sum(line => line.Joules!.Value) / total)).OrderByDescending(line => line.Item2).Take(2),
        ];
        string parts = string.Join(" and ", largest.Select(line => $"{Wording.WholePercent(line.Share)} {line.Term}"));
        return largest.Length == 0 ? "nothing of it is priced" : $"the spiking energy is {parts}";
    }

    static string Times(Verdict verdict) => $"{(verdict.LowerBound ? "at least " : "")}{Numbers.Plain(verdict.Ratio)} times";

    static string Firmness(Verdict verdict) => verdict.RatioBand is null ? "" : $" (between {Numbers.Plain(verdict.RatioBand.Low)} and {Numbers.Plain(verdict.RatioBand.High)} with constants halved and doubled)";
}
