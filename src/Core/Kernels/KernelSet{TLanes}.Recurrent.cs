using System.Runtime.CompilerServices;
using Neuromorphic.Core.Neurons;
using Neuromorphic.Core.Neurons.ExponentialSynapses;
using Neuromorphic.Core.Recurrent;

namespace Neuromorphic.Core.Kernels;

/// <content>The kernels of recurrent networks.</content>
sealed unsafe partial class KernelSet<TLanes>
{
    static ReadOnlySpan<int> LaneNumbers => [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];

    public override void StepExponential(
        in ExponentialSynapseNeuron model, int bias, ExponentialSynapseState state, int words, ulong* spikes) =>
        ExponentialSynapseKernel<TLanes>.Step(model, bias, state, words, spikes);

    public override void StepShortProducts(in ShortProducts model, ExponentialSynapseState state, int words, ulong* spikes) =>
        ShortProductKernel<TLanes>.Step(model, state, words, spikes);

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public override void FillRandom(int* words, int blocks, uint firstBlock, uint blockStride, ulong key, uint time, uint draw)
    {
        fixed (int* lanes = LaneNumbers)
        {
            RecurrentKernels<TLanes>.FillRandom(lanes, words, blocks, firstBlock, blockStride, key, time, draw);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public override void AddDrawn(int* input, int* words, int blocks, int shift, int* table) =>
        RecurrentKernels<TLanes>.AddDrawn(input, words, blocks, shift, table);

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public override void DecayTraces(int* traces, int* worth, int words, RoundedFactor loss, RoundedFactor factor) =>
        RecurrentKernels<TLanes>.DecayTraces(traces, worth, words, loss, factor);

    internal override void Arrive(in PlasticArrival arrival) => PlasticKernel<TLanes>.Arrive(arrival);

    [SkipLocalsInit]
    public override void AddBitRows(int* input, uint** rows, int count, int chunks, int weight)
    {
        uint* planes = stackalloc uint[RecurrentKernels<TLanes>.ScratchWords];
        RecurrentKernels<TLanes>.AddBitRows(planes, input, rows, count, chunks, weight);
    }
}
