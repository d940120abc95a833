using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Neuromorphic.Core.Kernels;

/// <summary>
/// Turns counts given by their binary digits, 64 bits each, into 64 integers: each byte of a vector picks its bit of
/// every digit, and only the finished counts, up to 255, are widened.
/// </summary>
static unsafe class BitCounts
{
    const ulong BitOfByte = 0x8040201008040201;

    /// <summary>Whether this machine transposes matrices of 8×8 bits, which <see cref="AddChunk"/> needs.</summary>
    public static bool TransposesBits => Gfni.V512.IsSupported && Avx512BW.IsSupported;

    /// <summary>
    /// Adds counts of 512 targets at once. Byte j of a digit holds a bit of targets 8j to 8j + 7; three rounds of
    /// interleaving put the six digits' bytes for the same targets side by side, and the transpose of those 8×8 bits is eight counts.
    /// </summary>
    /// <param name="target">512 integers.</param>
    /// <param name="planes">Six digits of 512 bits, the lowest first.</param>
    /// <param name="weight">What a count of 1 adds.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddChunk(int* target, uint* planes, int weight)
    {
        const int Words = 16;
        Vector512<byte> ones = Vector512.Load(planes).AsByte();
        Vector512<byte> twos = Vector512.Load(planes + Words).AsByte();
        Vector512<byte> fours = Vector512.Load(planes + (2 * Words)).AsByte();
        Vector512<byte> eights = Vector512.Load(planes + (3 * Words)).AsByte();
        Vector512<byte> sixteens = Vector512.Load(planes + (4 * Words)).AsByte();
        Vector512<byte> thirtyTwos = Vector512.Load(planes + (5 * Words)).AsByte();

        // The transpose takes its rows from the highest byte down: the lowest digit comes last.
        AddQuarter(target, Avx512BW.UnpackLow(thirtyTwos, sixteens), Avx512BW.UnpackLow(eights, fours), Avx512BW.UnpackLow(twos, ones), weight);
        AddQuarter(target + 64, Avx512BW.UnpackHigh(thirtyTwos, sixteens), Avx512BW.UnpackHigh(eights, fours), Avx512BW.UnpackHigh(twos, ones), weight);
    }

    /// <summary>The lower or the upper half of each 128 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void AddQuarter(int* target, Vector512<byte> high, Vector512<byte> middle, Vector512<byte> low, int weight)
    {
        Vector512<short> zero = Vector512<short>.Zero;
        Vector512<int> first = Avx512BW.UnpackLow(zero, high.AsInt16()).AsInt32();
        Vector512<int> second = Avx512BW.UnpackLow(middle.AsInt16(), low.AsInt16()).AsInt32();
        AddTransposed(target, Avx512F.UnpackLow(first, second).AsByte(), weight);
        AddTransposed(target + 16, Avx512F.UnpackHigh(first, second).AsByte(), weight);
        first = Avx512BW.UnpackHigh(zero, high.AsInt16()).AsInt32();
        second = Avx512BW.UnpackHigh(middle.AsInt16(), low.AsInt16()).AsInt32();
        AddTransposed(target + 32, Avx512F.UnpackLow(first, second).AsByte(), weight);
        AddTransposed(target + 48, Avx512F.UnpackHigh(first, second).AsByte(), weight);
    }

