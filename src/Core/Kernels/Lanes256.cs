using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Neuromorphic.Core.Kernels;

/// <summary>Eight lanes in a 256-bit vector.</summary>
public readonly unsafe struct Lanes256(Vector256<int> value) : ILanes<Lanes256>
{
    /// <summary>The vector.</summary>
    public Vector256<int> Value { get; } = value;

    /// <inheritdoc/>
    public static int Count => 8;

    /// <inheritdoc/>
    public static bool IsAccelerated => Vector256.IsHardwareAccelerated;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Create(int value) => new(Vector256.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Load(int* source) => new(Vector256.Load(source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 LoadWidened(sbyte* source)
    {
        if (Avx2.IsSupported)
        {
            return new(Avx2.ConvertToVector256Int32(source));
        }

        Vector128<short> words = Vector128.WidenLower(
            Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<long>(source)).AsSByte());
        return new(Vector256.Create(Vector128.WidenLower(words), Vector128.WidenUpper(words)));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 LoadWidened(short* source)
    {
        if (Avx2.IsSupported)
        {
            return new(Avx2.ConvertToVector256Int32(source));
        }

        Vector128<short> words = Vector128.Load(source);
        return new(Vector256.Create(Vector128.WidenLower(words), Vector128.WidenUpper(words)));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 LoadWidenedFirst(sbyte* source, int count) =>
        new(LoadWidened(source).Value & Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(count)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(int* destination) => Value.Store(destination);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreNarrowed(short* destination) => Vector256.Narrow(Value, Value).GetLower().Store(destination);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator +(Lanes256 a, Lanes256 b) => new(a.Value + b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator -(Lanes256 a, Lanes256 b) => new(a.Value - b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator *(Lanes256 a, Lanes256 b) => new(a.Value * b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 DecayTowardZero(Lanes256 value, int keep)
    {
        Vector256<int> magnitude = Vector256.Abs(value.Value);
        Vector256<int> factor = Vector256.Create(keep);
        Vector256<int> low = Avx2.IsSupported
            ? Avx2.MultiplyHigh((magnitude << 4).AsUInt16(), factor.AsUInt16()).AsInt32()
            : ((magnitude & Vector256.Create(0xFFF)) * factor) >>> 12;
        return WithSignOf(new(((magnitude >>> 12) * factor) + low), value);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 WithSignOf(Lanes256 magnitude, Lanes256 sign) => Avx2.IsSupported
        ? new(Avx2.Sign(magnitude.Value, sign.Value))
        : new((magnitude.Value ^ (sign.Value >> 31)) - (sign.Value >> 31));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator &(Lanes256 a, Lanes256 b) => new(a.Value & b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator ^(Lanes256 a, Lanes256 b) => new(a.Value ^ b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator >>(Lanes256 a, int count) => new(a.Value >> count);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator >>>(Lanes256 a, int count) => new(a.Value >>> count);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 ShiftRight(Lanes256 value, Lanes256 counts) => Avx2.IsSupported
        ? new(Avx2.ShiftRightArithmeticVariable(value.Value, counts.Value.AsUInt32()))
        : new(Vector256.Create(
            Lanes128.ShiftRight(new(value.Value.GetLower()), new(counts.Value.GetLower())).Value,
            Lanes128.ShiftRight(new(value.Value.GetUpper()), new(counts.Value.GetUpper())).Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Gather(int* source, Lanes256 indices) => Avx2.IsSupported
        ? new(Avx2.GatherVector256(source, indices.Value, sizeof(int)))
        : new(Vector256.Create(
            Lanes128.Gather(source, new(indices.Value.GetLower())).Value, Lanes128.Gather(source, new(indices.Value.GetUpper())).Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 LookUp(int* table, Lanes256 indices) => Gather(table, indices);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator |(Lanes256 a, Lanes256 b) => new(a.Value | b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator <<(Lanes256 a, int count) => new(a.Value << count);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 MultiplyHighUnsigned(Lanes256 a, Lanes256 b)
    {
        if (Avx2.IsSupported)
        {
            Vector256<ulong> even = Avx2.Multiply(a.Value.AsUInt32(), b.Value.AsUInt32());
            Vector256<ulong> odd = Avx2.Multiply((a.Value.AsUInt64() >>> 32).AsUInt32(), (b.Value.AsUInt64() >>> 32).AsUInt32());
            return new(((even >>> 32) | (odd & Vector256.Create(0xFFFFFFFF_00000000UL))).AsInt32());
        }

        (Vector256<ulong> aLow, Vector256<ulong> aHigh) = Vector256.Widen(a.Value.AsUInt32());
        (Vector256<ulong> bLow, Vector256<ulong> bHigh) = Vector256.Widen(b.Value.AsUInt32());
        return new(Vector256.Narrow((aLow * bLow) >>> 32, (aHigh * bHigh) >>> 32).AsInt32());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddCounts(int* target, ulong* digits, int count, int weight) =>
        BitCounts.Add256(target, digits, count, weight);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Min(Lanes256 a, Lanes256 b) => new(Vector256.Min(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Max(Lanes256 a, Lanes256 b) => new(Vector256.Max(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 SelectWhereGreater(Lanes256 a, Lanes256 b, Lanes256 then, Lanes256 otherwise) =>
        new(Vector256.ConditionalSelect(Vector256.GreaterThan(a.Value, b.Value), then.Value, otherwise.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 SubtractWhereGreater(Lanes256 a, Lanes256 b, Lanes256 value, Lanes256 amount) =>
        new(value.Value - (Vector256.GreaterThan(a.Value, b.Value) & amount.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 SelectWhereAtLeast(Lanes256 a, Lanes256 b, Lanes256 then, Lanes256 otherwise) =>
        new(Vector256.ConditionalSelect(Vector256.GreaterThanOrEqual(a.Value, b.Value), then.Value, otherwise.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong MaskGreater(Lanes256 a, Lanes256 b) =>
        Vector256.GreaterThan(a.Value, b.Value).ExtractMostSignificantBits();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 SubtractWhereAtLeast(Lanes256 value, Lanes256 threshold) =>
        new(value.Value - (Vector256.GreaterThanOrEqual(value.Value, threshold.Value) & threshold.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 ReplaceWhereAtLeast(Lanes256 value, Lanes256 threshold, Lanes256 replacement) =>
        new(Vector256.ConditionalSelect(
            Vector256.GreaterThanOrEqual(value.Value, threshold.Value), replacement.Value, value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddRows(int* accumulator, sbyte** rows, int count, nint offset, int length) =>
        RowTile<ShortLanes256>.Add(accumulator, rows, count, offset, length);

    /// <inheritdoc/>
    public static int RowLanes => ShortLanes256.Count;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong MaskAtLeast(Lanes256 value, Lanes256 threshold) =>
        Vector256.GreaterThanOrEqual(value.Value, threshold.Value).ExtractMostSignificantBits();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong MaskNonZero(Lanes256 value) =>
        (~Vector256.Equals(value.Value, Vector256<int>.Zero)).ExtractMostSignificantBits() & 0xFFUL;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong MasksNonZero(Lanes256 a, Lanes256 b, Lanes256 c, Lanes256 d)
    {
        if (Avx2.IsSupported)
        {
            // Saturation keeps what is not zero away from zero; packing works within 128 bits, so the order is put right after it.
            Vector256<sbyte> bytes = Avx2.PackSignedSaturate(
                Avx2.PackSignedSaturate(a.Value, b.Value), Avx2.PackSignedSaturate(c.Value, d.Value));
            return (~Vector256.Equals(Avx2.PermuteVar8x32(bytes.AsInt32(), Vector256.Create(0, 4, 1, 5, 2, 6, 3, 7)).AsSByte(), Vector256<sbyte>.Zero)).ExtractMostSignificantBits() & 0xFFFFFFFFUL;
        }

        return MaskNonZero(a) | (MaskNonZero(b) << Count) | (MaskNonZero(c) << (2 * Count)) | (MaskNonZero(d) << (3 * Count));
    }
}
