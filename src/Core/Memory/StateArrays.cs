namespace Neuromorphic.Core.Memory;

/// <summary>
/// The state and parameters of a population as arrays of 32-bit integers of one length, in one aligned allocation. Each
/// array is padded to whole words of 64 neurons; the padding is zero until it is filled.
/// </summary>
public sealed unsafe class StateArrays : IDisposable
{
    readonly AlignedBuffer<int> _buffer;

    /// <summary>Allocates the arrays, all zero.</summary>
    /// <param name="neurons">Neurons of the population, at least 1.</param>
    /// <param name="arrays">How many numbers a neuron has.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of them is not positive.</exception>
    public StateArrays(int neurons, int arrays)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(neurons);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(arrays);
        Count = neurons;
        Words = SpikeMask.Words(neurons);
        _buffer = new AlignedBuffer<int>(checked(arrays * PaddedLength));
    }

    /// <summary>Neurons, the padding not counted.</summary>
    public int Count { get; }

    /// <summary>Words of 64 neurons.</summary>
    public int Words { get; }

    int PaddedLength => Words * SpikeMask.BitsPerWord;

    /// <summary>One array, without its padding.</summary>
    public Span<int> this[int array] => Padded(array)[..Count];

    /// <summary>Address of an array; valid until the arrays are disposed of.</summary>
    public int* Address(int array) => _buffer.Address + (array * PaddedLength);

    /// <summary>Sets the neurons of an array, and its padding.</summary>
    /// <param name="array">Which.</param>
    /// <param name="values">One value per neuron, or a single one for all.</param>
    /// <param name="padding">What the padding holds.</param>
    /// <param name="name">What to call the values when their number is wrong.</param>
    /// <exception cref="ArgumentException">There is neither one value nor one per neuron.</exception>
    public void Fill(int array, ReadOnlySpan<int> values, int padding, string name)
    {
        if (values.Length != 1 && values.Length != Count)
        {
            throw new ArgumentException($"{name}: {values.Length} values for {Count} neurons; give one, or one per neuron");
        }

        Padded(array).Fill(padding);
        if (values.Length == 1)
        {
            this[array].Fill(values[0]);
        }
        else
        {
            values.CopyTo(this[array]);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _buffer.Dispose();

    Span<int> Padded(int array) => _buffer.Span.Slice(array * PaddedLength, PaddedLength);
}
