using System.Runtime.CompilerServices;

namespace Neuromorphic.Core.Kernels;

/// <summary>One lane: the definition of what every wider implementation must compute in each of its lanes.</summary>
public readonly unsafe struct ScalarLanes(int value) : ILanes<ScalarLanes>
{
    /// <summary>The lane.</summary>
    public int Value { get; } = value;

    /// <inheritdoc/>
    public static int Count => 1;

    /// <inheritdoc/>
    public static bool IsAccelerated => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes Create(int value) => new(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes Load(int* source) => new(*source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes LoadWidened(sbyte* source) => new(*source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes LoadWidened(short* source) => new(*source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes LoadWidenedFirst(sbyte* source, int count) => new(count > 0 ? *source : 0);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(int* destination) => *destination = Value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreNarrowed(short* destination) => *destination = unchecked((short)Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes operator +(ScalarLanes a, ScalarLanes b) => new(unchecked(a.Value + b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes operator -(ScalarLanes a, ScalarLanes b) => new(unchecked(a.Value - b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes operator *(ScalarLanes a, ScalarLanes b) => new(unchecked(a.Value * b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes DecayTowardZero(ScalarLanes value, int keep)
    {
        int magnitude = (int)(((ulong)Math.Abs((long)value.Value) * (uint)keep) >> 12);
        return new(value.Value < 0 ? unchecked(-magnitude) : magnitude);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes WithSignOf(ScalarLanes magnitude, ScalarLanes sign) =>
        sign.Value < 0 ? new(unchecked(-magnitude.Value)) : magnitude;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes operator &(ScalarLanes a, ScalarLanes b) => new(a.Value & b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes operator ^(ScalarLanes a, ScalarLanes b) => new(a.Value ^ b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes operator >>(ScalarLanes a, int count) => new(a.Value >> count);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes operator >>>(ScalarLanes a, int count) => new(a.Value >>> count);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes ShiftRight(ScalarLanes value, ScalarLanes counts) => new(value.Value >> counts.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes Gather(int* source, ScalarLanes indices) => new(source[indices.Value]);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes LookUp(int* table, ScalarLanes indices) => Gather(table, indices);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes operator |(ScalarLanes a, ScalarLanes b) => new(a.Value | b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes operator <<(ScalarLanes a, int count) => new(a.Value << count);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes MultiplyHighUnsigned(ScalarLanes a, ScalarLanes b) =>
        new((int)(((ulong)(uint)a.Value * (uint)b.Value) >> 32));

    /// <inheritdoc/>
    public static void AddCounts(int* target, ulong* digits, int count, int weight)
    {
        for (int i = 0; i < 64; i++)
        {
            for (int digit = 0; digit < count; digit++)
            {
                target[i] += (int)((digits[digit] >> i) & 1) * (weight << digit);
            }
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes Min(ScalarLanes a, ScalarLanes b) => a.Value < b.Value ? a : b;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes Max(ScalarLanes a, ScalarLanes b) => a.Value > b.Value ? a : b;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes SelectWhereGreater(ScalarLanes a, ScalarLanes b, ScalarLanes then, ScalarLanes otherwise) =>
        a.Value > b.Value ? then : otherwise;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes SubtractWhereGreater(ScalarLanes a, ScalarLanes b, ScalarLanes value, ScalarLanes amount) =>
        a.Value > b.Value ? value - amount : value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes SelectWhereAtLeast(ScalarLanes a, ScalarLanes b, ScalarLanes then, ScalarLanes otherwise) =>
        a.Value >= b.Value ? then : otherwise;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong MaskGreater(ScalarLanes a, ScalarLanes b) => a.Value > b.Value ? 1UL : 0UL;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes SubtractWhereAtLeast(ScalarLanes value, ScalarLanes threshold) =>
        value.Value >= threshold.Value ? value - threshold : value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes ReplaceWhereAtLeast(ScalarLanes value, ScalarLanes threshold, ScalarLanes replacement) =>
        value.Value >= threshold.Value ? replacement : value;

    /// <inheritdoc/>
    public static int RowLanes => 1;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddRows(int* accumulator, sbyte** rows, int count, nint offset, int length)
    {
        for (int r = 0; r < count; r++)
        {
            sbyte* row = rows[r] + offset;
            for (int i = 0; i < length; i++)
            {
                accumulator[i] = unchecked(accumulator[i] + row[i]);
            }
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong MaskAtLeast(ScalarLanes value, ScalarLanes threshold) =>
        value.Value >= threshold.Value ? 1UL : 0UL;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong MaskNonZero(ScalarLanes value) => value.Value != 0 ? 1UL : 0UL;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong MasksNonZero(ScalarLanes a, ScalarLanes b, ScalarLanes c, ScalarLanes d) =>
        MaskNonZero(a) | (MaskNonZero(b) << 1) | (MaskNonZero(c) << 2) | (MaskNonZero(d) << 3);
}
