using System.Runtime.CompilerServices;
using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Core.Kernels;

/// <summary>The kernels of one width: what is written once over the lanes, made callable.</summary>
sealed unsafe partial class KernelSet<TLanes>(string name, int width) : KernelSet
    where TLanes : unmanaged, ILanes<TLanes>
{
    public override string Name => name;

    public override int Width => width;

    public override bool IsAccelerated => TLanes.IsAccelerated;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Accumulate(int words, int* potential, int* current, int* bias, ulong* driven) =>
        NeuronKernels<TLanes>.Accumulate(words, potential, current, bias, driven);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AddRow(int* accumulator, sbyte* row, int length) =>
        RowKernels<TLanes>.Add(accumulator, row, length);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AddScaledRow(int* accumulator, sbyte* row, int length, int factor) =>
        RowKernels<TLanes>.AddScaled(accumulator, row, length, TLanes.Create(factor));

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void AccumulateDense(DenseSynapses synapses, ReadOnlySpan<ulong> spikes, int* current)
    {
        sbyte** rows = stackalloc sbyte*[RowTile.MostRows];
        fixed (int* rowOfSource = synapses.RowOfSource)
        {
            fixed (ulong* mask = spikes)
            {
                DenseKernels<TLanes>.Accumulate(synapses.Walk(rowOfSource), mask, spikes.Length, rows, current);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void AccumulateDenseScaled(DenseSynapses synapses, ReadOnlySpan<int> values, int* current)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(values.Length, synapses.Source.Count, nameof(values));
        fixed (int* rowOfSource = synapses.RowOfSource, value = values)
        {
            DenseKernels<TLanes>.AccumulateScaled(synapses.Walk(rowOfSource), value, synapses.RowOfSource.Length, current);
        }
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void AccumulateConvolution(ConvolutionSynapses synapses, ReadOnlySpan<ulong> spikes, int* current)
    {
        sbyte** rows = stackalloc sbyte*[RowTile.MostRows];
        fixed (ulong* mask = spikes)
        {
            ConvolutionKernels<TLanes>.Accumulate(synapses.Walk, mask, spikes.Length, rows, current);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void AccumulateConvolutionScaled(ConvolutionSynapses synapses, ReadOnlySpan<int> values, int* current)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(values.Length, synapses.Source.Count, nameof(values));
        fixed (int* value = values)
        {
            ConvolutionKernels<TLanes>.AccumulateScaled(synapses.Walk, value, synapses.Source.Count, current);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void AccumulateSparse(SparseSynapses synapses, ReadOnlySpan<ulong> spikes, int* current)
    {
        fixed (int* start = synapses.Start, targets = synapses.Targets)
        {
            fixed (sbyte* weights = synapses.Weights)
            {
                fixed (ulong* mask = spikes)
                {
                    SparseKernels.Accumulate(new SparseWalk(start, targets, weights), mask, spikes.Length, current);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void AccumulateSparseScaled(SparseSynapses synapses, ReadOnlySpan<int> values, int* current)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(values.Length, synapses.Source.Count, nameof(values));
        fixed (int* start = synapses.Start, targets = synapses.Targets, value = values)
        {
            fixed (sbyte* weights = synapses.Weights)
            {
                SparseKernels.AccumulateScaled(new SparseWalk(start, targets, weights), value, synapses.Source.Count, current);
            }
        }
    }
}
