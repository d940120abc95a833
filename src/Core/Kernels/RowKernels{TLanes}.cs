using System.Runtime.CompilerServices;

namespace Neuromorphic.Core.Kernels;

/// <summary>Adding one row of signed bytes to 32-bit sums, written once over the lanes; inlined into the kernels.</summary>
static unsafe class RowKernels<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(int* accumulator, sbyte* row, int length)
    {
        nint i = 0;
        for (; i <= length - (4 * TLanes.Count); i += 4 * TLanes.Count)
        {
            int* a = accumulator + i;
            TLanes first = TLanes.LoadWidened(row + i);
            TLanes second = TLanes.LoadWidened(row + i + TLanes.Count);
            TLanes third = TLanes.LoadWidened(row + i + (2 * TLanes.Count));
            TLanes fourth = TLanes.LoadWidened(row + i + (3 * TLanes.Count));
            (TLanes.Load(a) + first).Store(a);
            (TLanes.Load(a + TLanes.Count) + second).Store(a + TLanes.Count);
            (TLanes.Load(a + (2 * TLanes.Count)) + third).Store(a + (2 * TLanes.Count));
            (TLanes.Load(a + (3 * TLanes.Count)) + fourth).Store(a + (3 * TLanes.Count));
        }

        for (; i <= length - TLanes.Count; i += TLanes.Count)
        {
            AddLanes(accumulator + i, row + i);
        }

        if (i < length)
        {
            (TLanes.Load(accumulator + i) + TLanes.LoadWidenedFirst(row + i, (int)(length - i))).Store(accumulator + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void AddLanes(int* accumulator, sbyte* row) =>
        (TLanes.Load(accumulator) + TLanes.LoadWidened(row)).Store(accumulator);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddScaled(int* accumulator, sbyte* row, int length, TLanes factor)
    {
        nint i = 0;
        for (; i <= length - (4 * TLanes.Count); i += 4 * TLanes.Count)
        {
            AddScaledLanes(accumulator + i, row + i, factor);
            AddScaledLanes(accumulator + i + TLanes.Count, row + i + TLanes.Count, factor);
            AddScaledLanes(accumulator + i + (2 * TLanes.Count), row + i + (2 * TLanes.Count), factor);
            AddScaledLanes(accumulator + i + (3 * TLanes.Count), row + i + (3 * TLanes.Count), factor);
        }

        for (; i <= length - TLanes.Count; i += TLanes.Count)
        {
            AddScaledLanes(accumulator + i, row + i, factor);
        }

        if (i < length)
        {
            (TLanes.Load(accumulator + i) + (TLanes.LoadWidenedFirst(row + i, (int)(length - i)) * factor)).Store(accumulator + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void AddScaledLanes(int* accumulator, sbyte* row, TLanes factor) =>
        (TLanes.Load(accumulator) + (TLanes.LoadWidened(row) * factor)).Store(accumulator);
}
