using System.Runtime.CompilerServices;

namespace Neuromorphic.Core.Kernels;

/// <summary>What holds for adding several rows at once, whatever the width.</summary>
public static class RowTile
{
    /// <summary>Rows that a 16-bit sum of signed bytes holds without overflow: 256 × −128 is its least value.</summary>
    public const int MostRows = 256;
}

/// <summary>
/// Adds several rows of signed bytes to an accumulator: the sums of a strip of columns stay in registers while all rows
/// pass by, in 16 bits, and are widened once. The result is that of adding row after row.
/// </summary>
/// <remarks>
/// Row after row, every event loads and stores a 32-bit accumulator; here it costs a widening load and half as wide an
/// addition. The strip is eight vectors wide: fewer leave the additions waiting for each other, more do not fit the
/// registers.
/// </remarks>
static unsafe class RowTile<TLanes>
    where TLanes : unmanaged, IShortLanes<TLanes>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(int* accumulator, sbyte** rows, int count, nint offset, int length)
    {
        sbyte** end = rows + count;
        nint column = 0;
        for (; column <= length - (8 * TLanes.Count); column += 8 * TLanes.Count)
        {
            AddEight(accumulator + column, rows, end, offset + column);
        }

        // The last vector may go on beyond the length, where the rows hold zeros; never beyond a multiple of its lanes.
        if (column <= length - (4 * TLanes.Count))
        {
            AddFour(accumulator + column, rows, end, offset + column);
            column += 4 * TLanes.Count;
        }

        for (; column < length; column += TLanes.Count)
        {
            AddOne(accumulator + column, rows, end, offset + column);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void AddEight(int* accumulator, sbyte** rows, sbyte** end, nint column)
    {
        TLanes s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
        for (sbyte** row = rows; row < end; row++)
        {
            sbyte* weights = *row + column;
            s0 += TLanes.LoadWidened(weights);
            s1 += TLanes.LoadWidened(weights + TLanes.Count);
            s2 += TLanes.LoadWidened(weights + (2 * TLanes.Count));
            s3 += TLanes.LoadWidened(weights + (3 * TLanes.Count));
            s4 += TLanes.LoadWidened(weights + (4 * TLanes.Count));
            s5 += TLanes.LoadWidened(weights + (5 * TLanes.Count));
            s6 += TLanes.LoadWidened(weights + (6 * TLanes.Count));
            s7 += TLanes.LoadWidened(weights + (7 * TLanes.Count));
        }

        s0.AddTo(accumulator);
        s1.AddTo(accumulator + TLanes.Count);
        s2.AddTo(accumulator + (2 * TLanes.Count));
        s3.AddTo(accumulator + (3 * TLanes.Count));
        s4.AddTo(accumulator + (4 * TLanes.Count));
        s5.AddTo(accumulator + (5 * TLanes.Count));
        s6.AddTo(accumulator + (6 * TLanes.Count));
        s7.AddTo(accumulator + (7 * TLanes.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void AddFour(int* accumulator, sbyte** rows, sbyte** end, nint column)
    {
        TLanes s0 = default, s1 = default, s2 = default, s3 = default;
        for (sbyte** row = rows; row < end; row++)
        {
            sbyte* weights = *row + column;
            s0 += TLanes.LoadWidened(weights);
            s1 += TLanes.LoadWidened(weights + TLanes.Count);
            s2 += TLanes.LoadWidened(weights + (2 * TLanes.Count));
            s3 += TLanes.LoadWidened(weights + (3 * TLanes.Count));
        }

        s0.AddTo(accumulator);
        s1.AddTo(accumulator + TLanes.Count);
        s2.AddTo(accumulator + (2 * TLanes.Count));
        s3.AddTo(accumulator + (3 * TLanes.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void AddOne(int* accumulator, sbyte** rows, sbyte** end, nint column)
    {
        TLanes sum = default;
        for (sbyte** row = rows; row < end; row++)
        {
            sum += TLanes.LoadWidened(*row + column);
        }

        sum.AddTo(accumulator);
    }
}
