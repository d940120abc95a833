using System.Runtime.CompilerServices;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Neurons;

namespace Neuromorphic.Core.Kernels;

/// <summary>The kernels of 16-bit states, written once over the lanes.</summary>
static unsafe class ShortKernels<TLanes>
    where TLanes : unmanaged, IShortLanes<TLanes>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Step(in ShortLeakyIntegrateAndFire model, int words, short* potential, short* current, ulong* spikes)
    {
        ShortLeakyIntegrateAndFire neuron = model;
        TLanes none = TLanes.Create(0);
        for (nint w = 0; w < words; w++)
        {
            ulong fired = 0;
            for (int bit = 0; bit < SpikeMask.BitsPerWord; bit += 2 * TLanes.Count)
            {
                int next = bit + TLanes.Count;
                TLanes first = neuron.Integrate(TLanes.Load(potential + bit), TLanes.Load(current + bit));
                TLanes second = neuron.Integrate(TLanes.Load(potential + next), TLanes.Load(current + next));
                none.Store(current + bit);
                none.Store(current + next);
                neuron.Reset(first).Store(potential + bit);
                neuron.Reset(second).Store(potential + next);
                fired |= (neuron.Spikes(first) << bit) | (neuron.Spikes(second) << next);
            }

            spikes[w] = fired;
            potential += SpikeMask.BitsPerWord;
            current += SpikeMask.BitsPerWord;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddRow(short* accumulator, sbyte* row, int length)
    {
        nint i = 0;
        for (; i <= length - (2 * TLanes.Count); i += 2 * TLanes.Count)
        {
            TLanes first = TLanes.LoadWidened(row + i);
            TLanes second = TLanes.LoadWidened(row + i + TLanes.Count);
            (TLanes.Load(accumulator + i) + first).Store(accumulator + i);
            (TLanes.Load(accumulator + i + TLanes.Count) + second).Store(accumulator + i + TLanes.Count);
        }

        for (; i <= length - TLanes.Count; i += TLanes.Count)
        {
            (TLanes.Load(accumulator + i) + TLanes.LoadWidened(row + i)).Store(accumulator + i);
        }

        for (; i < length; i++)
        {
            accumulator[i] = unchecked((short)(accumulator[i] + row[i]));
        }
    }
}
