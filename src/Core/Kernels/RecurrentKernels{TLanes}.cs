using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Neurons;

namespace Neuromorphic.Core.Kernels;

/// <summary>The kernels of recurrent networks, written once over the lanes.</summary>
static unsafe class RecurrentKernels<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    const int CountersPerBlock = 16;
    const int ChunkWords = 16;
    const int Planes = 6;
    const int ChunksAhead = 4;
    const int Rounds = 7;

    /// <summary>Words of scratch for <see cref="AddBitRows"/>: a chunk of every digit, and the digits of 64 targets.</summary>
    public const int ScratchWords = (Planes * ChunkWords) + (2 * Planes);

    const int MultiplierA = unchecked((int)0xD2511F53);
    const int MultiplierB = unchecked((int)0xCD9E8D57);
    const uint StepA = 0x9E3779B9;
    const uint StepB = 0xBB67AE85;

    /// <summary><see cref="KernelSet.FillRandom"/>; <paramref name="lanes"/> holds the numbers 0 to 15.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FillRandom(int* lanes, int* words, int blocks, uint firstBlock, uint blockStride, ulong key, uint time, uint draw)
    {
        for (int block = 0; block < blocks; block++)
        {
            int number = (int)(firstBlock + ((uint)block * blockStride));
            int* target = words + ((nint)block * SpikeMask.BitsPerWord);
            for (int lane = 0; lane < CountersPerBlock; lane += TLanes.Count)
            {
                TLanes a = TLanes.Create(number * CountersPerBlock) + TLanes.Load(lanes + lane);
                TLanes b = TLanes.Create((int)time);
                TLanes c = TLanes.Create((int)draw);
                TLanes d = TLanes.Create(0);
                Philox(ref a, ref b, ref c, ref d, key);
                a.Store(target + lane);
                b.Store(target + lane + CountersPerBlock);
                c.Store(target + lane + (2 * CountersPerBlock));
                d.Store(target + lane + (3 * CountersPerBlock));
            }
        }
    }

    /// <inheritdoc cref="KernelSet.AddDrawn"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddDrawn(int* input, int* words, int blocks, int shift, int* table)
    {
        nint length = (nint)blocks * SpikeMask.BitsPerWord;
        TLanes coin = TLanes.Create((1 << KernelSet.CoinBits) - 1);
        for (nint i = 0; i < length; i += TLanes.Count)
        {
            TLanes bits = TLanes.Load(words + i) << shift;
            TLanes column = bits >>> KernelSet.CoinBits;
            TLanes value = TLanes.SelectWhereGreater(
                TLanes.LookUp(table, column),
                bits & coin,
                TLanes.LookUp(table + KernelSet.Columns, column),
                TLanes.LookUp(table + (2 * KernelSet.Columns), column));
            (TLanes.Load(input + i) + value).Store(input + i);
        }
    }

    /// <inheritdoc cref="KernelSet.DecayTraces"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void DecayTraces(int* traces, int* worth, int words, RoundedFactor loss, RoundedFactor factor)
    {
        nint length = (nint)words * SpikeMask.BitsPerWord;
        TLanes largest = TLanes.Create(ushort.MaxValue);
        TLanes others = TLanes.Create(~ushort.MaxValue);
        for (nint i = 0; i < length; i += TLanes.Count)
        {
            TLanes trace = TLanes.Load(traces + i);
            trace -= loss.Apply(trace);
            trace.Store(traces + i);
            (TLanes.Min(factor.Apply(trace), largest) | (TLanes.Load(worth + i) & others)).Store(worth + i);
        }
    }

    /// <summary><see cref="KernelSet.AddBitRows"/>; <paramref name="planes"/> is scratch of <see cref="ScratchWords"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void AddBitRows(uint* planes, int* input, uint** rows, int count, int chunks, int weight)
    {
        int used = 32 - System.Numerics.BitOperations.LeadingZeroCount((uint)count);
        for (int chunk = 0; chunk < chunks; chunk++)
        {
            for (int word = 0; word < ChunkWords; word += TLanes.Count)
            {
                CountRows(rows, count, (chunk * ChunkWords) + word, planes + word);
            }

            if (typeof(TLanes) == typeof(Lanes512) && BitCounts.TransposesBits)
            {
                BitCounts.AddChunk(input + (chunk * ChunkWords * 32), planes, weight);
            }
            else
            {
                AddPlanes(input + (chunk * ChunkWords * 32), planes, used, weight);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Philox(ref TLanes a, ref TLanes b, ref TLanes c, ref TLanes d, ulong key)
    {
        uint keyA = (uint)key;
        uint keyB = (uint)(key >> 32);
        TLanes first = TLanes.Create(MultiplierA);
        TLanes second = TLanes.Create(MultiplierB);
        for (int round = 0; round < Rounds; round++)
        {
            TLanes highA = TLanes.MultiplyHighUnsigned(a, first);
            TLanes highC = TLanes.MultiplyHighUnsigned(c, second);
            TLanes lowA = a * first;
            TLanes lowC = c * second;
            a = highC ^ b ^ TLanes.Create((int)keyA);
            b = lowC;
            c = highA ^ d ^ TLanes.Create((int)keyB);
            d = lowA;
            keyA = unchecked(keyA + StepA);
            keyB = unchecked(keyB + StepB);
        }
    }

    /// <summary>The binary digits of how many rows have each bit set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void CountRows(uint** rows, int count, int word, uint* planes)
    {
        TLanes ones = TLanes.Create(0);
        TLanes twos = ones;
        TLanes fours = ones;
        TLanes eights = ones;
        TLanes sixteens = ones;
        TLanes thirtyTwos = ones;
        int row = 0;
        for (; row + 8 <= count; row += 8)
        {
            TLanes twosA = Add(ref ones, Row(rows, row, word), Row(rows, row + 1, word));
            TLanes twosB = Add(ref ones, Row(rows, row + 2, word), Row(rows, row + 3, word));
            TLanes foursA = Add(ref twos, twosA, twosB);
            twosA = Add(ref ones, Row(rows, row + 4, word), Row(rows, row + 5, word));
            twosB = Add(ref ones, Row(rows, row + 6, word), Row(rows, row + 7, word));
            TLanes foursB = Add(ref twos, twosA, twosB);
            Carry(Add(ref fours, foursA, foursB), ref eights, ref sixteens, ref thirtyTwos);
        }

        for (; row < count; row++)
        {
            TLanes bits = Row(rows, row, word);
            TLanes carry = ones & bits;
            ones ^= bits;
            bits = twos & carry;
            twos ^= carry;
            carry = fours & bits;
            fours ^= bits;
            Carry(carry, ref eights, ref sixteens, ref thirtyTwos);
        }

        ones.Store((int*)planes);
        twos.Store((int*)planes + ChunkWords);
        fours.Store((int*)planes + (2 * ChunkWords));
        eights.Store((int*)planes + (3 * ChunkWords));
        sixteens.Store((int*)planes + (4 * ChunkWords));
        thirtyTwos.Store((int*)planes + (5 * ChunkWords));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TLanes Row(uint** rows, int row, int word)
    {
        uint* address = rows[row] + word;
        if (Sse.IsSupported)
        {
            // Each row is its own stream, more of them than the processor follows by itself.
            Sse.Prefetch0(address + (ChunksAhead * ChunkWords));
        }

        return TLanes.Load((int*)address);
    }

    /// <summary>A full adder: the sum's low digit replaces <paramref name="digit"/>, the high one is returned.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TLanes Add(ref TLanes digit, TLanes a, TLanes b)
    {
        TLanes odd = digit ^ a;
        TLanes carry = (digit & a) | (odd & b);
        digit = odd ^ b;
        return carry;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Carry(TLanes carry, ref TLanes eights, ref TLanes sixteens, ref TLanes thirtyTwos)
    {
        TLanes next = eights & carry;
        eights ^= carry;
        TLanes last = sixteens & next;
        sixteens ^= next;
        thirtyTwos ^= last;
    }

    /// <summary>Adds a weight times the counts whose binary digits stand in the planes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void AddPlanes(int* input, uint* planes, int used, int weight)
    {
        ulong* digits = (ulong*)(planes + (Planes * ChunkWords));
        for (int word = 0; word < ChunkWords; word += 2)
        {
            for (int plane = 0; plane < used; plane++)
            {
                digits[plane] = *(ulong*)(planes + (plane * ChunkWords) + word);
            }

            TLanes.AddCounts(input + (word * 32), digits, used, weight);
        }
    }
}
