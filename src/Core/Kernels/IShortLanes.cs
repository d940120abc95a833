namespace Neuromorphic.Core.Kernels;

/// <summary>
/// A vector of <see cref="Count"/> 16-bit integers: twice the lanes of <see cref="ILanes{TSelf}"/> in the same register,
/// for sums and states that are known to fit.
/// </summary>
/// <remarks>The operators wrap around at 16 bits; what saturates says so in its name.</remarks>
public unsafe interface IShortLanes<TSelf>
    where TSelf : unmanaged, IShortLanes<TSelf>
{
    /// <summary>Number of lanes: 1, 8, 16 or 32. Divides 64.</summary>
    static abstract int Count { get; }

    /// <summary>The same value in every lane.</summary>
    static abstract TSelf Create(short value);

    /// <summary>Loads <see cref="Count"/> integers.</summary>
    static abstract TSelf Load(short* source);

    /// <summary>Loads <see cref="Count"/> signed bytes, each widened to a lane.</summary>
    static abstract TSelf LoadWidened(sbyte* source);

    /// <summary>Stores <see cref="Count"/> integers.</summary>
    void Store(short* destination);

    /// <summary>Widens each lane to 32 bits and adds it, wrapping, to <see cref="Count"/> integers in memory.</summary>
    void AddTo(int* accumulator);

    /// <summary>Sum, wrapping.</summary>
    static abstract TSelf operator +(TSelf a, TSelf b);

    /// <summary>Difference, wrapping.</summary>
    static abstract TSelf operator -(TSelf a, TSelf b);

    /// <summary>Sum, limited to what 16 bits hold.</summary>
    static abstract TSelf AddSaturated(TSelf a, TSelf b);

    /// <summary>The upper 16 bits of the 32-bit product: ⌊a·b / 65536⌋.</summary>
    static abstract TSelf MultiplyHigh(TSelf a, TSelf b);

    /// <summary>Per lane: value at least threshold ? replacement : value.</summary>
    static abstract TSelf ReplaceWhereAtLeast(TSelf value, TSelf threshold, TSelf replacement);

    /// <summary>Bit i tells whether lane i of value is at least lane i of threshold.</summary>
    static abstract ulong MaskAtLeast(TSelf value, TSelf threshold);

    /// <summary>Bit i tells whether lane i is not zero.</summary>
    static abstract ulong MaskNonZero(TSelf value);

    /// <summary>Bitwise and.</summary>
    static abstract TSelf operator &(TSelf a, TSelf b);

    /// <summary>Bitwise exclusive or.</summary>
    static abstract TSelf operator ^(TSelf a, TSelf b);

    /// <summary>Shift left by 0 to 15; what leaves the lane is lost.</summary>
    static abstract TSelf operator <<(TSelf a, int count);

    /// <summary>Arithmetic shift right by 0 to 15.</summary>
    static abstract TSelf operator >>(TSelf a, int count);

    /// <summary>Per lane: the smaller value.</summary>
    static abstract TSelf Min(TSelf a, TSelf b);

    /// <summary>Per lane: the larger value.</summary>
    static abstract TSelf Max(TSelf a, TSelf b);
}
