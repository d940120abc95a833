using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Reference;
using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Core.Tests.Reference;

public sealed unsafe class LayerRoundingTests
{
    [Fact]
    public void Every_spike_count_stays_inside_the_bound_and_one_attains_it()
    {
        const int Sources = 37;
        const int Targets = 19;
        const int Most = 9;
        var random = new Random(7);
        for (int round = 0; round < 30; round++)
        {
            double[] real = [.. Enumerable.Range(0, Sources * Targets).Select(_ => random.Next(6) == 0 ? 0 : (random.NextDouble() - 0.5) * 2)];
            double[] step = [.. Enumerable.Range(0, Targets).Select(_ => 1 / (127 * (0.2 + random.NextDouble())))];
            sbyte[] integers = [.. real.Select((g, k) => (sbyte)Math.Clamp(Math.Round(g / step[k % Targets]), -127, 127))];
            using DenseSynapses synapses = new(Shape.Flat(Sources), Shape.Flat(Targets), integers);
            LayerRounding rounding = LayerRounding.Measure(synapses, step, (source, add) =>
            {
                for (int i = 0; i < Targets; i++)
                {
                    add(i, real[(source * Targets) + i]);
                }
            });

            for (int target = 0; target < Targets; target++)
            {
                bool clamped = Enumerable.Range(0, Sources).Any(j => Math.Abs(real[(j * Targets) + target] / step[target]) > 127.5);
                Assert.Equal(clamped, rounding.LargestRounding(target) > 0.5 + 1e-9);
                int[] upward = [.. Enumerable.Range(0, Sources).Select(j => Difference(j, target) > 0 ? Most : 0)];
                int[] downward = [.. Enumerable.Range(0, Sources).Select(j => Difference(j, target) < 0 ? Most : 0)];
                int[] any = [.. Enumerable.Range(0, Sources).Select(_ => random.Next(Most + 1))];
                double bound = rounding.LargestError(target, Most);
                Assert.InRange(Error(any, target), 0, bound * (1 + 1e-12));
                Assert.Equal(bound, Math.Max(Error(upward, target), Error(downward, target)), 1e-9);
            }

            double Difference(int source, int target) =>
                (step[target] * integers[(source * Targets) + target]) - real[(source * Targets) + target];

            double Error(int[] counts, int target)
            {
                using var current = new AlignedBuffer<int>(SpikeMask.PaddedLength(Targets));
                synapses.AccumulateScaled(KernelSet.Best, counts, current.Address);
                double exact = counts.Select((n, j) => n * real[(j * Targets) + target]).Sum();
                return Math.Abs((step[target] * current.Span[target]) - exact);
            }
        }
    }

    [Fact]
    public void A_step_that_is_missing_or_not_positive_is_refused()
    {
        using DenseSynapses synapses = new(Shape.Flat(1), Shape.Flat(2), new sbyte[] { 1, 2 });
        Assert.ThrowsAny<ArgumentException>(() => LayerRounding.Measure(synapses, [1], (_, _) => { }));
        Assert.ThrowsAny<ArgumentException>(() => LayerRounding.Measure(synapses, [1, 0], (_, _) => { }));
        Assert.ThrowsAny<ArgumentException>(() => LayerRounding.Measure(synapses, [1, double.NaN], (_, _) => { }));
    }
}
