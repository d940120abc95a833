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
    public static Lanes512 LoadWidenedFirst(sbyte* source, int count) =>
        new(LoadWidened(source).Value & Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(int* destination) => Value.Store(destination);

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
    public static Lanes512 SubtractWhereAtLeast(Lanes512 value, Lanes512 threshold) =>
        new(value.Value - (Vector512.GreaterThanOrEqual(value.Value, threshold.Value) & threshold.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 ReplaceWhereAtLeast(Lanes512 value, Lanes512 threshold, Lanes512 replacement) =>
        new(Vector512.ConditionalSelect(
            Vector512.GreaterThanOrEqual(value.Value, threshold.Value), replacement.Value, value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 AddWhereNegative(Lanes512 value, Lanes512 sign, Lanes512 addend) =>
        new(Vector512.ConditionalSelect(
            Vector512.LessThan(sign.Value, Vector512<int>.Zero), value.Value + addend.Value, value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddRows(int* accumulator, sbyte** rows, int count, int length) =>
        RowTile<ShortLanes512>.Add(accumulator, rows, count, length);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong MaskAtLeast(Lanes512 value, Lanes512 threshold) =>
        Vector512.GreaterThanOrEqual(value.Value, threshold.Value).ExtractMostSignificantBits();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong MaskNonZero(Lanes512 value) =>
        (~Vector512.Equals(value.Value, Vector512<int>.Zero)).ExtractMostSignificantBits() & 0xFFFFUL;
}
