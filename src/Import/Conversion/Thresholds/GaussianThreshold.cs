using Neuromorphic.Core.Randomness;

namespace Neuromorphic.Import.Conversion.Thresholds;

/// <summary>
/// The threshold θ for which n evenly spaced levels, rounded to the nearest and clipped, reproduce a rectified normal
/// variable with the least squared error.
/// </summary>
/// <remarks>
/// Let t_i = (2i − 1) θ / 2n be the value at which level i begins. The error is stationary in θ where
/// θ = n · Σ E[z; z ≥ t_i] / Σ (2i − 1) P(z ≥ t_i), sums over i = 1..n, because level i stands for the partial sum of
/// 1 and its square for that of 2i − 1. The fixed point is found by iteration (the best θ for given boundaries, then the
/// boundaries of that θ, as in Lloyd's algorithm), with the limit extrapolated.
/// </remarks>
static class GaussianThreshold
{
    const int MostSteps = 1000;
    const double Tolerance = 1e-9;

    /// <summary>The threshold.</summary>
    /// <param name="mean">Mean of the variable.</param>
    /// <param name="deviation">Its standard deviation, not negative.</param>
    /// <param name="levels">Levels n, at least 1.</param>
    /// <returns>θ; 0 where the variable is practically never positive.</returns>
    public static double Of(double mean, double deviation, int levels)
    {
        // Beyond eight deviations a normal variable is not met in practice.
        const double Never = 8;
        if (mean <= -Never * deviation)
        {
            return 0;
        }

        if (deviation == 0)
        {
            return mean;
        }

        // In units of the deviation; from where hardly anything is clipped.
        double mu = mean / deviation;
        double theta = Math.Max(mu, 0) + Math.Sqrt(2 * Math.Log(levels + 1)) + 0.5;
        for (int step = 0; step < MostSteps; step++)
        {
            double next = Best(mu, theta, levels);
            double change = next - theta;
            if (Math.Abs(change) <= Tolerance * theta)
            {
                break;
            }

            // Many levels converge slowly, by one factor per step: two steps tell the limit of such a series (Aitken).
            double second = Best(mu, next, levels);
            double limit = theta - (change * change / (second - next - change));
            theta = double.IsFinite(limit) && limit > second / 2 && limit < second * 2 ? limit : second;
        }

        return theta * deviation;
    }

    static double Best(double mu, double theta, int levels)
    {
        double first = 0;
        double second = 0;
        for (int i = 1; i <= levels; i++)
        {
            double boundary = (((2 * i) - 1) * theta / (2 * levels)) - mu;
            double beyond = StandardNormal.Beyond(boundary);
            first += (mu * beyond) + StandardNormal.Density(boundary);
            second += ((2 * i) - 1) * beyond;
        }

        return levels * first / second;
    }
}
