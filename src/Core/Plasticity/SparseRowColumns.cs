using Neuromorphic.Core.Memory;

namespace Neuromorphic.Core.Plasticity;

/// <summary>
/// Columns of postsynaptic values brought together for the targets of one row of sparse synapses, so that the kernels of
/// whole rows apply to it.
/// </summary>
/// <remarks>A plan reads few different columns: each is gathered once per row and found again by its address.</remarks>
sealed unsafe class SparseRowColumns<T> : IDisposable
    where T : unmanaged
{
    readonly nint[] _gathered;
    readonly AlignedBuffer<T> _values;
    readonly int _stride;
    int _count;

    /// <summary>Room for so many columns of so many targets; the rest of a word of 64 stays zero or old, and is not used.</summary>
    public SparseRowColumns(int columns, int mostTargets)
    {
        _gathered = new nint[columns];
        _stride = SpikeMask.PaddedLength(mostTargets);
        _values = new AlignedBuffer<T>(checked(columns * _stride));
    }

    /// <summary>Forgets the columns of the last row.</summary>
    public void Begin() => _count = 0;

    /// <summary>The column's values at the targets, one after the other.</summary>
    public T* Gather(T* column, ReadOnlySpan<int> targets)
    {
        int found = _gathered.AsSpan(0, _count).IndexOf((nint)column);
        if (found >= 0)
        {
            return _values.Address + ((long)found * _stride);
        }

        T* gathered = _values.Address + ((long)_count * _stride);
        for (int k = 0; k < targets.Length; k++)
        {
            gathered[k] = column[targets[k]];
        }

        _gathered[_count++] = (nint)column;
        return gathered;
    }

    public void Dispose() => _values.Dispose();
}
