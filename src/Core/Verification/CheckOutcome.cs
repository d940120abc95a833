namespace Neuromorphic.Core.Verification;

/// <summary>What a check found.</summary>
/// <param name="Holds">Whether what it claims is true in every case.</param>
/// <param name="Cases">Cases looked at.</param>
/// <param name="Worst">The worst case, as a number to compare with <paramref name="Bound"/>; null where there is none.</param>
/// <param name="Bound">What the worst case may be; null where there is none.</param>
/// <param name="Where">What the worst case, or the first failure, is; empty where there is nothing to say.</param>
public sealed record CheckOutcome(bool Holds, long Cases, double? Worst, double? Bound, string Where)
{
    /// <summary>A check that nothing differs: the worst case is the number of differences.</summary>
    public static CheckOutcome OfDifferences(long cases, long differences, string first) =>
        new(differences == 0 && cases > 0, cases, differences, 0, first);

    /// <summary>A check that a number stays at or below a bound; NaN fails, and so does having no case.</summary>
    public static CheckOutcome OfBound(long cases, double worst, double bound, string where) =>
        new(worst <= bound && cases > 0, cases, worst, bound, where);

    /// <summary>The outcome over both: cases add up, the worse one is kept.</summary>
    public CheckOutcome With(CheckOutcome other)
    {
        ArgumentNullException.ThrowIfNull(other);
        bool otherIsWorse = !(other.Worst <= Worst) || (Holds && !other.Holds);
        return new(
            Holds && other.Holds,
            Cases + other.Cases,
            otherIsWorse ? other.Worst : Worst,
            otherIsWorse ? other.Bound : Bound,
            otherIsWorse ? other.Where : Where);
    }
}
