namespace Neuromorphic.Core.Randomness;

/// <summary>
/// Philox4x32-10, the counter-based generator of Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2,
/// 3" (SC 2011): ten rounds of multiplications and exclusive ors turn a counter and a key into numbers that pass the
/// usual statistical batteries. No state: the same counter gives the same number on any machine, in any order.
/// </summary>
public static class Philox
{
    const int Rounds = 10;
    const uint MultiplierA = 0xD2511F53;
    const uint MultiplierB = 0xCD9E8D57;
    const uint StepA = 0x9E3779B9;
    const uint StepB = 0xBB67AE85;

    /// <summary>The four numbers that belong to a counter under a key.</summary>
    /// <param name="counter">Four words that say which numbers are wanted.</param>
    /// <param name="key">The seed.</param>
    /// <param name="rounds">Rounds; seven already pass the batteries, ten are the authors' choice.</param>
    public static (uint A, uint B, uint C, uint D) Next((uint A, uint B, uint C, uint D) counter, ulong key, int rounds = Rounds)
    {
        (uint a, uint b, uint c, uint d) = counter;
        uint keyA = (uint)key;
        uint keyB = (uint)(key >> 32);
        for (int round = 0; round < rounds; round++)
        {
            ulong first = (ulong)MultiplierA * a;
            ulong second = (ulong)MultiplierB * c;
            (a, b, c, d) = ((uint)(second >> 32) ^ b ^ keyA, (uint)second, (uint)(first >> 32) ^ d ^ keyB, (uint)first);
            unchecked
            {
                keyA += StepA;
                keyB += StepB;
            }
        }

        return (a, b, c, d);
    }
}
