using Neuromorphic.Core.Randomness;
using Neuromorphic.Import.Conversion.Thresholds;
using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Tests.Conversion;

public class ThresholdTests
{
    /// <summary>
    /// The thresholds that minimise the squared error for rectified standard normal activations: θ/σ = 1.224, 1.686, 2.135,
    /// 2.551, 2.933 for 1 to 16 levels (closed form, checked by brute force).
    /// </summary>
    [Theory]
    [InlineData(1, 1.224)]
    [InlineData(2, 1.686)]
    [InlineData(4, 2.135)]
    [InlineData(8, 2.551)]
    [InlineData(16, 2.933)]
    public void Finds_the_known_optimum_for_gaussian_activations(int timesteps, double expected)
    {
        var random = new Random(5);
        float[] values = [.. Enumerable.Range(0, 200_000).Select(_ => (float)Gaussian(random))];
        var samples = new ActivationSamples(new TensorShape(1, 1, values.Length), 1, 1);
        samples.Add(0, values);

        // The grid is 1 % of the largest value, about 4.5; the sample is finite.
        Assert.InRange(new LeastErrorThreshold().Of(samples, 0, timesteps), expected - 0.09, expected + 0.09);
    }

    [Fact]
    public void A_channel_that_is_never_active_has_no_threshold()
    {
        var samples = new ActivationSamples(new TensorShape(2, 1, 3), 1, 1);
        samples.Add(0, [-1, 0, -2, 0.25f, 0, 0.5f]);
        Assert.Equal(0, new LeastErrorThreshold().Of(samples, 0, 8));
        Assert.InRange(new LeastErrorThreshold().Of(samples, 1, 8), 0.45, 0.5);
        Assert.Equal(0.75, samples.Sum(1));
    }

    [Fact]
    public void Even_a_single_large_outlier_hardly_moves_the_threshold_for_few_timesteps()
    {
        float[] values = [.. Enumerable.Range(0, 1000).Select(i => (i + 1) / 1000f), 5f];
        var samples = new ActivationSamples(new TensorShape(1, 1, values.Length), 1, 1);
        samples.Add(0, values);
        Assert.InRange(new LeastErrorThreshold().Of(samples, 0, 4), 0.9, 1.5);
    }

    /// <summary>Rows of a table of optima for normal activations, checked by brute force to three or four digits.</summary>
    [Theory]
    [InlineData(1, -2.0, 0.6755)]
    [InlineData(1, -0.5, 1.042)]
    [InlineData(1, 0.0, 1.224)]
    [InlineData(1, 1.0, 1.707)]
    [InlineData(1, 2.0, 2.3588)]
    [InlineData(2, -2.0, 0.9575)]
    [InlineData(2, -0.5, 1.4491)]
    [InlineData(2, 0.0, 1.686)]
    [InlineData(2, 1.0, 2.2902)]
    [InlineData(2, 2.0, 3.0377)]
    [InlineData(4, -2.0, 1.2575)]
    [InlineData(4, -0.5, 1.8568)]
    [InlineData(4, 0.0, 2.1353)]
    [InlineData(4, 1.0, 2.8208)]
    [InlineData(4, 2.0, 3.6379)]
    [InlineData(8, -2.0, 1.5578)]
    [InlineData(8, -0.5, 2.2431)]
    [InlineData(8, 0.0, 2.5512)]
    [InlineData(8, 1.0, 3.29)]
    [InlineData(8, 2.0, 4.1491)]
    [InlineData(32, -2.0, 2.1317)]
    [InlineData(32, -0.5, 2.9401)]
    [InlineData(32, 0.0, 3.2857)]
    [InlineData(32, 1.0, 4.0854)]
    [InlineData(32, 2.0, 4.9866)]
    [InlineData(64, -2.0, 2.4027)]
    [InlineData(64, -0.5, 3.2564)]
    [InlineData(64, 0.0, 3.6147)]
    [InlineData(64, 1.0, 4.4333)]
    [InlineData(64, 2.0, 5.3462)]
    public void The_threshold_without_data_is_the_known_optimum(int levels, double mean, double expected)
    {
        Assert.Equal(expected, GaussianThreshold.Of(mean, 1, levels), 2e-3 * expected);
        Assert.Equal(3 * expected, GaussianThreshold.Of(3 * mean, 3, levels), 6e-3 * expected);
    }

    [Fact]
    public void A_channel_that_is_practically_never_positive_needs_no_threshold() =>
        Assert.Equal(0, GaussianThreshold.Of(-9, 1, 8));

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 0.158655254)]
    [InlineData(-1, 0.841344746)]
    [InlineData(2.9999, 1.350341e-3)]
    [InlineData(3.0001, 1.349455e-3)]
    [InlineData(6, 9.865876e-10)]
    public void The_normal_distribution_is_as_tabulated(double x, double expected) =>
        Assert.Equal(1, StandardNormal.Beyond(x) / expected, 1e-6);

    [Theory]
    [InlineData(50, 500)]
    [InlineData(99.9, 999)]
    [InlineData(100, 1000)]
    public void A_percentile_is_the_value_that_so_many_do_not_exceed(double percentile, double expected) =>
        Assert.Equal(expected, new PercentileThreshold(percentile).Of(UpTo(1000), 0, 8));

    [Fact]
    public void The_largest_activation_is_the_largest() => Assert.Equal(1000, new LargestThreshold().Of(UpTo(1000), 0, 8));

    [Theory]
    [InlineData(0)]
    [InlineData(100.5)]
    public void A_percentile_out_of_range_is_refused(double percentile) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PercentileThreshold(percentile));

    /// <summary>For normal activations 512 batches end near 2.9 deviations; it never goes beyond the largest.</summary>
    [Fact]
    public void Balancing_comes_to_rest_where_little_is_clipped()
    {
        var random = new Random(6);
        float[] values = [.. Enumerable.Range(0, 200_000).Select(_ => (float)Gaussian(random))];
        var samples = new ActivationSamples(new TensorShape(1, 1, values.Length), 1, 1);
        samples.Add(0, values);
        Assert.Equal(0.5, samples.PositiveShare(0), 0.01);
        Assert.InRange(new BalancedThreshold().Of(samples, 0, 8), 2.6, 3.2);
        Assert.Equal(7, new BalancedThreshold().Of(Constant(7), 0, 8), 1e-3);
    }

    static ActivationSamples UpTo(int count)
    {
        var samples = new ActivationSamples(new TensorShape(1, 1, count), 1, 1);
        samples.Add(0, [.. Enumerable.Range(1, count).Select(i => (float)i)]);
        return samples;
    }

    static ActivationSamples Constant(float value)
    {
        var samples = new ActivationSamples(new TensorShape(1, 1, 4), 1, 1);
        samples.Add(0, [value, value, value, value]);
        return samples;
    }

    static double Gaussian(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
