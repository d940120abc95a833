using Neuromorphic.Core.Recurrent;

namespace Neuromorphic.Core.Tests.Recurrent;

public sealed class DistributionTests
{
    // Quantiles of the standard normal distribution, from its tables.
    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0.8413447460685429, 1)]
    [InlineData(0.9772498680518208, 2)]
    [InlineData(0.9986501019683699, 3)]
    [InlineData(0.9999683287581669, 4)]
    [InlineData(0.975, 1.959963984540054)]
    public void Normal_quantiles_are_those_of_the_tables(double p, double quantile)
    {
        Assert.Equal(quantile, new NormalDistribution(0, 1).Quantile(p), 9);
        Assert.Equal(5 - (2 * quantile), new NormalDistribution(5, 2).Quantile(1 - p), 7);
    }

    [Fact]
    public void Limits_cut_the_tails_off_or_gather_them()
    {
        var cut = new NormalDistribution(0, 1, Low: 0);
        Assert.Equal(0.6744897501960817, cut.Quantile(0.5), 9);
        Assert.Equal(0, cut.Quantile(1e-12), 6);
        var gathered = new NormalDistribution(0, 1, Low: 0, Clip: true);
        Assert.Equal(0, gathered.Quantile(0.4));
        Assert.Equal(1, gathered.Quantile(0.8413447460685429), 9);
    }

    [Fact]
    public void Uniform_quantiles_run_from_limit_to_limit()
    {
        Assert.Equal(-1.5, new UniformDistribution(-2, 0).Quantile(0.25));
        Assert.Equal(7, new ConstantDistribution(7).Quantile(0.9));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.01)]
    [InlineData(1.28)]
    [InlineData(2)]
    [InlineData(20)]
    [InlineData(50)]
    public void Poisson_thresholds_give_the_mean_and_the_variance(double mean)
    {
        double[] reached = [.. PoissonTable.Of(mean).Thresholds.Select(t => 1 - (t / 4294967296.0))];
        double first = reached.Sum();
        double second = reached.Select((p, k) => p * ((2 * k) + 1)).Sum();
        Assert.Equal(mean, first, 7);
        Assert.Equal(mean, second - (first * first), 5);
    }
}
