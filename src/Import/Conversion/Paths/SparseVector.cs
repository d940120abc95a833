namespace Neuromorphic.Import.Conversion.Paths;

/// <summary>A vector of which few elements are touched: they are listed, and clearing costs only them.</summary>
sealed class SparseVector(int length)
{
    readonly double[] _values = new double[length];
    readonly bool[] _isTouched = new bool[length];
    readonly List<int> _touched = [];

    /// <summary>The elements that were added to, in order of their first time.</summary>
    public List<int> Touched => _touched;

    /// <summary>An element's value.</summary>
    public double this[int index] => _values[index];

    /// <summary>Adds to an element.</summary>
    public void Add(int index, double value)
    {
        if (!_isTouched[index])
        {
            _isTouched[index] = true;
            _touched.Add(index);
        }

        _values[index] += value;
    }

    /// <summary>Sets all elements to zero.</summary>
    public void Clear()
    {
        foreach (int index in _touched)
        {
            _values[index] = 0;
            _isTouched[index] = false;
        }

        _touched.Clear();
    }
}
