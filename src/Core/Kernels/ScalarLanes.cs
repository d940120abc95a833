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
    public static ScalarLanes LoadWidenedFirst(sbyte* source, int count) => new(count > 0 ? *source : 0);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(int* destination) => *destination = Value;

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
    public static ScalarLanes SubtractWhereAtLeast(ScalarLanes value, ScalarLanes threshold) =>
        value.Value >= threshold.Value ? value - threshold : value;

    /// <inheritdoc/>
    public static ScalarLanes ReplaceWhereAtLeast(ScalarLanes value, ScalarLanes threshold, ScalarLanes replacement) =>
        value.Value >= threshold.Value ? replacement : value;

    /// <inheritdoc/>
    public static ScalarLanes AddWhereNegative(ScalarLanes value, ScalarLanes sign, ScalarLanes addend) =>
        sign.Value < 0 ? value + addend : value;

    /// <inheritdoc/>
    public static void AddRows(int* accumulator, sbyte** rows, int count, int length)
    {
        for (int i = 0; i < length; i++)
        {
            int sum = 0;
            for (int r = 0; r < count; r++)
            {
                sum += rows[r][i];
            }

            accumulator[i] = unchecked(accumulator[i] + sum);
        }
    }

    /// <inheritdoc/>
    public static ulong MaskAtLeast(ScalarLanes value, ScalarLanes threshold) =>
        value.Value >= threshold.Value ? 1UL : 0UL;

    /// <inheritdoc/>
    public static ulong MaskNonZero(ScalarLanes value) => value.Value != 0 ? 1UL : 0UL;
}
