using System.Runtime.CompilerServices;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Neurons;

namespace Neuromorphic.Core.Kernels;

/// <summary>The kernels of neurons, written once over the lanes.</summary>
static unsafe class NeuronKernels<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <inheritdoc cref="KernelSet.Step"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Step<TModel>(
        TModel model, int words, int* potential, int* current, int* threshold, int* bias, ulong* spikes, ulong* driven)
        where TModel : struct, INeuronModel
    {
        for (int w = 0; w < words; w++)
        {
            ulong fired = 0;
            ulong active = 0;
            for (int bit = 0; bit < SpikeMask.BitsPerWord; bit += 4 * TLanes.Count)
            {
                TLanes first = StepLanes(model, bit, potential, current, threshold, bias, ref fired);
                TLanes second = StepLanes(model, bit + TLanes.Count, potential, current, threshold, bias, ref fired);
                TLanes third = StepLanes(model, bit + (2 * TLanes.Count), potential, current, threshold, bias, ref fired);
                TLanes fourth = StepLanes(model, bit + (3 * TLanes.Count), potential, current, threshold, bias, ref fired);
                active |= TLanes.MasksNonZero(first, second, third, fourth) << bit;
            }

            potential += SpikeMask.BitsPerWord;
            current += SpikeMask.BitsPerWord;
            threshold += SpikeMask.BitsPerWord;
            bias += SpikeMask.BitsPerWord;
            spikes[w] = fired;
            driven[w] = active;
        }
    }

    /// <inheritdoc cref="KernelSet.Accumulate"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate(int words, int* potential, int* current, int* bias, ulong* driven)
    {
        for (int w = 0; w < words; w++)
        {
            ulong active = 0;
            for (int bit = 0; bit < SpikeMask.BitsPerWord; bit += 4 * TLanes.Count)
            {
                TLanes first = AccumulateLanes(bit, potential, current, bias);
                TLanes second = AccumulateLanes(bit + TLanes.Count, potential, current, bias);
                TLanes third = AccumulateLanes(bit + (2 * TLanes.Count), potential, current, bias);
                TLanes fourth = AccumulateLanes(bit + (3 * TLanes.Count), potential, current, bias);
                active |= TLanes.MasksNonZero(first, second, third, fourth) << bit;
            }

            potential += SpikeMask.BitsPerWord;
            current += SpikeMask.BitsPerWord;
            bias += SpikeMask.BitsPerWord;
            driven[w] = active;
        }
    }

    /// <inheritdoc cref="KernelSet.Advance"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Advance<TModel, TState>(
        TModel model, TState state, int words, ulong* spikes, ulong* negativeSpikes, ulong* driven)
        where TModel : struct, IMultiStateModel<TState>
        where TState : unmanaged
    {
        for (int w = 0; w < words; w++)
        {
            ulong positive = 0;
            ulong negative = 0;
            ulong active = 0;
            for (int bit = 0; bit < SpikeMask.BitsPerWord; bit += TLanes.Count)
            {
                SpikeBits fired = model.Advance<TLanes>(state, (w * SpikeMask.BitsPerWord) + bit);
                positive |= fired.Positive << bit;
                negative |= fired.Negative << bit;
                active |= fired.Driven << bit;
            }

            spikes[w] = positive;
            negativeSpikes[w] = negative;
            driven[w] = active;
        }
    }

    /// <summary>One vector of neurons; called four times in a row, so that the core has four chains to interleave.</summary>
    /// <returns>The input.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TLanes StepLanes<TModel>(
        TModel model, nint i, int* potential, int* current, int* threshold, int* bias, ref ulong fired)
        where TModel : struct, INeuronModel
    {
        TLanes input = TLanes.Load(current + i);
        TLanes theta = TLanes.Load(threshold + i);
        TLanes v = model.Integrate(TLanes.Load(potential + i), input);
        TLanes.Load(bias + i).Store(current + i);
        model.Reset(v, theta).Store(potential + i);
        fired |= TLanes.MaskAtLeast(v, theta) << (int)i;
        return input;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TLanes AccumulateLanes(nint i, int* potential, int* current, int* bias)
    {
        TLanes input = TLanes.Load(current + i);
        (TLanes.Load(potential + i) + input).Store(potential + i);
        TLanes.Load(bias + i).Store(current + i);
        return input;
    }
}
