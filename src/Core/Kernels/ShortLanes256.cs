using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Neuromorphic.Core.Kernels;

/// <summary>Sixteen 16-bit lanes in a 256-bit vector.</summary>
public readonly unsafe struct ShortLanes256(Vector256<short> value) : IShortLanes<ShortLanes256>
{
    /// <summary>The vector.</summary>
    public Vector256<short> Value { get; } = value;

    /// <inheritdoc/>
    public static int Count => 16;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortLanes256 Create(short value) => new(Vector256.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortLanes256 Load(short* source) => new(Vector256.Load(source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortLanes256 LoadWidened(sbyte* source)
    {
        if (Avx2.IsSupported)
        {
            return new(Avx2.ConvertToVector256Int16(source));
        }

        Vector128<sbyte> bytes = Vector128.Load(source);
        return new(Vector256.Create(Vector128.WidenLower(bytes), Vector128.WidenUpper(bytes)));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(short* destination) => Value.Store(destination);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddTo(int* accumulator)
    {
        Vector256<int> low;
        Vector256<int> high;
        if (Avx2.IsSupported)
        {
            low = Avx2.ConvertToVector256Int32(Value.GetLower());
            high = Avx2.ConvertToVector256Int32(Value.GetUpper());
        }
        else
        {
            (low, high) = Vector256.Widen(Value);
        }

        (Vector256.Load(accumulator) + low).Store(accumulator);
        (Vector256.Load(accumulator + 8) + high).Store(accumulator + 8);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortLanes256 operator +(ShortLanes256 a, ShortLanes256 b) => new(a.Value + b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortLanes256 operator -(ShortLanes256 a, ShortLanes256 b) => new(a.Value - b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortLanes256 AddSaturated(ShortLanes256 a, ShortLanes256 b) => new(Vector256.AddSaturate(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortLanes256 MultiplyHigh(ShortLanes256 a, ShortLanes256 b)
    {
        if (Avx2.IsSupported)
        {
            return new(Avx2.MultiplyHigh(a.Value, b.Value));
        }

        (Vector256<int> aLow, Vector256<int> aHigh) = Vector256.Widen(a.Value);
        (Vector256<int> bLow, Vector256<int> bHigh) = Vector256.Widen(b.Value);
        return new(Vector256.Narrow((aLow * bLow) >> 16, (aHigh * bHigh) >> 16));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortLanes256 ReplaceWhereAtLeast(ShortLanes256 value, ShortLanes256 threshold, ShortLanes256 replacement) =>
        new(Vector256.ConditionalSelect(
            Vector256.GreaterThanOrEqual(value.Value, threshold.Value), replacement.Value, value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong MaskAtLeast(ShortLanes256 value, ShortLanes256 threshold) =>
        Vector256.GreaterThanOrEqual(value.Value, threshold.Value).ExtractMostSignificantBits();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong MaskNonZero(ShortLanes256 value) =>
        (~Vector256.Equals(value.Value, Vector256<short>.Zero)).ExtractMostSignificantBits() & 0xFFFFUL;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortLanes256 operator &(ShortLanes256 a, ShortLanes256 b) => new(a.Value & b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortLanes256 operator ^(ShortLanes256 a, ShortLanes256 b) => new(a.Value ^ b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortLanes256 operator <<(ShortLanes256 a, int count) => new(a.Value << count);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortLanes256 operator >>(ShortLanes256 a, int count) => new(a.Value >> count);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortLanes256 Min(ShortLanes256 a, ShortLanes256 b) => new(Vector256.Min(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortLanes256 Max(ShortLanes256 a, ShortLanes256 b) => new(Vector256.Max(a.Value, b.Value));
}
