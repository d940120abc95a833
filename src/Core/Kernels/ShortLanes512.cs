using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Neuromorphic.Core.Kernels;

/// <summary>Thirty-two 16-bit lanes in a 512-bit vector.</summary>
public readonly unsafe struct ShortLanes512(Vector512<short> value) : IShortLanes<ShortLanes512>
{
    /// <summary>The vector.</summary>
    public Vector512<short> Value { get; } = value;

    /// <inheritdoc/>
    public static int Count => 32;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortLanes512 Create(short value) => new(Vector512.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortLanes512 Load(short* source) => new(Vector512.Load(source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortLanes512 LoadWidened(sbyte* source)
    {
        Vector256<sbyte> bytes = Vector256.Load(source);
        if (Avx512BW.IsSupported)
        {
            return new(Avx512BW.ConvertToVector512Int16(bytes));
        }

        return new(Vector512.Create(Vector256.WidenLower(bytes), Vector256.WidenUpper(bytes)));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(short* destination) => Value.Store(destination);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddTo(int* accumulator)
    {
        Vector512<int> low;
        Vector512<int> high;
        if (Avx512F.IsSupported)
        {
            low = Avx512F.ConvertToVector512Int32(Value.GetLower());
            high = Avx512F.ConvertToVector512Int32(Value.GetUpper());
        }
        else
        {
            (low, high) = Vector512.Widen(Value);
        }

        (Vector512.Load(accumulator) + low).Store(accumulator);
        (Vector512.Load(accumulator + 16) + high).Store(accumulator + 16);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortLanes512 operator +(ShortLanes512 a, ShortLanes512 b) => new(a.Value + b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortLanes512 operator -(ShortLanes512 a, ShortLanes512 b) => new(a.Value - b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortLanes512 AddSaturated(ShortLanes512 a, ShortLanes512 b) => new(Vector512.AddSaturate(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortLanes512 MultiplyHigh(ShortLanes512 a, ShortLanes512 b)
    {
        if (Avx512BW.IsSupported)
        {
            return new(Avx512BW.MultiplyHigh(a.Value, b.Value));
        }

        (Vector512<int> aLow, Vector512<int> aHigh) = Vector512.Widen(a.Value);
        (Vector512<int> bLow, Vector512<int> bHigh) = Vector512.Widen(b.Value);
        return new(Vector512.Narrow((aLow * bLow) >> 16, (aHigh * bHigh) >> 16));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortLanes512 ReplaceWhereAtLeast(ShortLanes512 value, ShortLanes512 threshold, ShortLanes512 replacement) =>
        new(Vector512.ConditionalSelect(
            Vector512.GreaterThanOrEqual(value.Value, threshold.Value), replacement.Value, value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong MaskAtLeast(ShortLanes512 value, ShortLanes512 threshold) =>
        Vector512.GreaterThanOrEqual(value.Value, threshold.Value).ExtractMostSignificantBits();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong MaskNonZero(ShortLanes512 value) =>
        (~Vector512.Equals(value.Value, Vector512<short>.Zero)).ExtractMostSignificantBits() & 0xFFFFFFFFUL;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortLanes512 operator &(ShortLanes512 a, ShortLanes512 b) => new(a.Value & b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortLanes512 operator ^(ShortLanes512 a, ShortLanes512 b) => new(a.Value ^ b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortLanes512 operator <<(ShortLanes512 a, int count) => new(a.Value << count);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortLanes512 operator >>(ShortLanes512 a, int count) => new(a.Value >> count);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortLanes512 Min(ShortLanes512 a, ShortLanes512 b) => new(Vector512.Min(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortLanes512 Max(ShortLanes512 a, ShortLanes512 b) => new(Vector512.Max(a.Value, b.Value));
}
