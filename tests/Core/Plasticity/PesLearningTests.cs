using Neuromorphic.Core.Plasticity;

namespace Neuromorphic.Core.Tests.Plasticity;

public class PesLearningTests
{
    /// <summary>The rule in float64 as nengo-loihi's documentation of its discretisation states it, with the same draws.</summary>
    [Theory]
    [InlineData(1, -7, 4, 1, 20.296875)]
    [InlineData(5, -5, 2, 1, 7.78125)]
    [InlineData(7, -3, 0, 3, 90)]
    [InlineData(3, -9, -2, 0, 31.5)]
    public void It_is_the_float64_rule_with_the_same_draws(int mantissa, int exponent, int weightExponent, int dropped, double magnitude)
    {
        const int Axons = 7;
        const int Dimensions = 3;
        var random = new Random(11);
        double[] stream = [.. Enumerable.Range(0, 20000).Select(_ => random.NextDouble())];
        int next = 0;
        int unit = 1 << (6 + weightExponent + dropped);
        int most = (1 << (8 - dropped)) - 1;
        int[] weights = [.. Enumerable.Range(0, Axons * Dimensions * 2).Select(_ => random.Next(-most, most + 1) * unit)];
        double[] expected = [.. weights.Select(w => (double)w)];
        double[] trace = new double[Axons];
        bool[] gathered = new bool[Axons];
        var parameters = new PesParameters
        {
            TrainingEpoch = 2,
            LearningEpoch = 4,
            TraceTau = 15,
            TraceMagnitude = magnitude,
            RateMantissa = mantissa,
            RateExponent = exponent,
            WeightExponent = weightExponent,
            DroppedBits = dropped,
        };
        var learning = new PesLearning(Axons, Dimensions, weights, parameters, new RecordedSequence(stream));
        int[] sums = new int[learning.Columns];
        for (int t = 1; t <= 200; t++)
        {
            int[] spikes = [.. Enumerable.Range(0, Axons).Select(_ => random.Next(3) / 2)];
            int[] error = [.. Enumerable.Range(0, Dimensions).Select(_ => random.Next(-127, 128))];
            double[] input = [.. Enumerable.Range(0, learning.Columns).Select(c =>
                Enumerable.Range(0, Axons).Sum(a => spikes[a] * expected[(a * learning.Columns) + c]))];
            learning.Step(spikes, error, sums);
            Assert.Equal(input, sums.Select(s => (double)s));
            for (int a = 0; a < Axons; a++)
            {
                gathered[a] |= spikes[a] != 0;
            }

            for (int a = 0; t % 2 == 0 && a < Axons; a++)
            {
                double value = (Math.Exp(-2 / 15.0) * trace[a]) + (gathered[a] ? magnitude : 0);
                trace[a] = Math.Min(127, Rounded(value));
                gathered[a] = false;
            }

            for (int i = 0; t % 4 == 0 && i < expected.Length; i++)
            {
                int column = i % learning.Columns;
                double e = column < Dimensions ? -error[column] : error[column - Dimensions];
                double change = Math.Floor(trace[i / learning.Columns] * e * mantissa * Math.Pow(2, 7 + exponent - 2));
                double value = Math.Floor(expected[i] * Math.Pow(2, 7 - 6 - weightExponent)) + change;
                double rounded = Rounded(value * Math.Pow(2, -7 - dropped));
                expected[i] = Math.Clamp(rounded, -most, most) * unit;
            }

            Assert.Equal(trace, learning.Trace.ToArray().Select(x => (double)x));
            Assert.Equal(expected, learning.Weights.ToArray().Select(w => (double)w));
        }

        double Rounded(double x)
        {
            double magnitudeOf = Math.Abs(x);
            double fraction = magnitudeOf - Math.Floor(magnitudeOf);
            return Math.Sign(x) * (Math.Floor(magnitudeOf) + (fraction > stream[next++] ? 1 : 0));
        }
    }

    [Fact]
    public void Without_error_or_rate_weights_stay()
    {
        int[] weights = [2048, -4096, 0, 2048];
        foreach ((int rate, int error) in new[] { (0, 100), (7, 0) })
        {
            var parameters = new PesParameters { RateMantissa = rate, RateExponent = -3, WeightExponent = 4, DroppedBits = 1, TraceMagnitude = 20 };
            var learning = new PesLearning(2, 1, weights, parameters, new CounterRounding(1, 0));
            for (int t = 0; t < 40; t++)
            {
                learning.Step([1, 1], [error], new int[2]);
            }

            Assert.Equal(weights, learning.Weights.ToArray());
        }
    }

    [Fact]
    public void What_makes_no_sense_is_refused()
    {
        var source = new CounterRounding(1, 0);
        int[] weights = new int[4];
        Assert.Throws<ArgumentException>(() => new PesLearning(2, 1, new int[3], new PesParameters(), source));
        Assert.Throws<ArgumentException>(() => new PesLearning(2, 1, weights, new PesParameters { LearningEpoch = 0 }, source));
        Assert.Throws<ArgumentException>(() => new PesLearning(2, 1, weights, new PesParameters { TraceTau = 0 }, source));
        Assert.Throws<ArgumentException>(() => new PesLearning(2, 1, weights, new PesParameters { RateMantissa = 8 }, source));
        Assert.Throws<ArgumentException>(() => new PesLearning(2, 1, weights, new PesParameters { DroppedBits = 9 }, source));
        var learning = new PesLearning(2, 1, weights, new PesParameters(), source);
        Assert.Throws<ArgumentException>(() => learning.Step([1], [0], new int[2]));
        Assert.Throws<ArgumentException>(() => learning.Step([1, 1], [128], new int[2]));
        Assert.Throws<EndOfStreamException>(() => new RecordedSequence([0.5]).DrawTwice());
        Assert.Throws<ArgumentException>(() => new RecordedSequence([1.0]));
    }
}

/// <summary>Asks a source for more than it has.</summary>
static class SourceExtensions
{
    public static void DrawTwice(this IRoundingSource source)
    {
        source.Draw(default);
        source.Draw(default);
    }
}
