namespace Neuromorphic.Core.Reference;

/// <summary>By how many spikes two neurons with soft reset can differ.</summary>
public static class SpikeCountBound
{
    /// <summary>
    /// The largest difference of the spike counts of two soft-reset neurons without leak that share a threshold. Both keep
    /// n·Θ = ΣI + v₀ − v(T), so Θ·|n − n′| ≤ |ΣI − ΣI′| + |v₀ − v₀′| + |v(T) − v′(T)|.
    /// </summary>
    /// <param name="threshold">Θ, positive.</param>
    /// <param name="inputDifference">Bound on |ΣI − ΣI′|.</param>
    /// <param name="startDifference">Bound on |v₀ − v₀′|.</param>
    /// <param name="endDifference">|v(T) − v′(T)|, or a bound on it: below Θ where both end in [0, Θ).</param>
    /// <returns>The count, rounded down: spikes are whole.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A bound is negative, or the threshold not positive.</exception>
    public static double SoftReset(double threshold, double inputDifference, double startDifference, double endDifference)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threshold);
        ArgumentOutOfRangeException.ThrowIfNegative(inputDifference);
        ArgumentOutOfRangeException.ThrowIfNegative(startDifference);
        ArgumentOutOfRangeException.ThrowIfNegative(endDifference);
        return Math.Floor((inputDifference + startDifference + endDifference) / threshold);
    }
}
