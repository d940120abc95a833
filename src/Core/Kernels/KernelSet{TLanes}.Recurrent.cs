using System.Runtime.CompilerServices;
using Neuromorphic.Core.Neurons;
using Neuromorphic.Core.Neurons.ExponentialSynapses;

namespace Neuromorphic.Core.Kernels;

/// <content>The kernels of recurrent networks.</content>
sealed unsafe partial class KernelSet<TLanes>
{
    public override void StepExponential(
        in ExponentialSynapseNeuron model, int bias, ExponentialSynapseState state, int words, ulong* spikes) =>
        ExponentialSynapseKernel<TLanes>.Step(model, bias, state, words, spikes);

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public override void FillRandom(int* words, int blocks, uint firstBlock, uint blockStride, ulong key, uint time, uint draw) =>
        RecurrentKernels<TLanes>.FillRandom(words, blocks, firstBlock, blockStride, key, time, draw);

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public override void AddDrawn(int* input, int* words, int blocks, int shift, int* table) =>
        RecurrentKernels<TLanes>.AddDrawn(input, words, blocks, shift, table);

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public override void DecayTraces(int* traces, short* worth, int words, RoundedFactor loss, RoundedFactor factor) =>
        RecurrentKernels<TLanes>.DecayTraces(traces, worth, words, loss, factor);

    public override void AddBitRows(int* input, uint** rows, int count, int chunks, int weight) =>
        RecurrentKernels<TLanes>.AddBitRows(input, rows, count, chunks, weight);
}
