using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Plasticity;
using Neuromorphic.Core.Tests.Memory;

namespace Neuromorphic.Core.Tests.Plasticity;

/// <summary>Rows that learn, with the slack of every array ending at an inaccessible page.</summary>
public sealed unsafe class LearningGuardTests
{
    [LinuxTheory]
    [ClassData(typeof(KernelSets))]
    public void A_row_of_sums_of_products_stays_within_its_arrays(string name)
    {
        for (int length = 0; length <= 192; length += 64)
        {
            using var weights = new GuardedBuffer<short>(length);
            using var delays = new GuardedBuffer<short>(length);
            using var tags = new GuardedBuffer<short>(length);
            using var rounding = new GuardedBuffer<int>(length);
            using var column = new GuardedBuffer<int>(length);
            using var terms = new GuardedBuffer<RowTerm>(3);
            using var factors = new GuardedBuffer<RowFactor>(3);
            column.Span.Fill(5);
            terms.Span.Fill(new RowTerm { Scale = 2, Gate = column.Address, Factors = 1, LeftShift = 7 });
            factors.Span.Fill(new RowFactor { Operand = RowOperand.Column, Column = column.Address, Low = -128, High = 127 });
            var plan = new RowPlan
            {
                Weights = weights.Address,
                Delays = delays.Address,
                Tags = tags.Address,
                Weight = new RowTarget { Terms = 1, Low = -256, High = 255 },
                Delay = new RowTarget { Terms = 1, Low = 0, High = 255 },
                Tag = new RowTarget { Terms = 1, Low = -256, High = 255 },
                Terms = terms.Address,
                Factors = factors.Address,
                RoundingColumn = rounding.Address,
                AccumulatorMinimum = -32768,
                Length = length,
            };
            LearningKernels.Of(KernelSet.Named(name)).UpdateRow(plan);
            foreach (GuardedBuffer<short> learned in new[] { weights, delays, tags })
            {
                Assert.All(learned.Span.ToArray(), value => Assert.Equal(2 * 5 * 5, value));
            }
        }
    }

    [LinuxTheory]
    [ClassData(typeof(KernelSets))]
    public void A_row_of_pairs_stays_within_its_arrays(string name)
    {
        for (int length = 0; length <= 192; length += 64)
        {
            using var weights = new GuardedBuffer<short>(length);
            using var change = new GuardedBuffer<short>(length);
            using var mask = new GuardedBuffer<short>(length);
            using var rounding = new GuardedBuffer<short>(length);
            change.Span.Fill(3 << 7);
            mask.Span.Fill(-1);
            var both = new PairRow
            {
                Weights = weights.Address,
                PreChange = change.Address,
                PostMask = mask.Address,
                PostChange = 4 << 7,
                RoundingColumn = rounding.Address,
                Low = -256,
                High = 255,
                Length = length,
            };
            LearningKernels kernels = LearningKernels.Of(KernelSet.Named(name));
            kernels.UpdatePairRow(both);
            kernels.UpdatePairRow(both with { PreChange = null });
            kernels.UpdatePairRow(both with { PostMask = null });
            Assert.All(weights.Span.ToArray(), value => Assert.Equal(2 * (3 + 4), value));
        }
    }
}
