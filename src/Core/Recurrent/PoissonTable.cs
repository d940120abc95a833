using Neuromorphic.Core.Kernels;

namespace Neuromorphic.Core.Recurrent;

/// <summary>
/// Poisson counts by the alias method (Walker 1977, with Vose's construction in integers): 32 random bits pick one of 32
/// columns by their upper five, and one of the column's two counts by whether the other 27 are below its threshold. Two
/// look-ups and a comparison give a count, however many counts there are.
/// </summary>
/// <remarks>
/// Probabilities are whole multiples of 2⁻¹⁶ where the mean is at least <see cref="LeastShortMean"/>, and 16 random bits
/// do; below, of 2⁻³². They are rounded so that mean and variance are off by at most one such multiple: relative errors
/// below 4·10⁻⁵. Means above <see cref="LargestPerDraw"/> are summed from several equal draws.
/// </remarks>
public sealed class PoissonTable
{
    /// <summary>The largest mean number of spikes per timestep.</summary>
    public const double LargestMean = 50;

    /// <summary>The largest mean of one draw: 31 are then as good as never passed.</summary>
    public const double LargestPerDraw = 8;

    /// <summary>The least mean for which 16 bits do.</summary>
    public const double LeastShortMean = 0.5;

    const int Columns = KernelSet.Columns;
    const int CoinBits = KernelSet.CoinBits;

    PoissonTable(int draws, bool isShort, int[] thresholds, byte[] below, byte[] above)
    {
        Draws = draws;
        IsShort = isShort;
        Thresholds = thresholds;
        Below = below;
        Above = above;
    }

    /// <summary>Draws whose counts are summed.</summary>
    public int Draws { get; }

    /// <summary>Whether the upper 16 of the 32 bits decide alone, because every threshold's lower 16 bits are 0.</summary>
    public bool IsShort { get; }

    /// <summary>Per column: coins below this give <see cref="Below"/>; at most 2²⁷.</summary>
    public IReadOnlyList<int> Thresholds { get; }

    /// <summary>Per column: the count of low coins.</summary>
    public IReadOnlyList<byte> Below { get; }

    /// <summary>Per column: the count of high coins.</summary>
    public IReadOnlyList<byte> Above { get; }

    /// <summary>The count that belongs to 32 uniformly distributed bits.</summary>
    public int Count(uint bits)
    {
        int column = (int)(bits >> CoinBits);
        return (bits & ((1u << CoinBits) - 1)) < Thresholds[column] ? Below[column] : Above[column];
    }

    /// <summary>The table of a mean.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The mean is negative or above <see cref="LargestMean"/>.</exception>
    public static PoissonTable Of(double mean)
    {
        if (!(mean >= 0 && mean <= LargestMean))
        {
            throw new ArgumentOutOfRangeException(nameof(mean), mean, $"0 to {LargestMean}");
        }

        int draws = Math.Max((int)Math.Ceiling(mean / LargestPerDraw), 1);
        bool isShort = mean / draws >= LeastShortMean;
        int unused = isShort ? 16 : 0;
        long[] masses = Masses(mean / draws, 1L << (32 - unused));
        (int[] thresholds, byte[] below, byte[] above) = Alias(masses, 1L << (CoinBits - unused));
        return new PoissonTable(draws, isShort, [.. thresholds.Select(t => t << unused)], below, above);
    }

    /// <summary>The probabilities as whole shares of <paramref name="whole"/>, with mean and variance as near as they allow.</summary>
    static long[] Masses(double mean, long whole)
    {
        // Rounding the cumulated probabilities keeps errors from adding up.
        long[] masses = new long[Columns];
        double probability = Math.Exp(-mean);
        double cumulated = 0;
        long given = 0;
        for (int k = 0; k < Columns; k++)
        {
            cumulated += probability;
            long until = k == Columns - 1 ? whole : Math.Min((long)Math.Round(cumulated * whole), whole);
            masses[k] = until - given;
            given = until;
            probability *= mean / (k + 1);
        }

        int middle = Math.Max((int)mean, 1);

        // A share moved from one count to the next moves the mean by one share; two moved apart by some distance move the
        // variance by twice its square.
        long shift = (long)Math.Round(masses.Select((mass, k) => (mean - k) * mass).Sum());
        masses[middle - 1] -= shift;
        masses[middle] += shift;
        int distance = Math.Max((int)Math.Sqrt(mean), 1);
        double missing = masses.Select((mass, k) => (mean - ((k - mean) * (k - mean))) * mass).Sum();
        long spread = (long)Math.Round(missing / (2 * distance * distance));
        masses[middle - distance] += spread;
        masses[middle] -= 2 * spread;
        masses[middle + distance] += spread;
        return masses;
    }

    /// <summary>Each column takes what is left of one count and is filled up with another.</summary>
    static (int[] Thresholds, byte[] Below, byte[] Above) Alias(long[] masses, long perColumn)
    {
        int[] thresholds = new int[Columns];
        byte[] below = new byte[Columns];
        byte[] above = new byte[Columns];
        var small = new Stack<int>(Enumerable.Range(0, Columns).Where(k => masses[k] < perColumn));
        var large = new Stack<int>(Enumerable.Range(0, Columns).Where(k => masses[k] >= perColumn));
        while (small.TryPop(out int column))
        {
            int donor = large.Peek();
            thresholds[column] = (int)masses[column];
            below[column] = (byte)column;
            above[column] = (byte)donor;
            masses[donor] -= perColumn - masses[column];
            if (masses[donor] < perColumn)
            {
                small.Push(large.Pop());
            }
        }

        foreach (int column in large)
        {
            thresholds[column] = (int)perColumn;
            below[column] = above[column] = (byte)column;
        }

        return (thresholds, below, above);
    }
}
