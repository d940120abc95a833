using Neuromorphic.Core.Memory;

namespace Neuromorphic.Core.Plasticity;

/// <summary>
/// One target (weights, delays or tags) of synapses that share it: rows of values, and what all positions of an epoch
/// would make of each.
/// </summary>
sealed unsafe class SharedTarget : IDisposable
{
    const int Fraction = LearningArithmetic.AccumulatorFraction;

    readonly AlignedBuffer<short> _values;
    readonly AlignedBuffer<int> _sums;
    readonly int[] _positions;
    readonly int _stride;

    /// <summary>Zeros.</summary>
    /// <param name="rows">Rows of values.</param>
    /// <param name="stride">Values from one row to the next: whole words of 64.</param>
    public SharedTarget(int rows, int stride)
    {
        _stride = stride;
        _values = new AlignedBuffer<short>(checked(rows * stride));
        _sums = new AlignedBuffer<int>(checked(rows * stride));
        _positions = new int[rows];
    }

    public short* Row(int row) => _values.Address + ((long)row * _stride);

    public int* Sums(int row) => _sums.Address + ((long)row * _stride);

    /// <summary>Notes that one more position added its results to a row.</summary>
    public void Count(int row) => _positions[row]++;

    /// <summary>Whether a position added results to a row in this epoch.</summary>
    public bool HasResults(int row) => _positions[row] > 0;

    /// <summary>
    /// Ends an epoch for a row that has results: the changes of all positions are added to the old value, saturate once and are rounded once.
    /// </summary>
    /// <param name="row">The row.</param>
    /// <param name="count">Values of the row.</param>
    /// <param name="column">Bits of rounding per value.</param>
    /// <param name="target">The row's own bits, and the range.</param>
    /// <param name="least">The accumulator's minimum.</param>
    public void Round(int row, int count, int* column, RowTarget target, int least)
    {
        short* values = Row(row);
        int* sums = Sums(row);
        for (int c = 0; c < count; c++)
        {
            // A position left the old value and its change; only the changes count.
            int old = values[c] << Fraction;
            long all = old + (sums[c] - ((long)_positions[row] * old));
            int accumulator = (int)Math.Clamp(all, least, LearningArithmetic.AccumulatorMaximum);
            values[c] = (short)Math.Clamp((accumulator + (column[c] ^ target.Rounding)) >> Fraction, target.Low, target.High);
        }

        new Span<int>(sums, _stride).Clear();
        _positions[row] = 0;
    }

    public void Dispose()
    {
        _values.Dispose();
        _sums.Dispose();
    }
}
