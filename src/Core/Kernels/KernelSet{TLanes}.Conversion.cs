using System.Runtime.CompilerServices;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Neurons.Conversion;
using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Core.Kernels;

/// <content>The kernels of converted networks beyond one-bit spikes.</content>
sealed unsafe partial class KernelSet<TLanes>
{
    /// <inheritdoc cref="KernelSet.Step{TModel}(TModel, in ConversionState, int, int*, int*, short*, ulong*, ulong*)"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void StepAll<TModel>(
        TModel model, in ConversionState state, int words, int* current, int* bias, short* payload, ulong* spikes, ulong* driven)
        where TModel : struct, IConversionModel
    {
        ConversionState addresses = state;
        for (int w = 0; w < words; w++)
        {
            ulong fired = 0;
            ulong active = 0;
            for (int bit = 0; bit < SpikeMask.BitsPerWord; bit += TLanes.Count)
            {
                nint i = ((nint)w * SpikeMask.BitsPerWord) + bit;
                TLanes input = TLanes.Load(current + i);
                TLanes sent = model.Step(addresses, i, input);
                TLanes.Load(bias + i).Store(current + i);
                sent.StoreNarrowed(payload + i);
                fired |= TLanes.MaskNonZero(sent) << bit;
                active |= TLanes.MaskNonZero(input) << bit;
            }

            spikes[w] = fired;
            driven[w] = active | fired;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AddValues(int* accumulator, int* values, int words)
    {
        int length = words * SpikeMask.BitsPerWord;
        for (int i = 0; i < length; i += TLanes.Count)
        {
            (TLanes.Load(accumulator + i) + TLanes.Load(values + i)).Store(accumulator + i);
        }
    }

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