    /// <summary>Each 128 bits are two matrices, the counts of 16 neighbours; the four parts lie 128 targets apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void AddTransposed(int* target, Vector512<byte> matrices, int weight)
    {
        Vector512<byte> counts = Gfni.V512.GaloisFieldAffineTransform(Vector512.Create(BitOfByte).AsByte(), matrices, 0);
        Vector512<int> factor = Vector512.Create(weight);
        AddSixteen(target, counts.GetLower().GetLower(), factor);
        AddSixteen(target + 128, counts.GetLower().GetUpper(), factor);
        AddSixteen(target + 256, counts.GetUpper().GetLower(), factor);
        AddSixteen(target + 384, counts.GetUpper().GetUpper(), factor);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void AddSixteen(int* target, Vector128<byte> counts, Vector512<int> factor) =>
        (Vector512.Load(target) + (Avx512F.ConvertToVector512Int32(counts) * factor)).Store(target);

    /// <summary>64 targets in one vector of bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add512(int* target, ulong* digits, int count, int weight)
    {
        if (!Avx512BW.IsSupported)
        {
            Add256(target, digits, count, weight);
            return;
        }

        Vector512<byte> spread = Vector512.Create(Vector256.Create(Spread(0), Spread(2)), Vector256.Create(Spread(4), Spread(6)));
        Vector512<byte> bit = Vector512.Create(BitOfByte).AsByte();
        Vector512<byte> sums = Vector512<byte>.Zero;
        for (int digit = 0; digit < count; digit++)
        {
            Vector512<byte> bytes = Avx512BW.Shuffle(Vector512.Create(digits[digit]).AsByte(), spread);
            Vector512<byte> clear = Vector512.Equals(bytes & bit, Vector512<byte>.Zero);
            sums += Vector512.ConditionalSelect(clear, Vector512<byte>.Zero, Vector512.Create((byte)(1 << digit)));
        }

        Vector512<int> factor = Vector512.Create(weight);
        (Vector512<ushort> low, Vector512<ushort> high) = Vector512.Widen(sums);
        (Vector512<uint> a, Vector512<uint> b) = Vector512.Widen(low);
        (Vector512<uint> c, Vector512<uint> d) = Vector512.Widen(high);
        (Vector512.Load(target) + (a.AsInt32() * factor)).Store(target);
        (Vector512.Load(target + 16) + (b.AsInt32() * factor)).Store(target + 16);
        (Vector512.Load(target + 32) + (c.AsInt32() * factor)).Store(target + 32);
        (Vector512.Load(target + 48) + (d.AsInt32() * factor)).Store(target + 48);
    }

    /// <summary>32 targets in one vector of bytes, twice.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add256(int* target, ulong* digits, int count, int weight)
    {
        if (!Avx2.IsSupported)
        {
            Add128(target, digits, count, weight);
            return;
        }

        Vector256<byte> bit = Vector256.Create(BitOfByte).AsByte();
        Vector256<int> factor = Vector256.Create(weight);
        for (int half = 0; half < 2; half++)
        {
            Vector256<byte> spread = Vector256.Create(Spread(4 * half), Spread((4 * half) + 2));
            Vector256<byte> sums = Vector256<byte>.Zero;
            for (int digit = 0; digit < count; digit++)
            {
                Vector256<byte> bytes = Avx2.Shuffle(Vector256.Create(digits[digit]).AsByte(), spread);
                Vector256<byte> clear = Vector256.Equals(bytes & bit, Vector256<byte>.Zero);
                sums += Vector256.AndNot(Vector256.Create((byte)(1 << digit)), clear);
            }

            int* first = target + (32 * half);
            (Vector256<ushort> low, Vector256<ushort> high) = Vector256.Widen(sums);
            (Vector256<uint> a, Vector256<uint> b) = Vector256.Widen(low);
            (Vector256<uint> c, Vector256<uint> d) = Vector256.Widen(high);
            (Vector256.Load(first) + (a.AsInt32() * factor)).Store(first);
            (Vector256.Load(first + 8) + (b.AsInt32() * factor)).Store(first + 8);
            (Vector256.Load(first + 16) + (c.AsInt32() * factor)).Store(first + 16);
            (Vector256.Load(first + 24) + (d.AsInt32() * factor)).Store(first + 24);
        }
    }

    /// <summary>16 targets in one vector of bytes, four times.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add128(int* target, ulong* digits, int count, int weight)
    {
        Vector128<byte> bit = Vector128.Create(BitOfByte).AsByte();
        Vector128<int> factor = Vector128.Create(weight);
        for (int quarter = 0; quarter < 4; quarter++)
        {
            Vector128<byte> spread = Spread(2 * quarter);
            Vector128<byte> sums = Vector128<byte>.Zero;
            for (int digit = 0; digit < count; digit++)
            {
                Vector128<byte> bytes = Vector128.Shuffle(Vector128.Create(digits[digit]).AsByte(), spread);
                Vector128<byte> clear = Vector128.Equals(bytes & bit, Vector128<byte>.Zero);
                sums += Vector128.AndNot(Vector128.Create((byte)(1 << digit)), clear);
            }

            int* first = target + (16 * quarter);
            (Vector128<ushort> low, Vector128<ushort> high) = Vector128.Widen(sums);
            (Vector128<uint> a, Vector128<uint> b) = Vector128.Widen(low);
            (Vector128<uint> c, Vector128<uint> d) = Vector128.Widen(high);
            (Vector128.Load(first) + (a.AsInt32() * factor)).Store(first);
            (Vector128.Load(first + 4) + (b.AsInt32() * factor)).Store(first + 4);
            (Vector128.Load(first + 8) + (c.AsInt32() * factor)).Store(first + 8);
            (Vector128.Load(first + 12) + (d.AsInt32() * factor)).Store(first + 12);
        }
    }

    /// <summary>Indices that give eight bytes a byte of a word, and the next eight the one behind it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<byte> Spread(byte first) => Vector128.Create(first, first, first, first, first, first, first, first,
        (byte)(first + 1), (byte)(first + 1), (byte)(first + 1), (byte)(first + 1), (byte)(first + 1), (byte)(first + 1), (byte)(first + 1), (byte)(first + 1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<byte> Spread(int first) => Spread((byte)first);
}
