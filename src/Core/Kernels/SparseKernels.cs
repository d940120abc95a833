using System.Numerics;
using System.Runtime.CompilerServices;
using Neuromorphic.Core.Memory;

namespace Neuromorphic.Core.Kernels;

/// <summary>Explicit synapses as a kernel walks them.</summary>
/// <param name="start">Per source neuron where its list starts; one more entry closes the last.</param>
/// <param name="targets">Target neurons, list after list.</param>
/// <param name="weights">Weights, as many as targets.</param>
readonly unsafe struct SparseWalk(int* start, int* targets, sbyte* weights)
{
    public int* Start { get; } = start;

    public int* Targets { get; } = targets;

    public sbyte* Weights { get; } = weights;
}

/// <summary>The kernels of explicit synapses: the same on every width, because a scatter has no lanes.</summary>
static unsafe class SparseKernels
{
    /// <summary>Adds the lists of all spiking sources.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Accumulate(SparseWalk synapses, ulong* spikes, int words, int* current)
    {
        for (int w = 0; w < words; w++)
        {
            for (ulong bits = spikes[w]; bits != 0; bits &= bits - 1)
            {
                AddList(synapses, (w * SpikeMask.BitsPerWord) + BitOperations.TrailingZeroCount(bits), 1, current);
            }
        }
    }

    /// <summary>Adds the list of every spiking source times its payload.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void AccumulateGraded(SparseWalk synapses, ulong* spikes, int words, short* payload, int* current)
    {
        for (int w = 0; w < words; w++)
        {
            for (ulong bits = spikes[w]; bits != 0; bits &= bits - 1)
            {
                int source = (w * SpikeMask.BitsPerWord) + BitOperations.TrailingZeroCount(bits);
                AddList(synapses, source, payload[source], current);
            }
        }
    }

    /// <summary>Adds the list of every source times its value; zeros are skipped.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void AccumulateScaled(SparseWalk synapses, int* values, int sources, int* current)
    {
        for (int j = 0; j < sources; j++)
        {
            if (values[j] != 0)
            {
                AddList(synapses, j, values[j], current);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void AddList(SparseWalk synapses, int source, int factor, int* current)
    {
        int first = synapses.Start[source];
        nint count = synapses.Start[source + 1] - first;
        int* targets = synapses.Targets + first;
        sbyte* weights = synapses.Weights + first;
        nint k = 0;
        for (; k <= count - 4; k += 4)
        {
            Add(current + targets[k], factor * weights[k]);
            Add(current + targets[k + 1], factor * weights[k + 1]);
            Add(current + targets[k + 2], factor * weights[k + 2]);
            Add(current + targets[k + 3], factor * weights[k + 3]);
        }

        for (; k < count; k++)
        {
            Add(current + targets[k], factor * weights[k]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Add(int* target, int value) => *target = unchecked(*target + value);
}
