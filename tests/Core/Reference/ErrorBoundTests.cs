using FsCheck;
using FsCheck.Fluent;
using Neuromorphic.Core.Reference;

namespace Neuromorphic.Core.Tests.Reference;

public sealed class ErrorBoundTests
{
    [Fact]
    public void The_closed_form_is_the_recursion()
    {
        Gen<(double Gain, double PerStep, double Start, int Steps)> cases =
            from gain in Gen.OneOf(Gen.Choose(0, 4096).Select(k => k / 4096.0), Gen.Constant(1.0))
            from perStep in Gen.Elements(0, 0.5, 0.9999, 3)
            from start in Gen.Elements(0, 1, 1e6)
            from steps in Gen.Choose(0, 300)
            select (gain, perStep, start, steps);
        Generators.ForAll(cases, c =>
        {
            ErrorBound bound = new(c.Gain, c.PerStep);
            double error = c.Start;
            for (int step = 0; step < c.Steps; step++)
            {
                error = bound.Next(error);
            }

            Assert.Equal(error, bound.After(c.Steps, c.Start), 1e-9 * Math.Max(1, error));
            Assert.True(c.Start > 0 || error <= bound.Limit * (1 + 1e-12));
        });
    }

    [Fact]
    public void A_truncated_decay_loses_as_much_as_its_factor_allows()
    {
        for (int keep = 0; keep <= 4096; keep++)
        {
            double worst = 0;
            for (int x = 0; x < 4096; x++)
            {
                worst = Math.Max(worst, (((long)x * keep) & 4095) / 4096.0);
            }

            Assert.Equal(worst, ErrorBound.TruncatedDecay(keep).PerStep, 3 * ErrorBound.Float64Operation);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => ErrorBound.TruncatedDecay(4097));
        Assert.Throws<ArgumentOutOfRangeException>(() => ErrorBound.TruncatedDecay(-1));
    }

    [Fact]
    public void A_cascade_grows_toward_its_limit()
    {
        CascadeErrorBound bound = new(new ErrorBound(0.9, 0.5), (new ErrorBound(0.5, 1), 2));
        Assert.Equal(0, bound.After(0));
        Assert.Equal(0.5 + 2, bound.After(1), 1e-12);
        Assert.Equal((0.9 * 2.5) + 0.5 + (2 * 1.5), bound.After(2), 1e-12);
        Assert.Equal((0.5 + (2 * 2)) / 0.1, bound.Limit, 1e-9);
        Assert.Equal(bound.Limit, bound.After(1000), 1e-9);
        Assert.Equal(double.PositiveInfinity, new CascadeErrorBound(new ErrorBound(1, 0), (new ErrorBound(0.5, 1), 1)).Limit);
        Assert.Equal(0, ErrorBound.Exact.Limit);
    }

    [Fact]
    public void Soft_reset_neurons_differ_in_no_more_spikes_than_the_identity_allows()
    {
        int most = 0;
        Gen<(int Threshold, int[] First, int[] Second)> cases =
            from threshold in Gen.Choose(1, 300)
            from first in Generators.Array(Gen.Choose(0, threshold), 100)
            from difference in Generators.Array(Gen.Choose(-3, 3), 100)
            select (threshold, first, first.Zip(difference, (i, d) => Math.Clamp(i + d, 0, threshold)).ToArray());
        Generators.ForAll(cases, c =>
        {
            (int n, int v) = Run(c.First, c.Threshold);
            (int m, int w) = Run(c.Second, c.Threshold);
            int bound = (int)SpikeCountBound.SoftReset(c.Threshold, Math.Abs(c.First.Sum() - c.Second.Sum()), 0, Math.Abs(v - w));
            Assert.InRange(Math.Abs(n - m), 0, bound);
            most = Math.Max(most, Math.Abs(n - m));

            // Input from 0 to Θ keeps both ends in [0, Θ), so a bound without the ends needs no simulation.
            Assert.InRange(Math.Abs(n - m), 0, SpikeCountBound.SoftReset(c.Threshold, c.First.Zip(c.Second, (a, b) => Math.Abs(a - b)).Sum(), 0, c.Threshold));
        });
        Assert.InRange(most, 1, int.MaxValue);

        static (int Spikes, int Potential) Run(int[] input, int threshold)
        {
            int v = 0;
            int spikes = 0;
            foreach (int i in input)
            {
                v += i;
                if (v >= threshold)
                {
                    v -= threshold;
                    spikes++;
                }
            }

            return (spikes, v);
        }
    }
}
