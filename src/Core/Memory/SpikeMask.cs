using System.Numerics;

namespace Neuromorphic.Core.Memory;

/// <summary>
/// Spikes of a population in one timestep as a bit mask: neuron i is bit i mod 64 of word i div 64. Bits beyond the
/// population are always zero.
/// </summary>
public static class SpikeMask
{
    /// <summary>Neurons per word.</summary>
    public const int BitsPerWord = 64;

    /// <summary>Words that hold <paramref name="neurons"/> bits.</summary>
    public static int Words(int neurons) => (neurons + BitsPerWord - 1) / BitsPerWord;

    /// <summary>Neurons rounded up to whole words: the length of every state array.</summary>
    public static int PaddedLength(int neurons) => Words(neurons) * BitsPerWord;

    /// <summary>Number of spikes.</summary>
    public static int Count(ReadOnlySpan<ulong> mask)
    {
        int count = 0;
        foreach (ulong word in mask)
        {
            count += BitOperations.PopCount(word);
        }

        return count;
    }

    /// <summary>Whether neuron <paramref name="index"/> spiked.</summary>
    public static bool Contains(ReadOnlySpan<ulong> mask, int index) =>
        ((mask[index / BitsPerWord] >> (index % BitsPerWord)) & 1) != 0;

    /// <summary>The neurons that spiked, ascending; what changes in the word of the current one is not looked at again.</summary>
    public static Neurons NeuronsOf(ReadOnlySpan<ulong> mask) => new(mask);

    /// <summary>Sets the bits beyond the population to zero.</summary>
    public static void ClearPadding(Span<ulong> mask, int neurons)
    {
        int used = neurons % BitsPerWord;
        if (used != 0)
        {
            mask[neurons / BitsPerWord] &= (1UL << used) - 1;
        }
    }

    /// <summary>Adds each neuron's bit to its counter.</summary>
    public static void AddTo(Span<int> counts, ReadOnlySpan<ulong> mask)
    {
        for (int w = 0; w < mask.Length; w++)
        {
            for (ulong bits = mask[w]; bits != 0; bits &= bits - 1)
            {
                counts[(w * BitsPerWord) + BitOperations.TrailingZeroCount(bits)]++;
            }
        }
    }

    /// <summary>Enumerates the neurons of a mask, for code that is not so hot that it needs a loop of its own.</summary>
    public ref struct Neurons
    {
        readonly ReadOnlySpan<ulong> _mask;
        int _word;
        ulong _bits;

        internal Neurons(ReadOnlySpan<ulong> mask)
        {
            _mask = mask;
            _word = -1;
        }

        /// <summary>The neuron.</summary>
        public int Current { get; private set; }

        /// <summary>The enumeration itself.</summary>
        public readonly Neurons GetEnumerator() => this;

        /// <summary>Goes on to the next neuron; false behind the last.</summary>
        public bool MoveNext()
        {
            while (_bits == 0)
            {
                if (++_word >= _mask.Length)
                {
                    return false;
                }

                _bits = _mask[_word];
            }

            Current = (_word * BitsPerWord) + BitOperations.TrailingZeroCount(_bits);
            _bits &= _bits - 1;
            return true;
        }
    }
}
