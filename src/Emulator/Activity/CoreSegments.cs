using System.Numerics;
using Neuromorphic.Core.Memory;

namespace Neuromorphic.Emulator.Activity;

/// <summary>
/// The words of a population's masks, cut by core: counting what a mask holds per core is one population count per piece,
/// however many bits are set.
/// </summary>
sealed class CoreSegments
{
    readonly int[] _words;
    readonly ulong[] _masks;
    readonly int[] _cores;

    /// <summary>Cuts the words of a population.</summary>
    /// <param name="coreOfNeuron">Per neuron its core.</param>
    public CoreSegments(ReadOnlySpan<int> coreOfNeuron)
    {
        var words = new List<int>();
        var masks = new List<ulong>();
        var cores = new List<int>();
        for (int word = 0; word * SpikeMask.BitsPerWord < coreOfNeuron.Length; word++)
        {
            int first = cores.Count;
            int end = Math.Min(coreOfNeuron.Length, (word + 1) * SpikeMask.BitsPerWord);
            for (int neuron = word * SpikeMask.BitsPerWord; neuron < end; neuron++)
            {
                int segment = cores.IndexOf(coreOfNeuron[neuron], first);
                if (segment < 0)
                {
                    segment = cores.Count;
                    words.Add(word);
                    masks.Add(0);
                    cores.Add(coreOfNeuron[neuron]);
                }

                masks[segment] |= 1UL << (neuron % SpikeMask.BitsPerWord);
            }
        }

        _words = [.. words];
        _masks = [.. masks];
        _cores = [.. cores];
    }

    /// <summary>Adds the number of bits set to one kind of count per core of a timestep.</summary>
    public void Count(ReadOnlySpan<ulong> mask, ChipActivity activity, int timestep, ActivityKind kind)
    {
        for (int i = 0; i < _words.Length; i++)
        {
            int count = BitOperations.PopCount(mask[_words[i]] & _masks[i]);
            if (count != 0)
            {
                activity.RowOf(_cores[i], timestep)[(int)kind] += count;
            }
        }
    }
}
