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

    /// <summary>Rows of synapses.</summary>
    /// <param name="rows">First synapse of each slot, and the end.</param>
    /// <param name="targets">Target slots.</param>
    /// <param name="weights">Weights.</param>
    /// <param name="delays">Further timesteps on the way; empty if there are none.</param>
    public Synapses(int[] rows, int[] targets, double[] weights, byte[] delays)
    {
        _rows = rows;
        _delays = delays;
        bool single = true;
        foreach (double weight in weights)
        {
            single &= (float)weight == weight;
        }

        _single = new Single32[single ? weights.Length : 0];
        _double = new Double64[single ? 0 : weights.Length];
        for (int i = 0; i < weights.Length; i++)
        {
            // A sum of weights is never −0 if no weight is.
            double weight = weights[i] == 0 ? 0 : weights[i];
            if (single)
            {
                _single[i] = new Single32(targets[i], (float)weight);
            }
            else
            {
                _double[i] = new Double64(targets[i], weight);
            }
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
