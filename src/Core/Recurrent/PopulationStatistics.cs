namespace Neuromorphic.Core.Recurrent;

/// <summary>How a population fired.</summary>
/// <param name="Name">The population.</param>
/// <param name="Neurons">Neurons.</param>
/// <param name="Spikes">Recorded spikes.</param>
/// <param name="Rate">Mean rate, spikes per second and neuron.</param>
/// <param name="IntervalVariation">
/// Mean over neurons of the coefficient of variation of their inter-spike intervals; null where no neuron has
/// <see cref="FewestIntervals"/>.
/// </param>
/// <param name="Correlation">
/// Mean pairwise correlation of spike counts in bins of 5 ms over a sample of neurons that fired; null for fewer than two.
/// </param>
public sealed record PopulationStatistics(
    string Name, int Neurons, long Spikes, double Rate, double? IntervalVariation, double? Correlation)
{
    /// <summary>A neuron's variation counts from this many intervals on.</summary>
    public const int FewestIntervals = 5;

    /// <summary>Width of the bins for correlations, in ms.</summary>
    public const double BinWidth = 5;

    /// <summary>
    /// Mean pairwise Pearson correlation of rows of counts; rows without variance are left out.
    /// </summary>
    /// <remarks>
    /// With standardised rows z_i the sum over all ordered pairs is |Σ z_i|² − Σ |z_i|², so that pairs need not be visited.
    /// </remarks>
    internal static double? MeanCorrelation(IReadOnlyList<int[]> counts)
    {
        int bins = counts.Count == 0 ? 0 : counts[0].Length;
        double[] sum = new double[bins];
        int rows = 0;
        foreach (int[] row in counts)
        {
            double mean = row.Average();
            double norm = Math.Sqrt(row.Sum(c => (c - mean) * (c - mean)));
            if (norm > 0)
            {
                rows++;
                for (int b = 0; b < bins; b++)
                {
                    sum[b] += (row[b] - mean) / norm;
                }
            }
        }

        return rows < 2 ? null : (sum.Sum(s => s * s) - rows) / ((double)rows * (rows - 1));
    }
}
