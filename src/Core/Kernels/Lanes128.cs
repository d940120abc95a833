using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Neuromorphic.Core.Kernels;

/// <summary>Four lanes in a 128-bit vector.</summary>
public readonly unsafe struct Lanes128(Vector128<int> value) : ILanes<Lanes128>
{
    /// <summary>The vector.</summary>
    public Vector128<int> Value { get; } = value;

    /// <inheritdoc/>
    public static int Count => 4;

    /// <inheritdoc/>
    public static bool IsAccelerated => Vector128.IsHardwareAccelerated;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Create(int value) => new(Vector128.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Load(int* source) => new(Vector128.Load(source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 LoadWidened(sbyte* source)
    {
        if (Sse41.IsSupported)
        {
            return new(Sse41.ConvertToVector128Int32(source));
        }

        Vector128<short> words = Vector128.WidenLower(
            Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<int>(source)).AsSByte());
        return new(Vector128.WidenLower(words));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 LoadWidened(short* source) =>
        new(Vector128.WidenLower(Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<long>(source)).AsInt16()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 LoadWidenedFirst(sbyte* source, int count) =>
        new(LoadWidened(source).Value & Vector128.LessThan(Vector128<int>.Indices, Vector128.Create(count)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(int* destination) => Value.Store(destination);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreNarrowed(short* destination) => Unsafe.WriteUnaligned(destination, Vector128.Narrow(Value, Value).AsInt64().ToScalar());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator +(Lanes128 a, Lanes128 b) => new(a.Value + b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator -(Lanes128 a, Lanes128 b) => new(a.Value - b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator *(Lanes128 a, Lanes128 b) => new(a.Value * b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 DecayTowardZero(Lanes128 value, int keep)
    {
        Vector128<int> magnitude = Vector128.Abs(value.Value);
        Vector128<int> factor = Vector128.Create(keep);
        Vector128<int> low = Sse2.IsSupported
            ? Sse2.MultiplyHigh((magnitude << 4).AsUInt16(), factor.AsUInt16()).AsInt32()
            : ((magnitude & Vector128.Create(0xFFF)) * factor) >>> 12;
        return WithSignOf(new(((magnitude >>> 12) * factor) + low), value);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 WithSignOf(Lanes128 magnitude, Lanes128 sign) => Ssse3.IsSupported
        ? new(Ssse3.Sign(magnitude.Value, sign.Value))
        : new((magnitude.Value ^ (sign.Value >> 31)) - (sign.Value >> 31));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator &(Lanes128 a, Lanes128 b) => new(a.Value & b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator ^(Lanes128 a, Lanes128 b) => new(a.Value ^ b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator >>(Lanes128 a, int count) => new(a.Value >> count);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator >>>(Lanes128 a, int count) => new(a.Value >>> count);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 ShiftRight(Lanes128 value, Lanes128 counts) => Avx2.IsSupported
        ? new(Avx2.ShiftRightArithmeticVariable(value.Value, counts.Value.AsUInt32()))
        : new(Vector128.Create(
            value.Value[0] >> counts.Value[0], value.Value[1] >> counts.Value[1], value.Value[2] >> counts.Value[2], value.Value[3] >> counts.Value[3]));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Gather(int* source, Lanes128 indices) => Avx2.IsSupported
        ? new(Avx2.GatherVector128(source, indices.Value, sizeof(int)))
        : new(Vector128.Create(source[indices.Value[0]], source[indices.Value[1]], source[indices.Value[2]], source[indices.Value[3]]));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 LookUp(int* table, Lanes128 indices) => Gather(table, indices);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator |(Lanes128 a, Lanes128 b) => new(a.Value | b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator <<(Lanes128 a, int count) => new(a.Value << count);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 MultiplyHighUnsigned(Lanes128 a, Lanes128 b)
    {
        if (Sse2.IsSupported)
        {
            Vector128<ulong> even = Sse2.Multiply(a.Value.AsUInt32(), b.Value.AsUInt32());
            Vector128<ulong> odd = Sse2.Multiply((a.Value.AsUInt64() >>> 32).AsUInt32(), (b.Value.AsUInt64() >>> 32).AsUInt32());
            return new(((even >>> 32) | (odd & Vector128.Create(0xFFFFFFFF_00000000UL))).AsInt32());
        }

        (Vector128<ulong> aLow, Vector128<ulong> aHigh) = Vector128.Widen(a.Value.AsUInt32());
        (Vector128<ulong> bLow, Vector128<ulong> bHigh) = Vector128.Widen(b.Value.AsUInt32());
        return new(Vector128.Narrow((aLow * bLow) >>> 32, (aHigh * bHigh) >>> 32).AsInt32());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddCounts(int* target, ulong* digits, int count, int weight) =>
        BitCounts.Add128(target, digits, count, weight);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Min(Lanes128 a, Lanes128 b) => new(Vector128.Min(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Max(Lanes128 a, Lanes128 b) => new(Vector128.Max(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 SelectWhereGreater(Lanes128 a, Lanes128 b, Lanes128 then, Lanes128 otherwise) =>
        new(Vector128.ConditionalSelect(Vector128.GreaterThan(a.Value, b.Value), then.Value, otherwise.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 SubtractWhereGreater(Lanes128 a, Lanes128 b, Lanes128 value, Lanes128 amount) =>
        new(value.Value - (Vector128.GreaterThan(a.Value, b.Value) & amount.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 SelectWhereAtLeast(Lanes128 a, Lanes128 b, Lanes128 then, Lanes128 otherwise) =>
        new(Vector128.ConditionalSelect(Vector128.GreaterThanOrEqual(a.Value, b.Value), then.Value, otherwise.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong MaskGreater(Lanes128 a, Lanes128 b) =>
        Vector128.GreaterThan(a.Value, b.Value).ExtractMostSignificantBits();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 SubtractWhereAtLeast(Lanes128 value, Lanes128 threshold) =>
        new(value.Value - (Vector128.GreaterThanOrEqual(value.Value, threshold.Value) & threshold.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 ReplaceWhereAtLeast(Lanes128 value, Lanes128 threshold, Lanes128 replacement) =>
        new(Vector128.ConditionalSelect(
            Vector128.GreaterThanOrEqual(value.Value, threshold.Value), replacement.Value, value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddRows(int* accumulator, sbyte** rows, int count, nint offset, int length) =>
        RowTile<ShortLanes128>.Add(accumulator, rows, count, offset, length);

    /// <inheritdoc/>
    public static int RowLanes => ShortLanes128.Count;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong MaskAtLeast(Lanes128 value, Lanes128 threshold) =>
        Vector128.GreaterThanOrEqual(value.Value, threshold.Value).ExtractMostSignificantBits();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong MaskNonZero(Lanes128 value) =>
        (~Vector128.Equals(value.Value, Vector128<int>.Zero)).ExtractMostSignificantBits() & 0xFUL;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong MasksNonZero(Lanes128 a, Lanes128 b, Lanes128 c, Lanes128 d)
    {
        if (Sse2.IsSupported)
        {
            // Saturation keeps what is not zero away from zero.
            Vector128<sbyte> bytes = Sse2.PackSignedSaturate(
                Sse2.PackSignedSaturate(a.Value, b.Value), Sse2.PackSignedSaturate(c.Value, d.Value));
            return (~Vector128.Equals(bytes, Vector128<sbyte>.Zero)).ExtractMostSignificantBits() & 0xFFFFUL;
        }

        return MaskNonZero(a) | (MaskNonZero(b) << Count) | (MaskNonZero(c) << (2 * Count)) | (MaskNonZero(d) << (3 * Count));
    }
}
