using System.Numerics;
using Neuromorphic.Core.Neurons.Conversion;

namespace Neuromorphic.Import.Conversion.Methods;

/// <summary>
/// Tabulates the levels of a function over what a neuron receives. Of a function that never falls every step is found
/// exactly, integer by integer, where that takes few cells; any other one is sampled on a grid over what was received on
/// calibration data and half as much on either side. Beyond the table the outermost level stays.
/// </summary>
/// <param name="plan">The neurons.</param>
/// <param name="tables">Number of tables, which share the memory.</param>
sealed class Tabulation(NeuronPlan plan, int tables)
{
    /// <summary>Cells of all tables of a population: 64 MiB.</summary>
    const int MostCellsTogether = 1 << 23;

    /// <summary>Grid cells per level, so that a step is off by a thirty-second level at most.</summary>
    const int CellsPerLevel = 16;

    const int FewestCells = 64;

    /// <summary>Steps that are looked for one by one in all tables together: a second's work.</summary>
    const int MostExactSteps = 1 << 21;

    /// <summary>Without calibration data, arguments are looked at up to so many times the full scale.</summary>
    const double ScalesWithoutData = 8;

    const int Farthest = 1 << 29;

    readonly int _mostCells = Math.Clamp(MostCellsTogether / tables, FewestCells, LevelTable.MostCells);

    /// <summary>The table of a channel.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="functionChannel">The channel that the function's parameters are taken from.</param>
    public LevelTable Of(int channel, int functionChannel)
    {
        if (plan.FullScale[channel] == 0)
        {
            return LevelTable.Staircase([], [0]);
        }

        var level = new Level(plan, channel, functionChannel);
        return (plan.Function.IsMonotone && 2L * plan.Levels * tables <= MostExactSteps ? Exact(level) : null) ?? Sampled(level, Domain(channel));
    }

    /// <summary>The staircase with every step where it is; null where it takes too many cells.</summary>
    LevelTable? Exact(Level level)
    {
        var steps = new List<int>();
        var levels = new List<int> { level.Of(-Farthest) };
        int last = level.Of(Farthest);
        long low = -Farthest;
        while (levels[^1] < last)
        {
            // The smallest z whose level is above the current one lies in (low, high].
            long below = low;
            long high = Farthest;
            while (high - below > 1)
            {
                long middle = below + ((high - below) / 2);
                (below, high) = level.Of((int)middle) > levels[^1] ? (below, middle) : (middle, high);
            }

            steps.Add((int)high);
            levels.Add(level.Of((int)high));
            low = high;
        }

        return Cells(steps) <= _mostCells ? LevelTable.Staircase([.. steps], [.. levels]) : null;
    }

    /// <summary>The cells that a staircase takes.</summary>
    static long Cells(List<int> steps)
    {
        int gap = Farthest;
        for (int k = 1; k < steps.Count; k++)
        {
            gap = Math.Min(gap, steps[k] - steps[k - 1]);
        }

        return steps.Count == 0 ? 1 : (((long)steps[^1] - steps[0]) >> BitOperations.Log2((uint)gap)) + 2;
    }

    LevelTable Sampled(Level level, (int Low, int High) domain)
    {
        long width = Math.Max(1, (long)domain.High - domain.Low);
        long cells = Math.Clamp((long)CellsPerLevel * 2 * plan.Levels, FewestCells, _mostCells);
        int shift = BitOperations.Log2((ulong)Math.Max(1, width / cells));
        while ((width >> shift) + 1 > _mostCells)
        {
            shift++;
        }

        int[] levels = new int[(width >> shift) + 1];
        for (int k = 0; k < levels.Length; k++)
        {
            // In the middle of the cell.
            levels[k] = level.Of((int)(domain.Low + ((long)k << shift) + ((1L << shift) >> 1)));
        }

        return LevelTable.Grid(domain.Low, shift, levels);
    }

    (int Low, int High) Domain(int channel)
    {
        if (plan.Received is { } received)
        {
            (int low, int high) = received[channel];
            long margin = (((long)high - low) / 2) + 1;
            return ((int)Math.Max(low - margin, -Farthest), (int)Math.Min(high + margin, Farthest));
        }

        double farthest = ScalesWithoutData * plan.FullScale[channel] * plan.Timesteps / plan.Step[channel];
        int end = (int)Math.Min(Math.Ceiling(farthest), Farthest);
        return (-end, end);
    }

    /// <summary>The level function of a channel in real numbers.</summary>
    sealed class Level(NeuronPlan plan, int channel, int functionChannel)
    {
        readonly double _argument = plan.Step[channel] / plan.Timesteps;
        readonly double _levels = plan.Levels / plan.FullScale[channel];
        readonly int _lowest = plan.Function.Range.Lowest >= 0 ? 0 : -plan.Levels;

        public int Of(int received)
        {
            double level = Math.Round(plan.Function.Evaluate(received * _argument, functionChannel) * _levels, MidpointRounding.AwayFromZero);
            return double.IsNaN(level) ? 0 : (int)Math.Clamp(level, _lowest, plan.Levels);
        }
    }
}
