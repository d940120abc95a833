using System.Runtime.CompilerServices;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Neurons.Conversion;

namespace Neuromorphic.Core.Kernels;

/// <summary>The kernels of conversion neurons, which send more than one bit, written once over the lanes.</summary>
static unsafe class ConversionKernels<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <inheritdoc cref="KernelSet.Step{TModel}(TModel, in ConversionState, int, int*, int*, short*, ulong*, ulong*)"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Step<TModel>(
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
}
