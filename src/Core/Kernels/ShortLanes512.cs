using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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
    public void Store(short* destination) => Value.Store(destination);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortLanes512 AddSaturated(ShortLanes512 a, ShortLanes512 b) => new(Vector512.AddSaturate(a.Value, b.Value));

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
