using System.Numerics;

namespace Neuromorphic.Core.Neurons.Conversion;

/// <summary>
/// A scalar function from what a neuron has received to its level, as a staircase of integers: any function, monotone or
/// not, with negative levels if need be.
/// </summary>
/// <remarks>
/// Stored as cells of a width that is a power of two and at most the distance of two steps, so that each cell holds at
/// most one step and a lookup is a shift and a comparison (<see cref="LevelLookup"/>). The staircase is kept exactly.
/// </remarks>
public sealed class LevelTable
{
    /// <summary>The largest distance of two levels, 0 taken as one: what a graded spike can carry.</summary>
    public const int MostLevels = short.MaxValue;

    /// <summary>The largest number of cells.</summary>
    public const int MostCells = 1 << 20;

    readonly int[] _splits;
    readonly int[] _levels;

    LevelTable(int origin, int top, int shift, int[] splits, int[] levels)
    {
        Origin = origin;
        Top = top;
        Shift = shift;
        _splits = splits;
        _levels = levels;
        Minimum = levels.Min();
        Maximum = levels.Max();
        if (Math.Max(0L, Maximum) - Math.Min(0L, Minimum) > MostLevels)
        {
            throw new ArgumentException($"levels from {Minimum} to {Maximum} and 0 lie further apart than {MostLevels}", nameof(levels));
        }
    }

    /// <summary>The lowest level.</summary>
    public int Minimum { get; }

    /// <summary>The highest level.</summary>
    public int Maximum { get; }

    /// <summary>Cells stored.</summary>
    public int Cells => _splits.Length;

    internal int Origin { get; }

    internal int Top { get; }

    internal int Shift { get; }

    internal ReadOnlySpan<int> Splits => _splits;

    internal ReadOnlySpan<int> Levels => _levels;

    /// <summary>
    /// The staircase that is levels[0] below steps[0] and levels[k + 1] from steps[k] (inclusive) to steps[k + 1].
    /// </summary>
    /// <param name="steps">Where the level changes, strictly ascending; none for a constant.</param>
    /// <param name="levels">One more than steps.</param>
    /// <exception cref="ArgumentException">
    /// The numbers contradict each other, the levels lie too far apart, or the steps lie so close together, or so far apart,
    /// that more than <see cref="MostCells"/> cells would be needed.
    /// </exception>
    public static LevelTable Staircase(ReadOnlySpan<int> steps, ReadOnlySpan<int> levels)
    {
        if (levels.Length != steps.Length + 1)
        {
            throw new ArgumentException($"{steps.Length} steps lead to {steps.Length + 1} levels, not {levels.Length}", nameof(levels));
        }

        long gap = 1L << 30;
        for (int k = 1; k < steps.Length; k++)
        {
            long distance = (long)steps[k] - steps[k - 1];
            if (distance <= 0)
            {
                throw new ArgumentException($"step {k} is at {steps[k]}, not above {steps[k - 1]}", nameof(steps));
            }

            gap = Math.Min(gap, distance);
        }

        int origin = steps.IsEmpty ? 0 : steps[0];
        int shift = BitOperations.Log2((ulong)gap);
        long span = steps.IsEmpty ? 0 : (long)steps[^1] - origin;
        long cells = (span >> shift) + 1;
        if (cells > MostCells || (cells << shift) > int.MaxValue)
        {
            throw new ArgumentException(
                $"steps from {origin} to {origin + span} that are {gap} apart at least need {cells} cells of {1L << shift}, and there are {MostCells} at most: "
                + "round the steps to a coarser grid", nameof(steps));
        }

        int[] splits = new int[cells];
        int[] values = new int[cells + 1];
        splits.AsSpan().Fill(int.MaxValue);
        int next = 0;
        for (int cell = 0; cell < cells; cell++)
        {
            long end = origin + ((cell + 1L) << shift);
            values[cell] = levels[next];
            if (next < steps.Length && steps[next] < end)
            {
                splits[cell] = steps[next++];
            }
        }

        values[cells] = levels[next];
        return new LevelTable(origin, (int)Math.Min(int.MaxValue, origin + (cells << shift) - 1), shift, splits, values);
    }

    /// <summary>The level clip(⌊z / Θ⌋, 0, most): a rectifier whose start value does the rounding.</summary>
    /// <param name="threshold">Θ, positive.</param>
    /// <param name="most">The highest level, 0 to <see cref="MostLevels"/>.</param>
    public static LevelTable Rectifier(int threshold, int most)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threshold);
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(most, MostLevels);
        int reachable = Math.Min(most, int.MaxValue / threshold);
        return Staircase(
            [.. Enumerable.Range(1, reachable).Select(n => n * threshold)], [.. Enumerable.Range(0, reachable + 1)]);
    }

    /// <summary>
    /// A function sampled on a uniform grid: levels[k] for z in the k-th cell of 2^shift integers from the origin on, the
    /// first and last also beyond.
    /// </summary>
    /// <param name="origin">First integer of the first cell.</param>
    /// <param name="shift">Binary logarithm of the width of a cell, 0 to 30.</param>
    /// <param name="levels">One per cell, at least one.</param>
    /// <exception cref="ArgumentException">The levels lie too far apart, or the cells reach beyond 32 bits.</exception>
    public static LevelTable Grid(int origin, int shift, ReadOnlySpan<int> levels)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)shift, 30u, nameof(shift));
        if (levels.IsEmpty || origin + ((long)levels.Length << shift) > int.MaxValue)
        {
            throw new ArgumentException($"{levels.Length} cells of {1L << shift} from {origin} on are none, or reach beyond 32 bits", nameof(levels));
        }

        var steps = new List<int>();
        var values = new List<int> { levels[0] };
        for (int k = 1; k < levels.Length; k++)
        {
            if (levels[k] != levels[k - 1])
            {
                steps.Add(origin + (k << shift));
                values.Add(levels[k]);
            }
        }

        return Staircase([.. steps], [.. values]);
    }
}
