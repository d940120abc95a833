using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Neuromorphic.Core.Plasticity;

/// <summary>One product of a learning rule: mantissa · 2^exponent · factors, counted when its trigger says so.</summary>
public sealed class RuleProduct : IEquatable<RuleProduct>
{
    /// <summary>Bits of a mantissa, sign included.</summary>
    public const int MantissaBits = 4;

    /// <summary>Smallest mantissa.</summary>
    public const int LeastMantissa = -8;

    /// <summary>Largest mantissa.</summary>
    public const int LargestMantissa = 7;

    /// <summary>Smallest exponent.</summary>
    public const int LeastExponent = -7;

    /// <summary>Largest exponent.</summary>
    public const int LargestExponent = 8;

    /// <summary>Largest k of a trigger u_k.</summary>
    public const int LargestDecimation = 9;

    /// <summary>A product.</summary>
    /// <param name="trigger">When it counts.</param>
    /// <param name="decimation">k of u_k, 0 to 9; 0 for other triggers.</param>
    /// <param name="mantissa">−8 to 7.</param>
    /// <param name="exponent">−7 to 8.</param>
    /// <param name="factors">Its factors; none is allowed.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public RuleProduct(RuleTrigger trigger, int decimation, int mantissa, int exponent, ImmutableArray<RuleFactor> factors)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(decimation);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(decimation, trigger == RuleTrigger.Epoch ? LargestDecimation : 0);
        ArgumentOutOfRangeException.ThrowIfLessThan(mantissa, LeastMantissa);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(mantissa, LargestMantissa);
        ArgumentOutOfRangeException.ThrowIfLessThan(exponent, LeastExponent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(exponent, LargestExponent);
        Trigger = trigger;
        Decimation = decimation;
        Mantissa = mantissa;
        Exponent = exponent;
        Factors = factors.IsDefault ? [] : factors;
    }

    /// <summary>When it counts.</summary>
    public RuleTrigger Trigger { get; }

    /// <summary>k of the trigger u_k: the product counts in epochs whose number is a multiple of 2^k.</summary>
    public int Decimation { get; }

    /// <summary>The coefficient's mantissa, −8 to 7.</summary>
    public int Mantissa { get; }

    /// <summary>The coefficient's exponent, −7 to 8.</summary>
    public int Exponent { get; }

    /// <summary>The factors, in the order written.</summary>
    public ImmutableArray<RuleFactor> Factors { get; }

    /// <summary>
    /// Bits that the largest product needs, mantissa included. Products are computed modulo 2³² (as lava computes them),
    /// so above 32 a product of large factors wraps around.
    /// </summary>
    /// <param name="traceBits">Bits of a trace.</param>
    public int Bits(int traceBits)
    {
        int bits = MantissaBits;
        foreach (RuleFactor factor in Factors)
        {
            bits += factor.Width(traceBits);
        }

        return bits;
    }

    /// <inheritdoc/>
    public bool Equals(RuleProduct? other) => other is not null
        && Trigger == other.Trigger && Decimation == other.Decimation
        && Mantissa == other.Mantissa && Exponent == other.Exponent
        && Factors.AsSpan().SequenceEqual(other.Factors.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as RuleProduct);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Trigger, Decimation, Mantissa, Exponent, Factors.Length);

    /// <summary>As written in a rule, sign in front: -3*2^-2*x0*y1.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(Mantissa < 0 ? "-" : "");
        int magnitude = Math.Abs(Mantissa);
        if (magnitude != 1)
        {
            text.Append(CultureInfo.InvariantCulture, $"{magnitude}*");
        }

        if (Exponent != 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"2^{Exponent}*");
        }

        text.Append(Trigger switch
        {
            RuleTrigger.Pre => "x0",
            RuleTrigger.Post => "y0",
            _ => string.Create(CultureInfo.InvariantCulture, $"u{Decimation}"),
        });
        foreach (RuleFactor factor in Factors)
        {
            text.Append('*').Append(factor);
        }

        return text.ToString();
    }
}
