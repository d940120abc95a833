using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Neuromorphic.Core.Memory;

namespace Neuromorphic.Emulator.Sanafe.Engine;

/// <summary>The synapses of all neurons, in rows as they are walked. Weights that all fit are stored in single precision: nothing is rounded.</summary>
sealed class Synapses
{
    readonly int[] _rows;
    readonly Single32[] _single;
    readonly Double64[] _double;
    readonly byte[] _delays;

    /// <summary>Rows of synapses that have still to be set.</summary>
    /// <param name="rows">First synapse of each slot, and the end.</param>
    /// <param name="single">Whether every weight is a number of single precision.</param>
    /// <param name="delayed">Whether any synapse has a delay.</param>
    public Synapses(int[] rows, bool single, bool delayed)
    {
        _rows = rows;
        _single = new Single32[single ? rows[^1] : 0];
        _double = new Double64[single ? 0 : rows[^1]];
        _delays = new byte[delayed ? rows[^1] : 0];
    }

    /// <summary>First synapse of each slot, and the end.</summary>
    public ReadOnlySpan<int> Rows => _rows;

    /// <summary>The slot that a synapse leads to.</summary>
    public int Target(int index) => _single.Length > 0 ? _single[index].Target : _double[index].Target;

    /// <summary>The weight of a synapse.</summary>
    public double Weight(int index) => _single.Length > 0 ? _single[index].Weight : _double[index].Weight;

    /// <summary>Sets a synapse.</summary>
    /// <param name="index">Where it stands in the rows.</param>
    /// <param name="target">Target slot.</param>
    /// <param name="weight">Weight; a number of single precision if the rows are.</param>
    /// <param name="delay">Further timesteps on the way.</param>
    public void Set(int index, int target, double weight, int delay)
    {
        // A sum of weights is never −0 if no weight is.
        weight = weight == 0 ? 0 : weight;
        if (_single.Length > 0)
        {
            _single[index] = new Single32(target, (float)weight);
        }
        else
        {
            _double[index] = new Double64(target, weight);
        }

        if (_delays.Length > 0)
        {
            _delays[index] = (byte)delay;
        }
    }

    /// <summary>Orders the synapses of a slot by the core of their targets; those of one core keep their order.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="coreOf">The core of each slot.</param>
    public void SortRow(int slot, int[] coreOf)
    {
        int start = _rows[slot];
        int count = _rows[slot + 1] - start;
        bool sorted = true;
        for (int i = start + 1; i < start + count && sorted; i++)
        {
            sorted = coreOf[Target(i - 1)] <= coreOf[Target(i)];
        }

        if (sorted)
        {
            return;
        }

        long[] keys = new long[count];
        for (int i = 0; i < count; i++)
        {
            keys[i] = ((long)coreOf[Target(start + i)] << 32) | (uint)i;
        }

        Array.Sort(keys);
        Arrange(_single, start, keys);
        Arrange(_double, start, keys);
        Arrange(_delays, start, keys);
    }

    static void Arrange<T>(T[] values, int start, long[] keys)
    {
        if (values.Length == 0)
        {
            return;
        }

        T[] row = values.AsSpan(start, keys.Length).ToArray();
        for (int i = 0; i < keys.Length; i++)
        {
            values[start + i] = row[(int)(uint)keys[i]];
        }
    }

    /// <summary>Buffers of input that are needed: one, and one more per timestep of the longest delay.</summary>
    public int Buffers
    {
        get
        {
            int longest = 0;
            foreach (byte delay in _delays)
            {
                longest = Math.Max(longest, delay);
            }

            return longest + 1;
        }
    }

    /// <summary>Bytes that the rows take.</summary>
    public long Bytes => 4L * _rows.Length + 8L * _single.Length + 16L * _double.Length + _delays.Length;

    /// <summary>Has a row fetched into the cache: rows are met in no order that the processor could guess.</summary>
    public void Prefetch(int slot)
    {
        Range row = _rows[slot].._rows[slot + 1];
        if (_single.Length > 0)
        {
            CachePrefetch.Begin<Single32>(_single.AsSpan(row));
        }
        else
        {
            CachePrefetch.Begin<Double64>(_double.AsSpan(row));
        }
    }

    /// <summary>Adds the weights of a neuron to the inputs of its targets.</summary>
    /// <param name="slot">The neuron.</param>
    /// <param name="buffers">Inputs per slot, by the timestep they are for.</param>
    /// <param name="next">The buffer of the next timestep.</param>
    public void Deliver(int slot, double[][] buffers, int next)
    {
        int start = _rows[slot];
        int end = _rows[slot + 1];
        if (_delays.Length > 0)
        {
            DeliverDelayed(start, end, buffers, next);
            return;
        }

        ref double inputs = ref MemoryMarshal.GetArrayDataReference(buffers[next]);
        if (_single.Length > 0)
        {
            // The targets were checked when the rows were made.
            foreach (Single32 synapse in _single.AsSpan(start, end - start))
            {
                Unsafe.Add(ref inputs, synapse.Target) += synapse.Weight;
            }
        }
        else
        {
            foreach (Double64 synapse in _double.AsSpan(start, end - start))
            {
                Unsafe.Add(ref inputs, synapse.Target) += synapse.Weight;
            }
        }
    }

    void DeliverDelayed(int start, int end, double[][] buffers, int next)
    {
        for (int i = start; i < end; i++)
        {
            (int target, double weight) = _single.Length > 0 ? (_single[i].Target, _single[i].Weight) : (_double[i].Target, _double[i].Weight);
            buffers[(next + _delays[i]) % buffers.Length][target] += weight;
        }
    }

    readonly record struct Single32(int Target, float Weight);

    readonly record struct Double64(int Target, double Weight);
}
