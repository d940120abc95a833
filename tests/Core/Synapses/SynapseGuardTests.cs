using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Synapses;
using Neuromorphic.Core.Tests.Kernels;
using Neuromorphic.Core.Tests.Memory;

namespace Neuromorphic.Core.Tests.Synapses;

/// <summary>
/// Whole groups of synapses and sums on their way, with the slack of every array ending at an inaccessible page: a read or
/// write too far ends the test process. Results are compared with the definition as well, so that nothing is skipped.
/// </summary>
public sealed unsafe class SynapseGuardTests
{
    [LinuxTheory]
    [ClassData(typeof(LaneTypes))]
    public void Dense_synapses_stay_within_their_arrays(LaneType lanes)
    {
        var random = new Random(1);
        sbyte** room = stackalloc sbyte*[RowTile.MostRows];
        foreach (int targets in Enumerable.Range(1, 70).Append(127).Append(128).Append(129).Append(191))
        {
            int sources = random.Next(1, 70);
            int stride = SpikeMask.PaddedLength(targets);
            using var weights = new GuardedBuffer<sbyte>(sources * stride);
            using var rowOf = new GuardedBuffer<int>(sources);
            using var spikes = Spikes(random, sources);
            using var values = Values(random, sources);
            int[] expected = new int[targets];
            for (int j = 0; j < sources; j++)
            {
                rowOf.Span[j] = j % 5 == 4 ? -1 : j;
                int factor = values.Span[j] + (SpikeMask.Contains(spikes.Span, j) ? 1 : 0);
                for (int i = 0; i < targets; i++)
                {
                    sbyte weight = (sbyte)random.Next(-128, 128);
                    weights.Span[(j * stride) + i] = weight;
                    expected[i] += rowOf.Span[j] < 0 ? 0 : factor * weight;
                }
            }

            var walk = new DenseWalk { Weights = weights.Address, Stride = stride, Length = targets, RowOfSource = rowOf.Address };

            // Several rows at once write whole vectors: the sums are whole words of 64.
            using var padded = new GuardedBuffer<int>(stride);
            lanes.Dense(walk, spikes.Address, values.Address, sources, room, padded.Address);
            Assert.Equal(expected, padded.Span[..targets].ToArray());
        }
    }

    [LinuxTheory]
    [ClassData(typeof(LaneTypes))]
    public void Convolution_synapses_stay_within_their_arrays(LaneType lanes)
    {
        var random = new Random(2);
        sbyte** room = stackalloc sbyte*[RowTile.MostRows];
        for (int one = 0; one < 150; one++)
        {
            (SynapseGroup group, int[,] matrix) = RandomSynapses.Convolution(random);
            using var synapses = (ConvolutionSynapses)group;
            int sources = synapses.Source.Count;
            int targets = synapses.Target.Count;
            ConvolutionWalk walk = synapses.Walk;
            using GuardedBuffer<sbyte> weights = Copy(walk.Weights, (int)synapses.StoredWeights);
            using GuardedBuffer<TapRun> rowTaps = Copy(walk.RowTaps, walk.RowStart[synapses.Source.Height]);
            using GuardedBuffer<TapRun> columnTaps = Copy(walk.ColumnTaps, walk.ColumnStart[synapses.Source.Width]);
            using GuardedBuffer<int> rowStart = Copy(walk.RowStart, synapses.Source.Height + 1);
            using GuardedBuffer<int> columnStart = Copy(walk.ColumnStart, synapses.Source.Width + 1);
            walk.Weights = weights.Address;
            walk.RowTaps = rowTaps.Address;
            walk.ColumnTaps = columnTaps.Address;
            walk.RowStart = rowStart.Address;
            walk.ColumnStart = columnStart.Address;
            using var spikes = Spikes(random, sources);
            using var values = Values(random, sources);
            using var current = new GuardedBuffer<int>(targets);
            lanes.Convolution(walk, spikes.Address, values.Address, sources, room, current.Address);
            for (int i = 0; i < targets; i++)
            {
                int expected = 0;
                for (int j = 0; j < sources; j++)
                {
                    expected += matrix[j, i] * (values.Span[j] + (SpikeMask.Contains(spikes.Span, j) ? 1 : 0));
                }

                Assert.Equal(expected, current.Span[i]);
            }
        }
    }

