using Neuromorphic.Tools.Rendering;

namespace Neuromorphic.Tools.Tests;

public sealed class NumbersTests
{
    [Theory]
    [InlineData(1.2345e-8, "J", "12.3 nJ")]
    [InlineData(9.996e-7, "J", "1.00 µJ")]
    [InlineData(999.4e-9, "J", "999 nJ")]
    [InlineData(-0.0025, "s", "-2.50 ms")]
    [InlineData(0, "J", "0 J")]
    [InlineData(1e-15, "J", "1.00 fJ")]
    [InlineData(3e-22, "J", "3.00e-22 J")]
    [InlineData(double.NaN, "J", "–")]
    [InlineData(double.PositiveInfinity, "J", "–")]
    [InlineData(1500, "B", "1.50 kB")]
    public void Quantities_have_three_digits_and_a_prefix(double value, string unit, string expected) => Assert.Equal(expected, Numbers.Si(value, unit));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(9999, "9999")]
    [InlineData(4769.2, "4769")]
    [InlineData(12544, "12.5 k")]
    [InlineData(0.25, "0.250")]
    [InlineData(999.7, "1000")]
    [InlineData(1.7316e6, "1.73 M")]
    public void Counts_are_whole_while_they_are_small(double value, string expected) => Assert.Equal(expected, Numbers.Count(value));

    [Theory]
    [InlineData(0.9712, "97.1 %")]
    [InlineData(1, "100.0 %")]
    [InlineData(0.99999, "100.00 %")]
    [InlineData(0.0001, "<0.1 %")]
    [InlineData(0, "0.0 %")]
    public void Fractions_are_percentages(double value, string expected) => Assert.Equal(expected, Numbers.Percent(value));

    [Theory]
    [InlineData(0.069, "0.0690")]
    [InlineData(50.2, "50.2")]
    [InlineData(1312, "1310")]
    [InlineData(2.1e-6, "2.10e-6")]
    public void Pure_numbers_have_three_digits(double value, string expected) => Assert.Equal(expected, Numbers.Plain(value));

    [Fact]
    public void An_interval_holds_its_fraction_and_stays_between_none_and_all()
    {
        Assert.Equal(0, ConfidenceInterval.Of(0, 10).Low, 9);
        Assert.Equal(1, ConfidenceInterval.Of(1, 10).High, 9);
        Assert.Equal(0.7225, ConfidenceInterval.Of(1, 10).Low, 4);
        Assert.InRange(0.5, ConfidenceInterval.Of(0.5, 100).Low, ConfidenceInterval.Of(0.5, 100).High);
    }
}
