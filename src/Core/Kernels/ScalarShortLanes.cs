namespace Neuromorphic.Core.Kernels;

/// <summary>One 16-bit lane: the definition of what every wider implementation must compute in each of its lanes.</summary>
public readonly unsafe struct ScalarShortLanes(short value) : IShortLanes<ScalarShortLanes>
{
    /// <summary>The lane.</summary>
    public short Value { get; } = value;

    /// <inheritdoc/>
    public static int Count => 1;

    /// <inheritdoc/>
    public static ScalarShortLanes Create(short value) => new(value);

    /// <inheritdoc/>
    public static ScalarShortLanes Load(short* source) => new(*source);

    /// <inheritdoc/>
    public void Store(short* destination) => *destination = Value;

    /// <inheritdoc/>
    public static ScalarShortLanes AddSaturated(ScalarShortLanes a, ScalarShortLanes b) =>
        new((short)Math.Clamp(a.Value + b.Value, short.MinValue, short.MaxValue));

    /// <inheritdoc/>
    public static ScalarShortLanes operator &(ScalarShortLanes a, ScalarShortLanes b) => new((short)(a.Value & b.Value));

    /// <inheritdoc/>
    public static ScalarShortLanes operator ^(ScalarShortLanes a, ScalarShortLanes b) => new((short)(a.Value ^ b.Value));

    /// <inheritdoc/>
    public static ScalarShortLanes operator <<(ScalarShortLanes a, int count) => new(unchecked((short)(a.Value << count)));

    /// <inheritdoc/>
    public static ScalarShortLanes operator >>(ScalarShortLanes a, int count) => new((short)(a.Value >> count));

    /// <inheritdoc/>
    public static ScalarShortLanes Min(ScalarShortLanes a, ScalarShortLanes b) => new(Math.Min(a.Value, b.Value));

    /// <inheritdoc/>
    public static ScalarShortLanes Max(ScalarShortLanes a, ScalarShortLanes b) => new(Math.Max(a.Value, b.Value));
}
