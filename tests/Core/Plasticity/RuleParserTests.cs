using FsCheck;
using FsCheck.Fluent;
using Neuromorphic.Core.Plasticity;

namespace Neuromorphic.Core.Tests.Plasticity;

public class RuleParserTests
{
    [Theory]
    [InlineData("2^-2*x1*y0 - 2^-2*y1*x0", "2^-2*y0*x1 - 2^-2*x0*y1")]
    [InlineData("(1) * (-1) * x0 * y1 +(1) * (1) * y0 * x1", "-x0*y1 + y0*x1")]
    [InlineData("-u2*2^-4*w + x0*2^-3*sgn(w)*y1", "-2^-4*u2*w + 2^-3*x0*sgn(w)*y1")]
    [InlineData(" u0 * t * y2 ", "u0*t*y2")]
    [InlineData("(1)*(2)*y0*x1 - u0 * t * (1) * 2 ^ -1", "2*y0*x1 - 2^-1*u0*t")]
    [InlineData("4*x1*x1*y1*u0", "4*u0*x1*x1*y1")]
    [InlineData("x0*(y1 - 2)", "x0*(y1-2)")]
    [InlineData("x0*(2 - y1)", "-x0*(y1-2)")]
    [InlineData("x0*(-y1 - 2)", "-x0*(y1+2)")]
    [InlineData("x0*(y1)", "x0*y1")]
    [InlineData("x0*(2^3 + y1)", "x0*(y1+8)")]
    [InlineData("x0*sgn(w - 3)", "x0*sgn(w-3)")]
    [InlineData("x0*y0*x1", "x0*y0*x1")]
    [InlineData("u3*x0*y0", "u3*x0*y0")]
    [InlineData("0.25*x0*y1", "2^-2*x0*y1")]
    [InlineData("1.5*x0", "3*2^-1*x0")]
    [InlineData("40*x0", "5*2^3*x0")]
    [InlineData("64*2^-10*x0", "4*2^-6*x0")]
    [InlineData("+x0", "x0")]
    [InlineData("x0*-2", "-2*x0")]
    [InlineData("0*x0*y1", "0*x0*y1")]
    public void A_rule_is_read_as_it_is_meant(string text, string meant) => Assert.Equal(meant, SumOfProducts.Parse(text).ToString());

    [Theory]
    [InlineData("", 1, "ends where a factor is expected")]
    [InlineData("  ", 3, "ends where a factor is expected")]
    [InlineData("x0*", 4, "ends where a factor is expected")]
    [InlineData("x0*y9", 4, "'y9' is not")]
    [InlineData("x0 y1", 4, "expected '*'")]
    [InlineData("2*x1*y1", 1, "no trigger")]
    [InlineData("x0*y1 + w", 9, "no trigger")]
    [InlineData("x0*0.3", 4, "write for example 2^-2")]
    [InlineData("11*x0", 1, "does not fit")]
    [InlineData("2^9*x0", 1, "does not fit")]
    [InlineData("2^-8*x0", 1, "does not fit")]
    [InlineData("3^2*x0", 1, "only 2 takes an exponent")]
    [InlineData("x1^2*x0", 3, "repeat a factor")]
    [InlineData("2^x0", 3, "an exponent is a whole number")]
    [InlineData("2^99999999999*x0", 3, "an exponent is a whole number")]
    [InlineData("x0*u2", 4, "trigger")]
    [InlineData("u0*u1", 4, "trigger")]
    [InlineData("x0*(y1", 7, "expected ')'")]
    [InlineData("x0*(y1*2)", 7, "expected ')'")]
    [InlineData("x0*(y1+y2)", 8, "inside ( )")]
    [InlineData("x0*(1+2)", 7, "inside ( )")]
    [InlineData("x0*((y1))", 5, "is not")]
    [InlineData("x0*()", 5, "is not")]
    [InlineData("x0*(y1+300)", 4, "whole number")]
    [InlineData("x0*(y1+0.5)", 4, "whole number")]
    [InlineData("x0*sgn(y1)", 7, "sgn takes w, d or t")]
    [InlineData("x0*sgn(-w)", 7, "sgn takes w, d or t")]
    [InlineData("x0*sgn(2)", 7, "sgn takes w, d or t")]
    [InlineData("x0*sgn w", 8, "expected '('")]
    [InlineData("x0*(u2+1)", 5, "outside")]
    [InlineData("dw = x0*y1", 1, "'dw' is not")]
    [InlineData("x0*\u0007", 4, "this character")]
    [InlineData("x0)", 3, "expected '*'")]
    public void A_complaint_names_the_place_and_the_way_out(string text, int position, string complaint)
    {
        RuleFormatException refusal = Assert.Throws<RuleFormatException>(() => SumOfProducts.Parse(text));
        Assert.Equal((text, position), (refusal.Rule, refusal.Position));
        Assert.Contains(complaint, refusal.Message);
        Assert.StartsWith($"learning rule, character {position}: ", refusal.Message);
    }

    [Fact]
    public void What_is_printed_reads_as_the_same_rule() =>
        Generators.ForAll(RuleGenerator.Sum(3), sum => Assert.Equal(sum, SumOfProducts.Parse(sum.ToString())), tests: 1000);

    [Fact]
    public void A_hostile_text_is_refused_and_never_crashes()
    {
        string[] pieces =
        [
            "x0", "x1", "y0", "y3", "u0", "u9", "w", "sgn", "sgn(", "(", ")", "*", "+", "-", "^", "2^", "2", "0.5", ".", "..", "1e9",
            "99999999999999999999999999999999", " ", "\0", "\n", "é", "\ud800", "−", "(y1-2)", "(w+255)", "2^-7", "2^32", "NaN", "dw=",
        ];
        Gen<string> texts =
            from count in Gen.Choose(0, 12)
            from parts in Gen.Elements(pieces).ArrayOf(count)
            from joined in Gen.Elements("", "*", " ")
            select string.Join(joined, parts);
        int understood = 0;
        Generators.ForAll(
            texts,
            text =>
            {
                try
                {
                    SumOfProducts sum = SumOfProducts.Parse(text);
                    understood++;
                    Assert.Equal(sum, SumOfProducts.Parse(sum.ToString()));
                }
                catch (RuleFormatException refusal)
                {
                    Assert.InRange(refusal.Position, 1, text.Length + 1);
                }
            },
            tests: 5000);
        Assert.True(understood > 50, $"only {understood} texts were rules: the generator misses them");
    }

    [Theory]
    [InlineData('(')]
    [InlineData('9')]
    [InlineData('-')]
    [InlineData('x')]
    public void A_very_long_text_is_refused_at_once(char c) =>
        Assert.Throws<RuleFormatException>(() => SumOfProducts.Parse(new string(c, 1_000_000)));

    [Fact]
    public void No_text_at_all_is_the_callers_mistake() => Assert.Throws<ArgumentNullException>(() => SumOfProducts.Parse(null!));
}
