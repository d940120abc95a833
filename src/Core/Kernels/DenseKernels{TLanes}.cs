using System.Numerics;
using System.Runtime.CompilerServices;
using Neuromorphic.Core.Memory;

namespace Neuromorphic.Core.Kernels;

/// <summary>Fully connected synapses as a kernel walks them.</summary>
unsafe struct DenseWalk
{
    public sbyte* Weights;

    /// <summary>Bytes from one row to the next.</summary>
    public int Stride;

    /// <summary>Target neurons.</summary>
    public int Length;

    /// <summary>Per source neuron its row, or −1.</summary>
    public int* RowOfSource;
}

/// <summary>The kernels of fully connected synapses, written once over the lanes.</summary>
static unsafe class DenseKernels<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>Adds the rows of all spiking sources.</summary>
    /// <param name="synapses">The synapses.</param>
    /// <param name="spikes">Spike mask of the sources.</param>
    /// <param name="words">Words of the mask.</param>
    /// <param name="rows">Room for <see cref="RowTile.MostRows"/> addresses.</param>
    /// <param name="current">Sums, updated.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Accumulate(DenseWalk synapses, ulong* spikes, int words, sbyte** rows, int* current)
    {
        int count = 0;
        for (int w = 0; w < words; w++)
        {
            for (ulong bits = spikes[w]; bits != 0; bits &= bits - 1)
            {
                int row = synapses.RowOfSource[(w * SpikeMask.BitsPerWord) + BitOperations.TrailingZeroCount(bits)];
                if (row >= 0)
                {
                    rows[count++] = synapses.Weights + ((long)row * synapses.Stride);
                    if (count == RowTile.MostRows)
                    {
                        TLanes.AddRows(current, rows, count, 0, synapses.Length);
                        count = 0;
                    }
                }
            }
        }

        if (count == 1)
        {
            RowKernels<TLanes>.Add(current, rows[0], synapses.Length);
        }
        else if (count > 1)
        {
            TLanes.AddRows(current, rows, count, 0, synapses.Length);
        }
    }

    /// <summary>Adds the row of every spiking source times its payload.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void AccumulateGraded(DenseWalk synapses, ulong* spikes, int words, short* payload, int* current)
    {
        for (int w = 0; w < words; w++)
        {
            for (ulong bits = spikes[w]; bits != 0; bits &= bits - 1)
            {
                int source = (w * SpikeMask.BitsPerWord) + BitOperations.TrailingZeroCount(bits);
                int row = synapses.RowOfSource[source];
                if (row >= 0)
                {
                    sbyte* weights = synapses.Weights + ((long)row * synapses.Stride);
                    RowKernels<TLanes>.AddScaled(current, weights, synapses.Length, TLanes.Create(payload[source]));
                }
            }
        }
    }

    /// <summary>Adds the row of every source times its value; zeros are skipped.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void AccumulateScaled(DenseWalk synapses, int* values, int sources, int* current)
    {
        for (int j = 0; j < sources; j++)
        {
            int row = synapses.RowOfSource[j];
            if (values[j] != 0 && row >= 0)
            {
                sbyte* weights = synapses.Weights + ((long)row * synapses.Stride);
                RowKernels<TLanes>.AddScaled(current, weights, synapses.Length, TLanes.Create(values[j]));
            }
        }
    }
}
