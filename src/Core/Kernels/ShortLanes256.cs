using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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
    public void Store(short* destination) => Value.Store(destination);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortLanes256 AddSaturated(ShortLanes256 a, ShortLanes256 b) => new(Vector256.AddSaturate(a.Value, b.Value));

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
