namespace Neuromorphic.Arm.Tests.Emulation;

/// <summary>Random numbers that often are the ends of their range, from a fixed seed.</summary>
sealed class Values(int seed)
{
    static readonly int[] Ends =
        [int.MinValue, int.MinValue + 1, -(1 << 23), -4097, -4096, -1, 0, 0, 1, 4095, 4096, 1 << 23, int.MaxValue - 1, int.MaxValue];

    static readonly short[] ShortEnds = [short.MinValue, short.MinValue + 1, -256, -1, 0, 0, 1, 255, short.MaxValue - 1, short.MaxValue];
    static readonly sbyte[] ByteEnds = [sbyte.MinValue, -127, -1, 0, 0, 1, 127];

    readonly Random _random = new(seed);

    public int Between(int least, int most) => _random.Next(least, most + 1);

    public bool Flag() => _random.Next(2) == 0;

    public T OneOf<T>(params ReadOnlySpan<T> choices) => choices[_random.Next(choices.Length)];

    /// <summary>Any integer: an end, a small one, or uniform.</summary>
    public int Int() => _random.Next(4) switch
    {
        0 => OneOf<int>(Ends),
        1 => Between(-1000, 1000),
        2 => Between(-(1 << 24), 1 << 24),
        _ => (int)_random.NextInt64(int.MinValue, 1L << 31),
    };

    public short Short() => _random.Next(3) switch
    {
        0 => OneOf<short>(ShortEnds),
        1 => (short)Between(-300, 300),
        _ => (short)Between(short.MinValue, short.MaxValue),
    };

    public sbyte Byte() => _random.Next(3) == 0 ? OneOf<sbyte>(ByteEnds) : (sbyte)Between(sbyte.MinValue, sbyte.MaxValue);

    public int[] Ints(int count) => Many(count, Int);

    public short[] Shorts(int count) => Many(count, Short);

    public sbyte[] Bytes(int count) => Many(count, Byte);

    public static T[] Many<T>(int count, Func<T> value) => [.. Enumerable.Range(0, count).Select(_ => value())];

    /// <summary>A spike mask over so many neurons, one in <paramref name="sparsity"/> of them set.</summary>
    public ulong[] Mask(int neurons, int sparsity)
    {
        ulong[] mask = new ulong[Core.Memory.SpikeMask.Words(neurons)];
        for (int i = 0; i < neurons; i++)
        {
            mask[i / 64] |= _random.Next(sparsity) == 0 ? 1UL << (i % 64) : 0;
        }

        return mask;
    }
}
