using System.Numerics;
using Neuromorphic.Core.Synapses;
using Neuromorphic.Core.Tests.Neurons;

namespace Neuromorphic.Core.Tests.Synapses;

/// <summary>Every weight, width, exponent and sign mode against the rules in exact arithmetic.</summary>
public sealed class WeightFormatTests
{
    static readonly SignMode[] AllSigns = [SignMode.Mixed, SignMode.Excitatory, SignMode.Inhibitory];

    [Fact]
    public void Floor_drops_bits_toward_minus_infinity_and_leaves_the_exponent_to_the_sum()
    {
        Each(WeightRounding.Floor, (format, w) =>
        {
            int unit = 1 << format.DroppedBits;
            int expected = format.Signs switch
            {
                SignMode.Mixed => (int)ExactArithmetic.Floor(Math.Clamp(w, -256, 255), unit) * unit,
                SignMode.Excitatory => Math.Clamp(w, 0, 255) / unit * unit,
                _ => -(Math.Clamp(-w, 0, 255) / unit * unit),
            };
            Assert.Equal((expected, format.Exponent), (format.Store(w), format.SumExponent));
        });
    }

    [Fact]
    public void Toward_zero_drops_bits_of_the_magnitude_and_shifts_each_weight()
    {
        Each(WeightRounding.TowardZero, (format, w) =>
        {
            (int least, int most) = format.Signs switch { SignMode.Mixed => (-256, 255), SignMode.Excitatory => (0, 255), _ => (-256, 0) };
            int clipped = Math.Clamp(w, least, most);
            int unit = 1 << format.DroppedBits;
            BigInteger kept = Math.Sign(clipped) * (Math.Abs(clipped) / unit) * unit;
            BigInteger effective = format.Exponent >= 0 ? kept * BigInteger.Pow(2, format.Exponent) : ExactArithmetic.Floor(kept, BigInteger.Pow(2, -format.Exponent));
            effective = ExactArithmetic.Clip(effective * 64, -(1 << 21) + 64, (1 << 21) - 64);
            Assert.Equal(effective, format.Store(w) << format.SumExponent);
        });
    }

    [Fact]
    public void Nearest_even_rounds_before_bits_are_dropped_and_again_for_a_negative_exponent()
    {
        Each(WeightRounding.NearestEven, (format, w) =>
        {
            for (int eighth = 0; eighth < 8; eighth += 4)
            {
                int numerator = (8 * w) + eighth;
                int largest = format.DroppedBits >= 8 ? 0 : (1 << (8 - format.DroppedBits)) - 1;
                BigInteger mantissa = ExactArithmetic.Clip(RoundEven(numerator, 8 * BigInteger.Pow(2, format.DroppedBits)), -largest, largest);
                int shift = format.DroppedBits + format.Exponent;
                BigInteger expected;
                if (shift >= 0)
                {
                    expected = mantissa * BigInteger.Pow(2, shift);
                }
                else
                {
                    var unit = BigInteger.Pow(2, -shift);
                    expected = ExactArithmetic.Floor(ExactArithmetic.Clip(RoundEven(mantissa, unit) * unit, -largest, largest), unit);
                }

                Assert.Equal(expected, format.Store(numerator / 8.0));
            }
        });
    }

    [Theory]
    [InlineData(WeightRounding.Floor, -4)]
    [InlineData(WeightRounding.TowardZero, -2)]
    [InlineData(WeightRounding.NearestEven, -4)]
    public void The_emulators_disagree_about_minus_three(WeightRounding rounding, int expected) =>
        Assert.Equal(expected, new WeightFormat(rounding, SignMode.Mixed, 8, 0).Store(-3));

    [Fact]
    public void The_sign_mode_of_given_weights_is_the_narrowest()
    {
        Assert.Equal(SignMode.Mixed, WeightFormat.SignsOf([-1, 0, 1]));
        Assert.Equal(SignMode.Inhibitory, WeightFormat.SignsOf([-1, 0]));
        Assert.Equal(SignMode.Excitatory, WeightFormat.SignsOf([0, 5]));
    }

    [Fact]
    public void Formats_and_weights_without_meaning_are_refused()
    {
        Assert.ThrowsAny<ArgumentException>(() => new WeightFormat(WeightRounding.Floor, SignMode.Mixed, 9, 0));
        Assert.ThrowsAny<ArgumentException>(() => new WeightFormat(WeightRounding.TowardZero, SignMode.Mixed, 8, 8));
        Assert.ThrowsAny<ArgumentException>(() => new WeightFormat(WeightRounding.Floor, SignMode.Mixed, 8, 25));
        Assert.Throws<InvalidOperationException>(() => new WeightFormat(WeightRounding.Floor, SignMode.Mixed, 8, 0).Store(0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WeightFormat(WeightRounding.NearestEven, SignMode.Mixed, 8, 0).Store(double.NaN));
    }

    static void Each(WeightRounding rounding, Action<WeightFormat, int> check)
    {
        foreach (SignMode signs in AllSigns)
        {
            for (int bits = 0; bits <= 8; bits++)
            {
                for (int exponent = -8; exponent <= 7; exponent++)
                {
                    WeightFormat format = new(rounding, signs, bits, exponent);
                    for (int w = -260; w <= 260; w++)
                    {
                        check(format, w);
                    }

                    check(format, -100_000);
                    check(format, 100_000);
                }
            }
        }
    }

    static BigInteger RoundEven(BigInteger numerator, BigInteger denominator)
    {
        BigInteger below = ExactArithmetic.Floor(numerator, denominator);
        int side = (2 * (numerator - (below * denominator))).CompareTo(denominator);
        return side > 0 || (side == 0 && !below.IsEven) ? below + 1 : below;
    }
}
