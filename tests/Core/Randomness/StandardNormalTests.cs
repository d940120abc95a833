using Neuromorphic.Core.Randomness;

namespace Neuromorphic.Core.Tests.Randomness;

public sealed class StandardNormalTests
{
    [Fact]
    public void A_quantile_is_where_the_distribution_reaches_the_share()
    {
        for (double x = -8; x <= 8; x += 1.0 / 64)
        {
            // Above zero a share near 1 has no digits left for the tail.
            double share = StandardNormal.Cumulative(x);
            double tolerance = x > 0 ? 1e-13 + (1e-15 / StandardNormal.Density(x)) : 1e-13;
            Assert.Equal(x, StandardNormal.Quantile(share), tolerance);
        }
    }

    [Fact]
    public void Both_tails_are_alike_and_far_ones_are_reached()
    {
        Assert.Equal(0, StandardNormal.Quantile(0.5));
        for (double share = 0.5; share > 1e-4; share /= 1.1)
        {
            Assert.Equal(-StandardNormal.Quantile(share), StandardNormal.Quantile(1 - share), 1e-9);
        }

        // exp(−25) is where the far tail begins.
        Assert.Equal(-20, StandardNormal.Quantile(StandardNormal.Cumulative(-20)), 1e-12);
        Assert.Equal(-37, StandardNormal.Quantile(StandardNormal.Cumulative(-37)), 1e-12);
    }
}
