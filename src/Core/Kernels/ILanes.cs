namespace Neuromorphic.Core.Kernels;

/// <summary>
/// A vector of <see cref="Count"/> 32-bit integers. Kernels and neuron models are written once against this interface;
/// the JIT compiles one specialised body per implementation, in which every static member folds away.
/// </summary>
/// <remarks>
/// All arithmetic wraps around at 32 bits. Comparisons come fused with what is done about them, because a mask that is
/// used twice as a value costs moves between mask and vector registers.
/// </remarks>
public unsafe interface ILanes<TSelf>
    where TSelf : unmanaged, ILanes<TSelf>
{
    /// <summary>Number of lanes: 1, 4, 8 or 16. Divides 64.</summary>
    static abstract int Count { get; }

    /// <summary>Whether this machine runs it as instructions rather than as a software fallback.</summary>
    static abstract bool IsAccelerated { get; }

    /// <summary>The same value in every lane.</summary>
    static abstract TSelf Create(int value);

    /// <summary>Loads <see cref="Count"/> integers.</summary>
    static abstract TSelf Load(int* source);

    /// <summary>Loads <see cref="Count"/> signed bytes, each widened to a lane.</summary>
    static abstract TSelf LoadWidened(sbyte* source);

    /// <summary>
    /// The first <paramref name="count"/> lanes of <see cref="LoadWidened(sbyte*)"/>, the others zero. Reads a whole vector:
    /// the source needs the slack of an <see cref="Memory.AlignedBuffer{T}"/>.
    /// </summary>
    static abstract TSelf LoadWidenedFirst(sbyte* source, int count);

    /// <summary>Loads <see cref="Count"/> signed 16-bit integers, each widened to a lane.</summary>
    static abstract TSelf LoadWidened(short* source);

    /// <summary>Stores <see cref="Count"/> integers.</summary>
    void Store(int* destination);

    /// <summary>Stores the low 16 bits of each lane as <see cref="Count"/> 16-bit integers.</summary>
    void StoreNarrowed(short* destination);

    /// <summary>Sum, wrapping.</summary>
    static abstract TSelf operator +(TSelf a, TSelf b);

    /// <summary>Difference, wrapping.</summary>
    static abstract TSelf operator -(TSelf a, TSelf b);

    /// <summary>Product, the low 32 bits.</summary>
    static abstract TSelf operator *(TSelf a, TSelf b);

    /// <summary>sign(value) · ⌊|value| · keep / 4096⌋ with a keep of 0 to 4096, exact though the product has 44 bits.</summary>
    static abstract TSelf DecayTowardZero(TSelf value, int keep);

    /// <summary>Per lane: sign below zero ? −magnitude : magnitude. Where the sign is zero, the magnitude must be zero, too.</summary>
    static abstract TSelf WithSignOf(TSelf magnitude, TSelf sign);

    /// <summary>Bitwise and.</summary>
    static abstract TSelf operator &(TSelf a, TSelf b);

    /// <summary>Bitwise exclusive or.</summary>
    static abstract TSelf operator ^(TSelf a, TSelf b);

    /// <summary>Arithmetic shift right by 0 to 31.</summary>
    static abstract TSelf operator >>(TSelf a, int count);

    /// <summary>Logical shift right by 0 to 31.</summary>
    static abstract TSelf operator >>>(TSelf a, int count);

    /// <summary>Arithmetic shift right, each lane by its own 0 to 31.</summary>
    static abstract TSelf ShiftRight(TSelf value, TSelf counts);

    /// <summary>The integers at the given indices from an address on.</summary>
    static abstract TSelf Gather(int* source, TSelf indices);

    /// <summary>The integers at the given indices, 0 to 31, of a table of 32.</summary>
    static abstract TSelf LookUp(int* table, TSelf indices);

    /// <summary>Bitwise or.</summary>
    static abstract TSelf operator |(TSelf a, TSelf b);

    /// <summary>Shift left by 0 to 31; what leaves the lane is lost.</summary>
    static abstract TSelf operator <<(TSelf a, int count);

    /// <summary>The high 32 bits of the product of two unsigned lanes.</summary>
    static abstract TSelf MultiplyHighUnsigned(TSelf a, TSelf b);

    /// <summary>
    /// Adds to 64 integers a weight times counts given by their binary digits: bit i of digit d is worth 2^d to integer i.
    /// </summary>
    static abstract void AddCounts(int* target, ulong* digits, int count, int weight);

    /// <summary>Per lane: the smaller value, signed.</summary>
    static abstract TSelf Min(TSelf a, TSelf b);

    /// <summary>Per lane: the larger value, signed.</summary>
    static abstract TSelf Max(TSelf a, TSelf b);

    /// <summary>Per lane: a greater than b ? then : otherwise.</summary>
    static abstract TSelf SelectWhereGreater(TSelf a, TSelf b, TSelf then, TSelf otherwise);

    /// <summary>Per lane: a greater than b ? value − amount : value.</summary>
    static abstract TSelf SubtractWhereGreater(TSelf a, TSelf b, TSelf value, TSelf amount);

    /// <summary>Per lane: a at least b ? then : otherwise.</summary>
    static abstract TSelf SelectWhereAtLeast(TSelf a, TSelf b, TSelf then, TSelf otherwise);

    /// <summary>Bit i tells whether lane i of a is greater than lane i of b.</summary>
    static abstract ulong MaskGreater(TSelf a, TSelf b);

    /// <summary>Per lane: value at least threshold ? value − threshold : value.</summary>
    static abstract TSelf SubtractWhereAtLeast(TSelf value, TSelf threshold);

    /// <summary>Per lane: value at least threshold ? replacement : value.</summary>
    static abstract TSelf ReplaceWhereAtLeast(TSelf value, TSelf threshold, TSelf replacement);

    /// <summary>
    /// Adds <paramref name="length"/> bytes of 1 to <see cref="RowTile.MostRows"/> rows, from an offset into each, to an
    /// accumulator, wrapping. Works on whole vectors of <see cref="RowLanes"/>: where the length is not a multiple of
    /// them, the rows go on with zeros.
    /// </summary>
    static abstract void AddRows(int* accumulator, sbyte** rows, int count, nint offset, int length);

    /// <summary>Elements that <see cref="AddRows"/> works on at once; divides 64.</summary>
    static abstract int RowLanes { get; }

    /// <summary>Bit i tells whether lane i of value is at least lane i of threshold.</summary>
    static abstract ulong MaskAtLeast(TSelf value, TSelf threshold);

    /// <summary>Bit i tells whether lane i is not zero.</summary>
    static abstract ulong MaskNonZero(TSelf value);

    /// <summary>
    /// The masks of <see cref="MaskNonZero"/> of four vectors one after the other, a in the lowest bits: fewer transfers from
    /// vector to general registers, which are the bottleneck of short kernels.
    /// </summary>
    static abstract ulong MasksNonZero(TSelf a, TSelf b, TSelf c, TSelf d);
}
