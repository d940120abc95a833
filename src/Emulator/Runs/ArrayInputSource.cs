namespace Neuromorphic.Emulator.Runs;

/// <summary>Samples that lie one after the other in an array.</summary>
public sealed class ArrayInputSource : IInputSource
{
    readonly int[] _values;
    readonly int _length;

    /// <summary>Takes the array over.</summary>
    /// <param name="values">Sample after sample.</param>
    /// <param name="length">Integers per sample, at least 1.</param>
    /// <exception cref="ArgumentException">The array does not hold whole samples.</exception>
    public ArrayInputSource(int[] values, int length)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        if (values.Length % length != 0)
        {
            throw new ArgumentException($"{values.Length} values are not whole samples of {length}", nameof(values));
        }

        _values = values;
        _length = length;
        Count = values.Length / length;
    }

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public void Copy(int sample, Span<int> destination) => _values.AsSpan(sample * _length, _length).CopyTo(destination);
}
