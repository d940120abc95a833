namespace Neuromorphic.Core.Plasticity;

/// <summary>A coefficient while a rule is read: mantissa · 2^exponent, not yet fitted to the chip's bits.</summary>
readonly record struct RuleCoefficient(long Mantissa, int Exponent)
{
    const long LargestMantissa = 1L << 24;
    const int LargestExponent = 64;

    public static RuleCoefficient One => new(1, 0);

    public RuleCoefficient Negated => this with { Mantissa = -Mantissa };

    /// <summary>The product, or null where it is out of all proportion.</summary>
    public RuleCoefficient? Times(RuleCoefficient other)
    {
        var product = new RuleCoefficient(Mantissa * other.Mantissa, Exponent + other.Exponent);
        return Math.Abs(product.Mantissa) <= LargestMantissa && Math.Abs(product.Exponent) <= LargestExponent ? product : null;
    }

    /// <summary>
    /// Halves an even mantissa while it is too large or the exponent too small. What is representable as written stays as
    /// written: the bits dropped by the multiplier depend on it.
    /// </summary>
    public RuleCoefficient Fitted()
    {
        (long mantissa, int exponent) = this;
        while (mantissa != 0 && mantissa % 2 == 0
            && ((Math.Abs(mantissa) > RuleProduct.LargestMantissa && exponent < RuleProduct.LargestExponent)
                || exponent < RuleProduct.LeastExponent))
        {
            mantissa /= 2;
            exponent++;
        }

        return new(mantissa, mantissa == 0 ? Math.Clamp(exponent, RuleProduct.LeastExponent, RuleProduct.LargestExponent) : exponent);
    }
}
