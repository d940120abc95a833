using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Neuromorphic.Core.Kernels;

/// <summary>Sixteen lanes in a 512-bit vector.</summary>
public readonly unsafe struct Lanes512(Vector512<int> value) : ILanes<Lanes512>
{
    /// <summary>The vector.</summary>
    public Vector512<int> Value { get; } = value;

    /// <inheritdoc/>
    public static int Count => 16;

    /// <inheritdoc/>
    public static bool IsAccelerated => Vector512.IsHardwareAccelerated;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Create(int value) => new(Vector512.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Load(int* source) => new(Vector512.Load(source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 LoadWidened(sbyte* source)
    {
        Vector128<sbyte> bytes = Vector128.Load(source);
        if (Avx512F.IsSupported)
        {
            return new(Avx512F.ConvertToVector512Int32(bytes));
        }

        Vector256<short> words = Vector256.Create(Vector128.WidenLower(bytes), Vector128.WidenUpper(bytes));
        return new(Vector512.Create(Vector256.WidenLower(words), Vector256.WidenUpper(words)));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 LoadWidened(short* source)
    {
        Vector256<short> words = Vector256.Load(source);
        return Avx512F.IsSupported
            ? new(Avx512F.ConvertToVector512Int32(words))
            : new(Vector512.Create(Vector256.WidenLower(words), Vector256.WidenUpper(words)));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 LoadWidenedFirst(sbyte* source, int count) =>
        new(LoadWidened(source).Value & Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(int* destination) => Value.Store(destination);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreNarrowed(short* destination) => Vector512.Narrow(Value, Value).GetLower().Store(destination);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator +(Lanes512 a, Lanes512 b) => new(a.Value + b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator -(Lanes512 a, Lanes512 b) => new(a.Value - b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator *(Lanes512 a, Lanes512 b) => new(a.Value * b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 DecayTowardZero(Lanes512 value, int keep)
    {
        if (Avx512BW.IsSupported)
        {
            // value = high · 2¹⁵ + low. The words of a pair are low and the sign, 0 or −1: one instruction forms
            // low · keep and adds 4095 below zero, which turns the shift's rounding toward −∞ into one toward zero.
            const int SignWord = -4095 << 16;
            Vector512<int> high = value.Value >> 15;
            Vector512<int> pairs = (value.Value & Vector512.Create(0x7FFF)) | (high & Vector512.Create(-0x10000));
            Vector512<int> product = Avx512BW.MultiplyAddAdjacent(pairs.AsInt16(), Vector512.Create(keep | SignWord).AsInt16());
            return new((high * Vector512.Create(keep << 3)) + (product >> 12));
        }

        Vector512<int> magnitude = Vector512.Abs(value.Value);
        Vector512<int> factor = Vector512.Create(keep);
        return WithSignOf(new(((magnitude >>> 12) * factor) + (((magnitude & Vector512.Create(0xFFF)) * factor) >>> 12)), value);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 WithSignOf(Lanes512 magnitude, Lanes512 sign) =>
        new((magnitude.Value ^ (sign.Value >> 31)) - (sign.Value >> 31));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator &(Lanes512 a, Lanes512 b) => new(a.Value & b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator ^(Lanes512 a, Lanes512 b) => new(a.Value ^ b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator >>(Lanes512 a, int count) => new(a.Value >> count);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator >>>(Lanes512 a, int count) => new(a.Value >>> count);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 ShiftRight(Lanes512 value, Lanes512 counts) => Avx512F.IsSupported
        ? new(Avx512F.ShiftRightArithmeticVariable(value.Value, counts.Value.AsUInt32()))
        : new(Vector512.Create(
            Lanes256.ShiftRight(new(value.Value.GetLower()), new(counts.Value.GetLower())).Value,
            Lanes256.ShiftRight(new(value.Value.GetUpper()), new(counts.Value.GetUpper())).Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Gather(int* source, Lanes512 indices) => new(Vector512.Create(
        Lanes256.Gather(source, new(indices.Value.GetLower())).Value, Lanes256.Gather(source, new(indices.Value.GetUpper())).Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 LookUp(int* table, Lanes512 indices) => Avx512F.IsSupported
        ? new(Avx512F.PermuteVar16x32x2(Vector512.Load(table), indices.Value, Vector512.Load(table + 16)))
        : Gather(table, indices);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator |(Lanes512 a, Lanes512 b) => new(a.Value | b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator <<(Lanes512 a, int count) => new(a.Value << count);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 MultiplyHighUnsigned(Lanes512 a, Lanes512 b)
    {
        if (Avx512F.IsSupported)
        {
            Vector512<ulong> even = Avx512F.Multiply(a.Value.AsUInt32(), b.Value.AsUInt32());
            Vector512<ulong> odd = Avx512F.Multiply((a.Value.AsUInt64() >>> 32).AsUInt32(), (b.Value.AsUInt64() >>> 32).AsUInt32());
            return new(((even >>> 32) | (odd & Vector512.Create(0xFFFFFFFF_00000000UL))).AsInt32());
        }

        (Vector512<ulong> aLow, Vector512<ulong> aHigh) = Vector512.Widen(a.Value.AsUInt32());
        (Vector512<ulong> bLow, Vector512<ulong> bHigh) = Vector512.Widen(b.Value.AsUInt32());
        return new(Vector512.Narrow((aLow * bLow) >>> 32, (aHigh * bHigh) >>> 32).AsInt32());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddCounts(int* target, ulong* digits, int count, int weight) =>
        BitCounts.Add512(target, digits, count, weight);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Min(Lanes512 a, Lanes512 b) => new(Vector512.Min(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Max(Lanes512 a, Lanes512 b) => new(Vector512.Max(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 SelectWhereGreater(Lanes512 a, Lanes512 b, Lanes512 then, Lanes512 otherwise) =>
        new(Vector512.ConditionalSelect(Vector512.GreaterThan(a.Value, b.Value), then.Value, otherwise.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 SubtractWhereGreater(Lanes512 a, Lanes512 b, Lanes512 value, Lanes512 amount) =>
        new(Vector512.ConditionalSelect(Vector512.GreaterThan(a.Value, b.Value), value.Value - amount.Value, value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 SelectWhereAtLeast(Lanes512 a, Lanes512 b, Lanes512 then, Lanes512 otherwise) =>
        new(Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(a.Value, b.Value), then.Value, otherwise.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong MaskGreater(Lanes512 a, Lanes512 b) =>
        Vector512.GreaterThan(a.Value, b.Value).ExtractMostSignificantBits();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 SubtractWhereAtLeast(Lanes512 value, Lanes512 threshold) =>
        new(Vector512.ConditionalSelect(
            Vector512.GreaterThanOrEqual(value.Value, threshold.Value), value.Value - threshold.Value, value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 ReplaceWhereAtLeast(Lanes512 value, Lanes512 threshold, Lanes512 replacement) =>
        new(Vector512.ConditionalSelect(
            Vector512.GreaterThanOrEqual(value.Value, threshold.Value), replacement.Value, value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddRows(int* accumulator, sbyte** rows, int count, nint offset, int length) =>
        RowTile<ShortLanes512>.Add(accumulator, rows, count, offset, length);

    /// <inheritdoc/>
    public static int RowLanes => ShortLanes512.Count;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong MaskAtLeast(Lanes512 value, Lanes512 threshold) =>
        Vector512.GreaterThanOrEqual(value.Value, threshold.Value).ExtractMostSignificantBits();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong MaskNonZero(Lanes512 value) =>
        (~Vector512.Equals(value.Value, Vector512<int>.Zero)).ExtractMostSignificantBits() & 0xFFFFUL;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong MasksNonZero(Lanes512 a, Lanes512 b, Lanes512 c, Lanes512 d)
    {
        if (Avx512BW.IsSupported)
        {
            // Saturation keeps what is not zero away from zero; packing works within 128 bits, so the order is put right after it.
            Vector512<sbyte> bytes = Avx512BW.PackSignedSaturate(
                Avx512BW.PackSignedSaturate(a.Value, b.Value), Avx512BW.PackSignedSaturate(c.Value, d.Value));
            return (~Vector512.Equals(Avx512F.PermuteVar16x32(bytes.AsInt32(), Vector512.Create(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15)).AsSByte(), Vector512<sbyte>.Zero)).ExtractMostSignificantBits();
        }

        return MaskNonZero(a) | (MaskNonZero(b) << Count) | (MaskNonZero(c) << (2 * Count)) | (MaskNonZero(d) << (3 * Count));
    }
}
