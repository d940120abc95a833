namespace Neuromorphic.Core.Kernels;

/// <summary>A vector of <see cref="Count"/> signed 16-bit integers: <see cref="ILanes{TSelf}"/> at half the width.</summary>
public unsafe interface IShortLanes<TSelf>
    where TSelf : unmanaged, IShortLanes<TSelf>
{
    /// <summary>Number of lanes: 1, 8, 16 or 32. Divides 64.</summary>
    static abstract int Count { get; }

    /// <summary>The same value in every lane.</summary>
    static abstract TSelf Create(short value);

    /// <summary>Loads <see cref="Count"/> integers.</summary>
    static abstract TSelf Load(short* source);

    /// <summary>Stores <see cref="Count"/> integers.</summary>
    void Store(short* destination);

    /// <summary>Sum, saturated at −32768 and 32767.</summary>
    static abstract TSelf AddSaturated(TSelf a, TSelf b);

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
