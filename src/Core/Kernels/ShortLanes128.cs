using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Neuromorphic.Core.Kernels;

/// <summary>Eight 16-bit lanes in a 128-bit vector.</summary>
public readonly unsafe struct ShortLanes128(Vector128<short> value) : IShortLanes<ShortLanes128>
{
    /// <summary>The vector.</summary>
    public Vector128<short> Value { get; } = value;

    /// <inheritdoc/>
    public static int Count => 8;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortLanes128 Create(short value) => new(Vector128.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortLanes128 Load(short* source) => new(Vector128.Load(source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortLanes128 LoadWidened(sbyte* source)
    {
        if (Sse41.IsSupported)
        {
            return new(Sse41.ConvertToVector128Int16(source));
        }

        return new(Vector128.WidenLower(Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<long>(source)).AsSByte()));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(short* destination) => Value.Store(destination);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddTo(int* accumulator)
    {
        (Vector128<int> low, Vector128<int> high) = Vector128.Widen(Value);

        (Vector128.Load(accumulator) + low).Store(accumulator);
        (Vector128.Load(accumulator + 4) + high).Store(accumulator + 4);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortLanes128 operator +(ShortLanes128 a, ShortLanes128 b) => new(a.Value + b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortLanes128 operator -(ShortLanes128 a, ShortLanes128 b) => new(a.Value - b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortLanes128 AddSaturated(ShortLanes128 a, ShortLanes128 b) => new(Vector128.AddSaturate(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortLanes128 MultiplyHigh(ShortLanes128 a, ShortLanes128 b)
    {
        if (Sse2.IsSupported)
        {
            return new(Sse2.MultiplyHigh(a.Value, b.Value));
        }

        (Vector128<int> aLow, Vector128<int> aHigh) = Vector128.Widen(a.Value);
        (Vector128<int> bLow, Vector128<int> bHigh) = Vector128.Widen(b.Value);
        return new(Vector128.Narrow((aLow * bLow) >> 16, (aHigh * bHigh) >> 16));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortLanes128 ReplaceWhereAtLeast(ShortLanes128 value, ShortLanes128 threshold, ShortLanes128 replacement) =>
        new(Vector128.ConditionalSelect(
            Vector128.GreaterThanOrEqual(value.Value, threshold.Value), replacement.Value, value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong MaskAtLeast(ShortLanes128 value, ShortLanes128 threshold) =>
        Vector128.GreaterThanOrEqual(value.Value, threshold.Value).ExtractMostSignificantBits();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong MaskNonZero(ShortLanes128 value) =>
        (~Vector128.Equals(value.Value, Vector128<short>.Zero)).ExtractMostSignificantBits() & 0xFFUL;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortLanes128 operator &(ShortLanes128 a, ShortLanes128 b) => new(a.Value & b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortLanes128 operator ^(ShortLanes128 a, ShortLanes128 b) => new(a.Value ^ b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortLanes128 operator <<(ShortLanes128 a, int count) => new(a.Value << count);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortLanes128 operator >>(ShortLanes128 a, int count) => new(a.Value >> count);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortLanes128 Min(ShortLanes128 a, ShortLanes128 b) => new(Vector128.Min(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortLanes128 Max(ShortLanes128 a, ShortLanes128 b) => new(Vector128.Max(a.Value, b.Value));
}
