using System.Runtime.CompilerServices;
using Neuromorphic.Core.Memory;

namespace Neuromorphic.Core.Recurrent;

/// <summary>Adds stretches of sparse rows to the inputs of their targets.</summary>
/// <remarks>
/// Scattered additions do not vectorise with profit (two may meet in one target); what counts is to have the rows on
/// their way from memory before they are needed.
/// </remarks>
static unsafe class RowScatter
{
    const int Ahead = 12;

    /// <summary>Rows of targets (high 16 bits) and weights (low 16 bits, signed).</summary>
    /// <returns>Synaptic events.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static long AddWeighted(RowQueue queue, int* input, int shift)
    {
        long events = 0;
        RowQueue.Stretch* stretches = queue.Stretches;
        int count = queue.Count;
        for (int k = 0; k < count; k++)
        {
            if (k + Ahead < count)
            {
                CachePrefetch.All(stretches[k + Ahead].First, stretches[k + Ahead].Length * sizeof(uint));
            }

            uint* synapses = (uint*)stretches[k].First;
            int length = stretches[k].Length;
            events += length;
            int i = 0;
            for (; i + 4 <= length; i += 4)
            {
                uint a = synapses[i];
                uint b = synapses[i + 1];
                uint c = synapses[i + 2];
                uint d = synapses[i + 3];
                input[a >> 16] += (short)a << shift;
                input[b >> 16] += (short)b << shift;
                input[c >> 16] += (short)c << shift;
                input[d >> 16] += (short)d << shift;
            }

            for (; i < length; i++)
            {
                uint a = synapses[i];
                input[a >> 16] += (short)a << shift;
            }
        }

        return events;
    }

    /// <summary>Rows of targets that share a weight.</summary>
    /// <returns>Synaptic events.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static long AddUniform(RowQueue queue, int* input, int weight)
    {
        long events = 0;
        RowQueue.Stretch* stretches = queue.Stretches;
        int count = queue.Count;
        for (int k = 0; k < count; k++)
        {
            if (k + Ahead < count)
            {
                CachePrefetch.All(stretches[k + Ahead].First, stretches[k + Ahead].Length * sizeof(ushort));
            }

            ushort* targets = (ushort*)stretches[k].First;
            int length = stretches[k].Length;
            events += length;
            int i = 0;
            for (; i + 8 <= length; i += 8)
            {
                input[targets[i]] += weight;
                input[targets[i + 1]] += weight;
                input[targets[i + 2]] += weight;
                input[targets[i + 3]] += weight;
                input[targets[i + 4]] += weight;
                input[targets[i + 5]] += weight;
                input[targets[i + 6]] += weight;
                input[targets[i + 7]] += weight;
            }

            for (; i < length; i++)
            {
                input[targets[i]] += weight;
            }
        }

        return events;
    }
}
