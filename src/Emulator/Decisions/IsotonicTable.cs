namespace Neuromorphic.Emulator.Decisions;

/// <summary>
/// The share of right decisions as a function that never falls, by pooling adjacent violators (Ayer et al. 1955). Each pool
/// of n decisions with k right ones says (k + ½) ÷ (n + 1), so that no finite calibration set makes certain.
/// </summary>
sealed class IsotonicTable
{
    readonly double[] _starts;
    readonly double[] _shares;

    /// <summary>Fits a table.</summary>
    /// <param name="seen">Values with whether the decision was right; at least one.</param>
    public IsotonicTable(IEnumerable<(double Value, bool Right)> seen)
    {
        var pools = new List<(double Start, double Right, double Count)>();
        foreach (IGrouping<double, (double Value, bool Right)> group in seen.GroupBy(entry => entry.Value).OrderBy(group => group.Key))
        {
            pools.Add((group.Key, group.Count(entry => entry.Right), group.Count()));
            while (pools.Count > 1 && pools[^2].Right * pools[^1].Count >= pools[^1].Right * pools[^2].Count)
            {
                pools[^2] = (pools[^2].Start, pools[^2].Right + pools[^1].Right, pools[^2].Count + pools[^1].Count);
                pools.RemoveAt(pools.Count - 1);
            }
        }

        _starts = [.. pools.Select(pool => pool.Start)];
        _shares = [.. pools.Select(pool => (pool.Right + 0.5) / (pool.Count + 1))];

        // Small pools at the ends may break the order by the half that is added.
        for (int i = 1; i < _shares.Length; i++)
        {
            _shares[i] = Math.Max(_shares[i], _shares[i - 1]);
        }
    }

    /// <summary>The share at a value; that of the lowest pool below all values seen.</summary>
    public double At(double value)
    {
        int index = Array.BinarySearch(_starts, value);
        return _shares[Math.Max(0, index >= 0 ? index : ~index - 1)];
    }
}