    [LinuxFact]
    public void Explicit_synapses_stay_within_their_arrays()
    {
        var random = new Random(3);
        for (int one = 0; one < 60; one++)
        {
            (SynapseGroup group, int[,] matrix) = RandomSynapses.Sparse(random, Shape.Flat(random.Next(1, 70)), Shape.Flat(random.Next(1, 40)));
            var synapses = (SparseSynapses)group;
            int sources = synapses.Source.Count;
            using GuardedBuffer<int> start = Copy(synapses.Start);
            using GuardedBuffer<int> targets = Copy(synapses.Targets);
            using GuardedBuffer<sbyte> weights = Copy(synapses.Weights);
            using var spikes = Spikes(random, sources);
            using var values = Values(random, sources);
            using var current = new GuardedBuffer<int>(synapses.Target.Count);
            var walk = new SparseWalk(start.Address, targets.Address, weights.Address);
            SparseKernels.Accumulate(walk, spikes.Address, spikes.Length, current.Address);
            SparseKernels.AccumulateScaled(walk, values.Address, sources, current.Address);
            for (int i = 0; i < current.Length; i++)
            {
                int expected = 0;
                for (int j = 0; j < sources; j++)
                {
                    expected += matrix[j, i] * (values.Span[j] + (SpikeMask.Contains(spikes.Span, j) ? 1 : 0));
                }

                Assert.Equal(expected, current.Span[i]);
            }
        }
    }

    /// <summary>What delay lines do with a slot: rows of 16-bit weights into a sum, the sum into the slot, the slot to its neurons.</summary>
    [LinuxTheory]
    [ClassData(typeof(KernelSets))]
    public void Sums_on_their_way_stay_within_whole_words(string name)
    {
        KernelSet kernels = KernelSet.Named(name);
        for (int words = 0; words <= 3; words++)
        {
            int neurons = words * SpikeMask.BitsPerWord;
            using var row = new GuardedBuffer<short>(neurons);
            using var sum = new GuardedBuffer<int>(neurons);
            using var slot = new GuardedBuffer<int>(neurons);
            row.Span.Fill(-3);
            kernels.AddRow(sum.Address, row.Address, words);
            kernels.AddScaledRow(sum.Address, row.Address, words, 4);
            kernels.MoveShifted(slot.Address, sum.Address, words, -1);
            Assert.All(slot.Span.ToArray(), value => Assert.Equal(-8, value));
            Assert.All(sum.Span.ToArray(), value => Assert.Equal(0, value));
        }
    }

    static GuardedBuffer<ulong> Spikes(Random random, int sources)
    {
        var spikes = new GuardedBuffer<ulong>(SpikeMask.Words(sources));
        int sparsity = random.Next(1, 5);
        for (int j = 0; j < sources; j++)
        {
            spikes.Span[j / 64] |= random.Next(sparsity) == 0 ? 1UL << (j % 64) : 0;
        }

        return spikes;
    }

    static GuardedBuffer<int> Values(Random random, int sources)
    {
        var values = new GuardedBuffer<int>(sources);
        foreach (ref int value in values.Span)
        {
            value = random.Next(3) == 0 ? random.Next(-1000, 1000) : 0;
        }

        return values;
    }

    static GuardedBuffer<T> Copy<T>(T* source, int length)
        where T : unmanaged => Copy(new ReadOnlySpan<T>(source, length));

    static GuardedBuffer<T> Copy<T>(ReadOnlySpan<T> source)
        where T : unmanaged
    {
        var copy = new GuardedBuffer<T>(source.Length);
        source.CopyTo(copy.Span);
        return copy;
    }
}
