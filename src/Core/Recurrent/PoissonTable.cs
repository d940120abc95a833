namespace Neuromorphic.Core.Recurrent;

/// <summary>
/// The cumulative distribution of Poisson counts as 32-bit thresholds: for 32 uniform bits u the count is the number of
/// thresholds that u reaches.
/// </summary>
/// <remarks>Counts with a probability below 2⁻³² never happen; the mean is off by less than 10⁻⁸.</remarks>
public sealed class PoissonTable
{
    /// <summary>The largest mean number of spikes per timestep.</summary>
    public const double LargestMean = 50;

    PoissonTable(uint[] thresholds) => Thresholds = thresholds;

    /// <summary>Rising thresholds.</summary>
    public IReadOnlyList<uint> Thresholds { get; }

    /// <summary>The table of a mean.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The mean is negative or above <see cref="LargestMean"/>.</exception>
    public static PoissonTable Of(double mean)
    {
        if (!(mean >= 0 && mean <= LargestMean))
        {
            throw new ArgumentOutOfRangeException(nameof(mean), mean, $"0 to {LargestMean}");
        }

        const double Whole = 1L << 32;
        var thresholds = new List<uint>();
        double probability = Math.Exp(-mean);
        double cumulative = probability;
        for (int k = 1; Math.Round(cumulative * Whole) < Whole; k++)
        {
            thresholds.Add((uint)Math.Round(cumulative * Whole));
            probability *= mean / k;
            cumulative += probability;
            if (k > mean && probability * Whole < 1e-3)
            {
                break;
            }
        }

        return new PoissonTable([.. thresholds]);
    }
}
