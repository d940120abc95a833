using System.Runtime.CompilerServices;
using Neuromorphic.Core.Memory;

namespace Neuromorphic.Core.Kernels;

/// <summary>Kernels over whole words of 64 elements, written once over the lanes: rows of 16-bit weights, sums on their way.</summary>
static unsafe class WordKernels<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <inheritdoc cref="KernelSet.AddValues"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(int* accumulator, int* values, int words)
    {
        int length = words * SpikeMask.BitsPerWord;
        for (int i = 0; i < length; i += TLanes.Count)
        {
            (TLanes.Load(accumulator + i) + TLanes.Load(values + i)).Store(accumulator + i);
        }
    }

    /// <inheritdoc cref="KernelSet.AddRow(int*, short*, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddRow(int* accumulator, short* row, int words)
    {
        int length = words * SpikeMask.BitsPerWord;
        for (int i = 0; i < length; i += TLanes.Count)
        {
            (TLanes.Load(accumulator + i) + TLanes.LoadWidened(row + i)).Store(accumulator + i);
        }
    }

    /// <inheritdoc cref="KernelSet.AddScaledRow(int*, short*, int, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddScaledRow(int* accumulator, short* row, int words, int factor)
    {
        int length = words * SpikeMask.BitsPerWord;
        TLanes scale = TLanes.Create(factor);
        for (int i = 0; i < length; i += TLanes.Count)
        {
            (TLanes.Load(accumulator + i) + (TLanes.LoadWidened(row + i) * scale)).Store(accumulator + i);
        }
    }

    /// <inheritdoc cref="KernelSet.MoveShifted(int*, int*, int, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MoveShifted(int* accumulator, int* source, int words, int exponent)
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
