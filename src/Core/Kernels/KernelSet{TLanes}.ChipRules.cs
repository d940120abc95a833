using System.Runtime.CompilerServices;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Neurons;

namespace Neuromorphic.Core.Kernels;

/// <content>The kernels behind the published rules of chips.</content>
sealed unsafe partial class KernelSet<TLanes>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Advance<TModel, TState>(
        TModel model, TState state, int words, ulong* spikes, ulong* negativeSpikes)
    {
        for (int w = 0; w < words; w++)
        {
            ulong positive = 0;
            ulong negative = 0;
            for (int bit = 0; bit < SpikeMask.BitsPerWord; bit += TLanes.Count)
            {
                SpikeBits fired = model.Advance<TLanes>(state, (w * SpikeMask.BitsPerWord) + bit);
                positive |= fired.Positive << bit;
                negative |= fired.Negative << bit;
            }

            spikes[w] = positive;
            negativeSpikes[w] = negative;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AddRow(int* accumulator, short* row, int words)
    {
        int length = words * SpikeMask.BitsPerWord;
        for (int i = 0; i < length; i += TLanes.Count)
        {
            (TLanes.Load(accumulator + i) + TLanes.LoadWidened(row + i)).Store(accumulator + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AddScaledRow(int* accumulator, short* row, int words, int factor)
    {
        int length = words * SpikeMask.BitsPerWord;
        TLanes scale = TLanes.Create(factor);
        for (int i = 0; i < length; i += TLanes.Count)
        {
            (TLanes.Load(accumulator + i) + (TLanes.LoadWidened(row + i) * scale)).Store(accumulator + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void MoveShifted(int* accumulator, int* source, int words, int exponent)
    {
        int length = words * SpikeMask.BitsPerWord;
        TLanes zero = TLanes.Create(0);
        for (int i = 0; i < length; i += TLanes.Count)
        {
            TLanes value = TLanes.Load(source + i);
            TLanes shifted = exponent >= 0 ? value << exponent : value >> -exponent;
            (TLanes.Load(accumulator + i) + shifted).Store(accumulator + i);
            zero.Store(source + i);
        }
    }
}
