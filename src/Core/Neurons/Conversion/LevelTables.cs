using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;

namespace Neuromorphic.Core.Neurons.Conversion;

/// <summary>The level functions of a population: some tables, and for each neuron which one is its own.</summary>
public sealed unsafe class LevelTables : IDisposable
{
    readonly StateArrays _arrays;
    readonly AlignedBuffer<int> _splits;
    readonly AlignedBuffer<int> _levels;
    readonly int[] _start;
    readonly int[] _tableOf;

    /// <summary>Stores the tables one after the other.</summary>
    /// <param name="tables">The tables, at least one.</param>
    /// <param name="tableOfNeuron">Per neuron the index of its table; with channels last and one table per channel, i mod channels.</param>
    /// <exception cref="ArgumentException">There is no table or no neuron, or an index is not that of a table.</exception>
    public LevelTables(IReadOnlyList<LevelTable> tables, ReadOnlySpan<int> tableOfNeuron)
    {
        if (tables.Count == 0 || tableOfNeuron.IsEmpty)
        {
            throw new ArgumentException("levels need a table and a neuron at least", nameof(tables));
        }

        // Each table takes one entry more than it has cells, in both arrays. Behind them stands a cell at level 0 for the padding.
        int[] start = new int[tables.Count + 1];
        for (int k = 0; k < tables.Count; k++)
        {
            start[k + 1] = checked(start[k] + tables[k].Cells + 1);
        }

        int silent = start[^1];
        _splits = new AlignedBuffer<int>(checked(silent + 2));
        _levels = new AlignedBuffer<int>(checked(silent + 2));
        for (int k = 0; k < tables.Count; k++)
        {
            tables[k].Splits.CopyTo(_splits.Span[start[k]..]);
            tables[k].Levels.CopyTo(_levels.Span[start[k]..]);
        }

        Count = tableOfNeuron.Length;
        Minimum = tables.Min(table => table.Minimum);
        Maximum = tables.Max(table => table.Maximum);
        if (Math.Max(0L, Maximum) - Math.Min(0L, Minimum) > LevelTable.MostLevels)
        {
            throw new ArgumentException($"levels from {Minimum} to {Maximum} and 0 lie further apart than {LevelTable.MostLevels}", nameof(tables));
        }

        int[] tableOf = tableOfNeuron.ToArray();
        int stranger = Array.FindIndex(tableOf, index => index < 0 || index >= tables.Count);
        if (stranger >= 0)
        {
            throw new ArgumentException($"neuron {stranger} asks for table {tableOf[stranger]} of {tables.Count}", nameof(tableOfNeuron));
        }

        _start = start;
        _tableOf = tableOf;
        _arrays = new StateArrays(Count, 4);
        _arrays.Fill(0, [.. tableOf.Select(index => tables[index].Origin)], 0, "origins");
        _arrays.Fill(1, [.. tableOf.Select(index => tables[index].Top)], 0, "tops");
        _arrays.Fill(2, [.. tableOf.Select(index => tables[index].Shift)], 0, "shifts");
        _arrays.Fill(3, [.. tableOf.Select(index => start[index])], silent, "starts");
    }

    /// <summary>Neurons.</summary>
    public int Count { get; }

    /// <summary>The lowest level of any neuron.</summary>
    public int Minimum { get; }

    /// <summary>The highest level of any neuron.</summary>
    public int Maximum { get; }

    /// <summary>Tables.</summary>
    internal int TableCount => _start.Length - 1;

    /// <summary>Per neuron the index of its table.</summary>
    internal ReadOnlySpan<int> TableOfNeuron => _tableOf;

    /// <summary>Bytes of the tables.</summary>
    public long TableBytes => ((long)_splits.Length + _levels.Length) * sizeof(int);

    /// <summary>Addresses of the tables; valid until they are disposed of.</summary>
    public LevelLookup Lookup => new()
    {
        Origin = _arrays.Address(0),
        Top = _arrays.Address(1),
        Shift = _arrays.Address(2),
        Start = _arrays.Address(3),
        Splits = _splits.Address,
        Levels = _levels.Address,
    };

    /// <summary>The level of a neuron that has received z, its start value included.</summary>
    public int LevelOf(int neuron, int z)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)neuron, (uint)Count, nameof(neuron));
        return Lookup.Of(neuron, new ScalarLanes(z)).Value;
    }

    /// <summary>A table's steps and levels, as <see cref="LevelTable.Staircase"/> takes them.</summary>
    internal (int[] Steps, int[] Levels) Staircase(int table)
    {
        ReadOnlySpan<int> splits = _splits.Span[_start[table]..(_start[table + 1] - 1)];
        ReadOnlySpan<int> levels = _levels.Span[_start[table].._start[table + 1]];
        var steps = new List<int>();
        var values = new List<int> { levels[0] };
        for (int cell = 0; cell < splits.Length; cell++)
        {
            // A cell without a step has the largest integer as its split, and may have a step there too.
            if (splits[cell] != int.MaxValue || levels[cell + 1] != levels[cell])
            {
                steps.Add(splits[cell]);
                values.Add(levels[cell + 1]);
            }
        }

        return ([.. steps], [.. values]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _arrays.Dispose();
        _splits.Dispose();
        _levels.Dispose();
    }
}
