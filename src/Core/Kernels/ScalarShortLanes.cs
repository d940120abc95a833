using System.Runtime.CompilerServices;

namespace Neuromorphic.Core.Kernels;

/// <summary>One 16-bit lane: the definition of what every wider implementation must compute in each of its lanes.</summary>
public readonly unsafe struct ScalarShortLanes(short value) : IShortLanes<ScalarShortLanes>
{
    /// <summary>The lane.</summary>
    public short Value { get; } = value;

    /// <inheritdoc/>
    public static int Count => 1;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarShortLanes Create(short value) => new(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarShortLanes Load(short* source) => new(*source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarShortLanes LoadWidened(sbyte* source) => new(*source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(short* destination) => *destination = Value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddTo(int* accumulator) => *accumulator = unchecked(*accumulator + Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarShortLanes operator +(ScalarShortLanes a, ScalarShortLanes b) => new(unchecked((short)(a.Value + b.Value)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarShortLanes operator -(ScalarShortLanes a, ScalarShortLanes b) => new(unchecked((short)(a.Value - b.Value)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarShortLanes AddSaturated(ScalarShortLanes a, ScalarShortLanes b) =>
        new((short)Math.Clamp(a.Value + b.Value, short.MinValue, short.MaxValue));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarShortLanes MultiplyHigh(ScalarShortLanes a, ScalarShortLanes b) => new((short)((a.Value * b.Value) >> 16));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarShortLanes ReplaceWhereAtLeast(ScalarShortLanes value, ScalarShortLanes threshold, ScalarShortLanes replacement) =>
        value.Value >= threshold.Value ? replacement : value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong MaskAtLeast(ScalarShortLanes value, ScalarShortLanes threshold) => value.Value >= threshold.Value ? 1UL : 0UL;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong MaskNonZero(ScalarShortLanes value) => value.Value != 0 ? 1UL : 0UL;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarShortLanes operator &(ScalarShortLanes a, ScalarShortLanes b) => new((short)(a.Value & b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarShortLanes operator ^(ScalarShortLanes a, ScalarShortLanes b) => new((short)(a.Value ^ b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarShortLanes operator <<(ScalarShortLanes a, int count) => new(unchecked((short)(a.Value << count)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarShortLanes operator >>(ScalarShortLanes a, int count) => new((short)(a.Value >> count));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarShortLanes Min(ScalarShortLanes a, ScalarShortLanes b) => new(Math.Min(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarShortLanes Max(ScalarShortLanes a, ScalarShortLanes b) => new(Math.Max(a.Value, b.Value));
}
