using System.Numerics;

namespace Neuromorphic.Core.Tests.Neurons;

/// <summary>The arithmetic of the rules in unbounded integers, for oracles.</summary>
static class ExactArithmetic
{
    /// <summary>x · keep / 4096 with the fraction cut off.</summary>
    public static BigInteger Decay(BigInteger x, int keep) => BigInteger.Divide(x * keep, 4096);

    /// <summary>The representative of x modulo 2^(bits + 1) from −2^bits to 2^bits − 1.</summary>
    public static BigInteger Wrap(BigInteger x, int bits)
    {
        BigInteger span = BigInteger.One << (bits + 1);
        BigInteger half = BigInteger.One << bits;
        BigInteger rest = BigInteger.Remainder(x + half, span);
        return (rest.Sign < 0 ? rest + span : rest) - half;
    }

    /// <summary>What a 32-bit integer makes of x.</summary>
    public static BigInteger Wrap32(BigInteger x) => Wrap(x, 31);

    public static BigInteger Clip(BigInteger x, BigInteger lower, BigInteger upper) =>
        BigInteger.Max(lower, BigInteger.Min(x, upper));

    /// <summary>The largest integer not above numerator / denominator.</summary>
    public static BigInteger Floor(BigInteger numerator, BigInteger denominator)
    {
        var quotient = BigInteger.DivRem(numerator, denominator, out BigInteger rest);
        return rest.Sign != 0 && (rest.Sign < 0) != (denominator.Sign < 0) ? quotient - 1 : quotient;
    }
}
