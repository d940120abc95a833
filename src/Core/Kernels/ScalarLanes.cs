using System.Runtime.CompilerServices;

namespace Neuromorphic.Core.Kernels;

/// <summary>One lane: the definition of what every wider implementation must compute in each of its lanes.</summary>
public readonly unsafe struct ScalarLanes(int value) : ILanes<ScalarLanes>
{
    /// <summary>The lane.</summary>
    public int Value { get; } = value;

    /// <inheritdoc/>
    public static int Count => 1;

    /// <inheritdoc/>
    public static bool IsAccelerated => true;

    /// <inheritdoc/>
    public static ScalarLanes Create(int value) => new(value);

    /// <inheritdoc/>
    public static ScalarLanes Load(int* source) => new(*source);

    /// <inheritdoc/>
    public static ScalarLanes LoadWidened(sbyte* source) => new(*source);

    /// <inheritdoc/>
    public static ScalarLanes LoadWidened(short* source) => new(*source);

    /// <inheritdoc/>
    public static ScalarLanes LoadWidenedFirst(sbyte* source, int count) => new(count > 0 ? *source : 0);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(int* destination) => *destination = Value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreNarrowed(short* destination) => *destination = unchecked((short)Value);

    /// <inheritdoc/>
    public static ScalarLanes operator +(ScalarLanes a, ScalarLanes b) => new(unchecked(a.Value + b.Value));

    /// <inheritdoc/>
    public static ScalarLanes operator -(ScalarLanes a, ScalarLanes b) => new(unchecked(a.Value - b.Value));

    /// <inheritdoc/>
    public static ScalarLanes operator *(ScalarLanes a, ScalarLanes b) => new(unchecked(a.Value * b.Value));

    /// <inheritdoc/>
    public static ScalarLanes operator &(ScalarLanes a, ScalarLanes b) => new(a.Value & b.Value);

    /// <inheritdoc/>
    public static ScalarLanes operator ^(ScalarLanes a, ScalarLanes b) => new(a.Value ^ b.Value);

    /// <inheritdoc/>
    public static ScalarLanes operator >>(ScalarLanes a, int count) => new(a.Value >> count);

    /// <inheritdoc/>
    public static ScalarLanes operator >>>(ScalarLanes a, int count) => new(a.Value >>> count);

    /// <inheritdoc/>
    public static ScalarLanes operator |(ScalarLanes a, ScalarLanes b) => new(a.Value | b.Value);

    /// <inheritdoc/>
    public static ScalarLanes operator <<(ScalarLanes a, int count) => new(a.Value << count);

    /// <inheritdoc/>
    public static ScalarLanes Min(ScalarLanes a, ScalarLanes b) => a.Value < b.Value ? a : b;

    /// <inheritdoc/>
    public static ScalarLanes Max(ScalarLanes a, ScalarLanes b) => a.Value > b.Value ? a : b;

    /// <inheritdoc/>
    public static ScalarLanes SelectWhereGreater(ScalarLanes a, ScalarLanes b, ScalarLanes then, ScalarLanes otherwise) =>
        a.Value > b.Value ? then : otherwise;

    /// <inheritdoc/>
    public static ScalarLanes SelectWhereAtLeast(ScalarLanes a, ScalarLanes b, ScalarLanes then, ScalarLanes otherwise) =>
        a.Value >= b.Value ? then : otherwise;

    /// <inheritdoc/>
    public static ulong MaskGreater(ScalarLanes a, ScalarLanes b) => a.Value > b.Value ? 1UL : 0UL;

    /// <inheritdoc/>
    public static ScalarLanes SubtractWhereAtLeast(ScalarLanes value, ScalarLanes threshold) =>
        value.Value >= threshold.Value ? value - threshold : value;

    /// <inheritdoc/>
    public static ScalarLanes ReplaceWhereAtLeast(ScalarLanes value, ScalarLanes threshold, ScalarLanes replacement) =>
        value.Value >= threshold.Value ? replacement : value;

    /// <inheritdoc/>
    public static ulong MaskAtLeast(ScalarLanes value, ScalarLanes threshold) =>
        value.Value >= threshold.Value ? 1UL : 0UL;

    /// <inheritdoc/>
    public static ulong MaskNonZero(ScalarLanes value) => value.Value != 0 ? 1UL : 0UL;
}
