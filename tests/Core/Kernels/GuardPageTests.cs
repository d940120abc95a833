using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Neurons;
using Neuromorphic.Core.Tests.Memory;

namespace Neuromorphic.Core.Tests.Kernels;

/// <summary>
/// Every kernel over every length of 0 to three of the widest vectors and a tail, with each buffer's documented slack
/// ending at an inaccessible page. A read or write too far is not a failed assertion but the end of the test process.
/// </summary>
public sealed unsafe class GuardPageTests
{
    const int LongestLength = (3 * 16) + 15;

    [LinuxTheory]
    [ClassData(typeof(KernelSets))]
    public void Rows_stay_within_the_slack(string name)
    {
        KernelSet kernels = KernelSet.Named(name);
        for (int length = 0; length <= LongestLength; length++)
        {
            using var accumulator = new GuardedBuffer<int>(length);
            using var row = new GuardedBuffer<sbyte>(length);
            row.Span.Fill(3);
            kernels.AddRow(accumulator.Address, row.Address, length);
            kernels.AddScaledRow(accumulator.Address, row.Address, length, 5);
            Assert.All(accumulator.Span.ToArray(), value => Assert.Equal(18, value));
        }
    }

    /// <summary>Here the first element is not aligned: the last one ends where the slack begins.</summary>
    [LinuxTheory]
    [ClassData(typeof(KernelSets))]
    public void Rows_that_end_at_the_slack_stay_within_it(string name)
    {
        KernelSet kernels = KernelSet.Named(name);
        for (int length = 0; length <= LongestLength; length++)
        {
            using var accumulator = new GuardedBuffer<int>(64);
            using var row = new GuardedBuffer<sbyte>(64);
            row.Span.Fill(-1);
            kernels.AddRow(accumulator.Address + 64 - length, row.Address + 64 - length, length);
            kernels.AddScaledRow(accumulator.Address + 64 - length, row.Address + 64 - length, length, 5);
            for (int i = 0; i < 64; i++)
            {
                Assert.Equal(i < 64 - length ? 0 : -6, accumulator.Span[i]);
            }
        }
    }

    [LinuxTheory]
    [ClassData(typeof(KernelSets))]
    public void Steps_stay_within_the_padding(string name)
    {
        KernelSet kernels = KernelSet.Named(name);
        for (int words = 0; words <= 3; words++)
        {
            int neurons = words * SpikeMask.BitsPerWord;
            using var potential = new GuardedBuffer<int>(neurons);
            using var current = new GuardedBuffer<int>(neurons);
            using var threshold = new GuardedBuffer<int>(neurons);
            using var bias = new GuardedBuffer<int>(neurons);
            using var spikes = new GuardedBuffer<ulong>(words);
            using var driven = new GuardedBuffer<ulong>(words);
            current.Span.Fill(7);
            threshold.Span.Fill(7);
            kernels.Step(default(IntegrateAndFire), words, potential.Address, current.Address, threshold.Address, bias.Address, spikes.Address, driven.Address);
            kernels.Step(LeakyIntegrateAndFire.SoftReset(41), words, potential.Address, current.Address, threshold.Address, bias.Address, spikes.Address, driven.Address);
            kernels.Accumulate(words, potential.Address, current.Address, bias.Address, driven.Address);
            Assert.All(potential.Span.ToArray(), value => Assert.Equal(0, value));
        }
    }

    [LinuxTheory]
    [ClassData(typeof(LaneTypes))]
    public void Several_rows_at_once_stay_within_the_multiple_of_64(LaneType lanes)
    {
        sbyte** rows = stackalloc sbyte*[3];
        for (int length = 1; length <= (3 * 64) + 1; length++)
        {
            int padded = SpikeMask.PaddedLength(length);
            using var accumulator = new GuardedBuffer<int>(padded);
            using var first = new GuardedBuffer<sbyte>(padded);
            using var second = new GuardedBuffer<sbyte>(padded);
            first.Span[..length].Fill(1);
            second.Span[..length].Fill(-128);
            rows[0] = rows[2] = first.Address;
            rows[1] = second.Address;
            lanes.AddRows(accumulator.Address, rows, 3, length);
            Assert.All(accumulator.Span[..length].ToArray(), value => Assert.Equal(-126, value));
            Assert.All(accumulator.Span[length..].ToArray(), value => Assert.Equal(0, value));
        }
    }
}
