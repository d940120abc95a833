using System.Runtime.CompilerServices;
using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Core.Kernels;

/// <content>The kernels of converted networks beyond one-bit spikes.</content>
sealed unsafe partial class KernelSet<TLanes>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AddValues(int* accumulator, int* values, int words) => WordKernels<TLanes>.Add(accumulator, values, words);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void AccumulateDenseGraded(DenseSynapses synapses, ReadOnlySpan<ulong> spikes, short* payload, int* current)
    {
        fixed (int* rowOfSource = synapses.RowOfSource)
        {
            fixed (ulong* mask = spikes)
            {
                DenseKernels<TLanes>.AccumulateGraded(synapses.Walk(rowOfSource), mask, spikes.Length, payload, current);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void AccumulateConvolutionGraded(
        ConvolutionSynapses synapses, ReadOnlySpan<ulong> spikes, short* payload, int* current)
    {
        fixed (ulong* mask = spikes)
        {
            ConvolutionKernels<TLanes>.AccumulateGraded(synapses.Walk, mask, spikes.Length, payload, current);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void AccumulateSparseGraded(SparseSynapses synapses, ReadOnlySpan<ulong> spikes, short* payload, int* current)
    {
        fixed (int* start = synapses.Start, targets = synapses.Targets)
        {
            fixed (sbyte* weights = synapses.Weights)
            {
                fixed (ulong* mask = spikes)
                {
                    SparseKernels.AccumulateGraded(new SparseWalk(start, targets, weights), mask, spikes.Length, payload, current);
                }
            }
        }
    }
}
