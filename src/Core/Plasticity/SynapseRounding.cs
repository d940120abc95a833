using Neuromorphic.Core.Memory;

namespace Neuromorphic.Core.Plasticity;

/// <summary>What is added before the fraction of a weight, delay or tag is cut off: bits of its row ⊕ bits of its column.</summary>
sealed unsafe class SynapseRounding : IDisposable
{
    const int SevenBits = 127;

    readonly LearningRounding _kind;
    readonly IRoundingSource _source;
    readonly AlignedBuffer<int> _column;
    readonly AlignedBuffer<short> _columnShort;
    readonly int _columns;
    long _timestep;
    long _epoch;

    /// <summary>Rounding of so many columns: postsynaptic neurons, or target channels that share their weights.</summary>
    public SynapseRounding(int columns, LearningRounding kind, IRoundingSource source)
    {
        _kind = kind;
        _source = source;
        _columns = columns;
        _column = new AlignedBuffer<int>(SpikeMask.PaddedLength(columns));
        _columnShort = new AlignedBuffer<short>(SpikeMask.PaddedLength(columns));
    }

    /// <summary>Bits per column.</summary>
    public int* Column => _column.Address;

    /// <summary>The same in 16 bits.</summary>
    public short* ColumnShort => _columnShort.Address;

    /// <summary>Draws the columns' bits.</summary>
    public void BeginEpoch(long timestep, long epoch)
    {
        _timestep = timestep;
        _epoch = epoch;
        if (_kind != LearningRounding.Stochastic)
        {
            return;
        }

        for (int j = 0; j < _columns; j++)
        {
            int bits = Draw(RoundingPurpose.SynapseColumn, j, 0);
            _column.Span[j] = bits;
            _columnShort.Span[j] = (short)bits;
        }
    }

    /// <summary>
    /// Bits of a row. z rounds up where r &lt; f / 128 for a draw r: that is where f + 127 − ⌊128 r⌋ ≥ 128.
    /// </summary>
    /// <param name="row">The presynaptic neuron, or the row of shared weights.</param>
    /// <param name="target">0 for the weight, 1 for the delay, 2 for the tag.</param>
    public int OfRow(int row, int target) => _kind switch
    {
        LearningRounding.Stochastic => SevenBits ^ Draw(RoundingPurpose.SynapseRow, row, target),
        LearningRounding.Nearest => 64,
        _ => 0,
    };

    public void Dispose()
    {
        _column.Dispose();
        _columnShort.Dispose();
    }

    int Draw(RoundingPurpose purpose, int neuron, int target) =>
        (int)(_source.Draw(new RoundingDraw(purpose, neuron, target, _timestep, _epoch)) >> 25);
}
