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

    static double Gaussian(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
