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
    [InlineData(0.0001)]
    [InlineData(0.01)]
    [InlineData(0.5)]
    [InlineData(1.28)]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(20)]
    [InlineData(50)]
    public void Poisson_counts_have_their_mean_and_variance(double mean)
    {
        PoissonTable table = PoissonTable.Of(mean);
        double[] shares = new double[32];
        for (int column = 0; column < 32; column++)
        {
            double coin = table.Thresholds[column] / (double)(1 << 27);
            Assert.InRange(coin, 0, 1);
            Assert.True(!table.IsShort || table.Thresholds[column] % (1 << 16) == 0);
            shares[table.Below[column]] += coin / 32;
            shares[table.Above[column]] += (1 - coin) / 32;
        }

        double first = table.Draws * shares.Select((p, k) => p * k).Sum();
        double second = table.Draws * shares.Select((p, k) => p * (k - (first / table.Draws)) * (k - (first / table.Draws))).Sum();
        Assert.Equal(1, shares.Sum(), 12);
        Assert.InRange(first, mean * (1 - 4e-5), mean * (1 + 4e-5));
        Assert.InRange(second, mean * (1 - 4e-5), mean * (1 + 4e-5));
        double probability = Math.Exp(-mean / table.Draws);
        for (int k = 0; k < 32; k++)
        {
            Assert.InRange(shares[k], probability - 4e-4, probability + 4e-4);
            probability *= mean / table.Draws / (k + 1);
        }
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(50.1)]
    [InlineData(double.NaN)]
    public void Means_out_of_range_are_refused(double mean) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => PoissonTable.Of(mean));
}
