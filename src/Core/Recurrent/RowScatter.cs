using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
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
    const int UnitsAhead = 48;

    /// <summary>Units of weighted synapses. What a unit lacks is added as zeros, to targets of the synapses behind it.</summary>
    /// <param name="queue">The units.</param>
    /// <param name="synapses">The synapses, as <see cref="WeightedRows.Pack"/> makes them; eight more can be read.</param>
    /// <param name="input">What they are added to.</param>
    /// <param name="shift">Weights are multiples of 2^shift, 0 to 17.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void AddWeighted(UnitQueue queue, uint* synapses, int* input, int shift)
    {
        const int AboveWeight = 32 - WeightedRows.WeightBits;
        int* targets = stackalloc int[2 * UnitQueue.Unit];
        int* weights = targets + UnitQueue.Unit;
        Vector256<int> numbers = Vector256.Create(0, 1, 2, 3, 4, 5, 6, 7);
        ulong* units = queue.Units;
        int count = queue.Count;
        for (int k = 0; k < count; k++)
        {
            CachePrefetch.Once(synapses + (uint)units[k + UnitsAhead]);
            ulong unit = units[k];
            Vector256<uint> eight = Vector256.Load(synapses + (uint)unit);
            (eight >>> WeightedRows.WeightBits).Store((uint*)targets);
            Vector256<int> scaled = Vector256.ShiftRightArithmetic((eight << AboveWeight).AsInt32(), AboveWeight - shift);
            (scaled & Vector256.LessThan(numbers, Vector256.Create((int)(unit >> 32)))).Store(weights);
            input[targets[0]] += weights[0];
            input[targets[1]] += weights[1];
            input[targets[2]] += weights[2];
            input[targets[3]] += weights[3];
            input[targets[4]] += weights[4];
            input[targets[5]] += weights[5];
            input[targets[6]] += weights[6];
            input[targets[7]] += weights[7];
        }
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
