using FsCheck;
using FsCheck.Fluent;
using Neuromorphic.Core.Plasticity;

namespace Neuromorphic.Core.Tests.Plasticity;

public class TraceDecayTests
{
    const double One = 4294967296.0;

    [Fact]
    public void Exponential_decay_is_the_float64_decay_to_within_the_last_bits()
    {
        Gen<(int Value, double Tau)> cases =
            from value in Gen.Choose(0, 32767)
            from tau in Gen.Elements(0.5, 1, 2.5, 10, 63, 1000, 65535)
            select (value, tau);
        Generators.ForAll(cases, c =>
        {
            double exact = Math.Exp(-1 / c.Tau) * c.Value;
            Assert.InRange((TraceDecay.Exponential(c.Tau).Apply(c.Value) / One) - exact, -1e-5, 1e-5);
        });
    }

    [Fact]
    public void A_time_constant_of_0_clears_and_an_endless_one_keeps()
    {
        Assert.Equal(0, TraceDecay.Exponential(0).Apply(127));
        Assert.Equal(TraceDecay.None, TraceDecay.Exponential(double.PositiveInfinity));
        Assert.Equal(TraceDecay.None, TraceDecay.Exponential(Math.Pow(2, 40)));
        Assert.Equal(TraceDecay.Clear, TraceDecay.FirstOrder(1));
        Assert.Equal(default, TraceDecay.Clear);
    }

    [Theory]
    [InlineData(10, 2.5, 7.5)]
    [InlineData(2, 2.5, 0)]
    [InlineData(0, 2.5, 0)]
    [InlineData(-10, 2.5, -7.5)]
    [InlineData(-2, 2.5, 0)]
    public void Linear_decay_loses_its_amount_and_stops_at_0(int value, double amount, double expected) =>
        Assert.Equal(expected, TraceDecay.Linear(amount).Apply(value) / One);

    [Fact]
    public void First_order_decay_keeps_1_minus_1_over_tau() =>
        Assert.Equal(90, TraceDecay.FirstOrder(10).Apply(100) / One, 1e-6);

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void A_time_constant_that_is_none_is_refused(double tau)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => TraceDecay.Exponential(tau));
        Assert.Throws<ArgumentOutOfRangeException>(() => TraceDecay.FirstOrder(tau));
        Assert.Throws<ArgumentOutOfRangeException>(() => TraceDecay.Linear(tau));
    }

    [Fact]
    public void A_fraction_rounds_up_where_the_draw_is_below_it()
    {
        const long Value = (7L << 32) + (1L << 30);
        Assert.Equal(8, TraceDecay.Round(Value, (1u << 30) - 1));
        Assert.Equal(7, TraceDecay.Round(Value, 1u << 30));
        Assert.Equal(-7, TraceDecay.Round(-Value, 0));
        Assert.Equal(-8, TraceDecay.Round(-Value, uint.MaxValue));
    }
}
