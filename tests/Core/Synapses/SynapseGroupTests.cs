using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Core.Tests.Synapses;

public sealed unsafe class SynapseGroupTests
{
    public static TheoryData<string, int> Cases
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (string kind in new[] { "dense", "pooled dense", "convolution", "sparse" })
            {
                for (int seed = 0; seed < 40; seed++)
                {
                    data.Add(kind, seed);
                }
            }

            return data;
        }
    }

    static (SynapseGroup Group, int[,] Matrix) Make(string kind, Random random) => kind switch
    {
        "dense" => RandomSynapses.Dense(random, RandomShape(random), random.Next(1, 150), pooled: false),
        "pooled dense" => RandomSynapses.Dense(random, RandomShape(random), random.Next(1, 150), pooled: true),
        "convolution" => RandomSynapses.Convolution(random),
        _ => RandomSynapses.Sparse(random, RandomShape(random), RandomShape(random)),
    };

    static Shape RandomShape(Random random) => new(random.Next(1, 5), random.Next(1, 5), random.Next(1, 8));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Spikes_add_their_columns_of_the_matrix_at_every_width(string kind, int seed)
    {
        var random = new Random(seed);
        (SynapseGroup group, int[,] matrix) = Make(kind, random);
        ulong[] spikes = new ulong[SpikeMask.Words(group.Source.Count)];
        int[] values = new int[group.Source.Count];
        int[] expectedSpikes = [.. Enumerable.Range(0, group.Target.Count).Select(_ => random.Next())];
        int[] expectedValues = [.. expectedSpikes];
        int[] start = [.. expectedSpikes];
        for (int j = 0; j < values.Length; j++)
        {
            bool spike = random.Next(3) == 0;
            spikes[j / 64] |= spike ? 1UL << (j % 64) : 0;
            values[j] = random.Next(2) == 0 ? 0 : random.Next(int.MinValue, int.MaxValue);
            for (int i = 0; i < start.Length; i++)
            {
                expectedSpikes[i] = unchecked(expectedSpikes[i] + (spike ? matrix[j, i] : 0));
                expectedValues[i] = unchecked(expectedValues[i] + (values[j] * matrix[j, i]));
            }
        }

        foreach (KernelSet kernels in KernelSet.All)
        {
            using var current = new AlignedBuffer<int>(start, SpikeMask.PaddedLength(start.Length));
            group.Accumulate(kernels, spikes, current.Address);
            Assert.Equal(expectedSpikes, current.Span[..start.Length].ToArray());
            start.CopyTo(current.Span);
            group.AccumulateScaled(kernels, values, current.Address);
            Assert.Equal(expectedValues, current.Span[..start.Length].ToArray());
            Assert.DoesNotContain(current.Span[start.Length..].ToArray(), v => v != 0);
        }
    }

    /// <summary>By the list of spikes or as a vector of all values: the same integers, whatever is in payloads nobody sent.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Payloads_multiply_the_weights_of_those_who_spike(string kind, int seed)
    {
        var random = new Random(seed);
        (SynapseGroup group, int[,] matrix) = Make(kind, random);
        int sources = group.Source.Count;
        ulong[] spikes = new ulong[SpikeMask.Words(sources)];
        using var payload = new AlignedBuffer<short>(SpikeMask.PaddedLength(sources));
        int[] values = new int[sources];
        int[] start = [.. Enumerable.Range(0, group.Target.Count).Select(_ => random.Next(int.MinValue, int.MaxValue))];
        int[] expected = [.. start];
        for (int j = 0; j < sources; j++)
        {
            payload.Span[j] = random.Next(4) switch
            {
                0 => -1,
                1 => short.MinValue,
                2 => short.MaxValue,
                _ => (short)random.Next(short.MinValue, short.MaxValue),
            };
            bool spike = random.Next(3) == 0;
            spikes[j / 64] |= spike ? 1UL << (j % 64) : 0;
            values[j] = spike ? payload.Span[j] : 0;
            for (int i = 0; i < start.Length; i++)
            {
                expected[i] = unchecked(expected[i] + (values[j] * matrix[j, i]));
            }
        }

        foreach (KernelSet kernels in KernelSet.All)
        {
            using var current = new AlignedBuffer<int>(start, SpikeMask.PaddedLength(start.Length));
            group.AccumulateGraded(kernels, spikes, payload.Address, current.Address);
            Assert.Equal(expected, current.Span[..start.Length].ToArray());
            Assert.DoesNotContain(current.Span[start.Length..].ToArray(), v => v != 0);
            start.CopyTo(current.Span);
            group.AccumulateScaled(kernels, values, current.Address);
            Assert.Equal(expected, current.Span[..start.Length].ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Synapses_and_fan_out_list_exactly_the_weights_that_are_not_zero(string kind, int seed)
    {
        (SynapseGroup group, int[,] matrix) = Make(kind, new Random(seed));
        int[] targets = new int[group.MaxFanOut];
        sbyte[] weights = new sbyte[group.MaxFanOut];
        long total = 0;
        for (int j = 0; j < group.Source.Count; j++)
        {
            int count = group.CopySynapses(j, targets, weights);
            Assert.Equal(count, group.FanOut[j]);
            Assert.DoesNotContain((sbyte)0, weights[..count]);
            int[] row = new int[group.Target.Count];
            for (int k = 0; k < count; k++)
            {
                row[targets[k]] += weights[k];
            }

            for (int i = 0; i < row.Length; i++)
            {
                Assert.Equal(matrix[j, i], row[i]);
            }

            total += count;
        }

        Assert.Equal(total, group.SynapseCount);
        Assert.InRange(total, 0, group.Connections);
    }

    /// <summary>The analytic footprint must hold what the block's neurons really receive.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Footprint_counts_the_sources_of_a_block(string kind, int seed)
    {
        var random = new Random(seed);
        (SynapseGroup group, _) = Make(kind, random);
        Shape shape = group.Target;
        int y = random.Next(shape.Height);
        int x = random.Next(shape.Width);
        int c = random.Next(shape.Channels);
        var block = new NeuronBlock(
            y, random.Next(y, shape.Height) + 1, x, random.Next(x, shape.Width) + 1, c, random.Next(c, shape.Channels) + 1);
        int[] targets = new int[group.MaxFanOut];
        sbyte[] weights = new sbyte[group.MaxFanOut];
        var lists = new HashSet<string>();
        long synapses = 0;
        for (int j = 0; j < group.Source.Count; j++)
        {
            int count = group.CopySynapses(j, targets, weights);
            var inBlock = new List<(int, sbyte)>();
            for (int k = 0; k < count; k++)
            {
                int position = targets[k] / shape.Channels;
                if (block.Contains(position / shape.Width, position % shape.Width, targets[k] % shape.Channels))
                {
                    inBlock.Add((targets[k], weights[k]));
                }
            }

            // Sources with the same synapses share a list, unless nothing says that they would have to.
            bool pooled = kind is "pooled dense" or "convolution";
            if (inBlock.Count > 0 && lists.Add(string.Join(" ", inBlock) + (pooled ? "" : $" of {j}")))
            {
                synapses += inBlock.Count;
            }
        }

        long sources = lists.Count;

        SynapseFootprint footprint = group.Footprint(block);

        // Weights that happen to be zero are stored all the same, so the footprint is an upper bound.
        Assert.InRange(sources, 0, footprint.Lists);
        Assert.InRange(synapses, 0, footprint.Synapses);
        if (kind == "sparse")
        {
            Assert.Equal(new SynapseFootprint(sources, synapses, synapses), footprint);
        }
    }

    [Fact]
    public void Footprint_of_a_convolution_without_zeros_is_exact()
    {
        var source = new Shape(6, 7, 3);
        var rows = new SlidingWindow(6, 6, 3, 1, 1, 1);
        var columns = new SlidingWindow(7, 3, 3, 2, 0, 1);
        sbyte[] weights = [.. Enumerable.Repeat((sbyte)1, 4 * 3 * 9)];
        using var group = new ConvolutionSynapses(source, 4, rows, columns, 1, weights);
        var block = new NeuronBlock(0, 2, 1, 3, 0, 4);

        // Rows −1..2 of which 0..2 exist; columns 2..6; three channels.
        Assert.Equal(new SynapseFootprint(3 * 5 * 3, 4 * 3 * 9, (2 + 3) * 6 * 3 * 4), group.Footprint(block));
        Assert.Equal(group.SynapseCount, group.Footprint(NeuronBlock.All(group.Target)).Synapses);
        Assert.Equal(group.SynapseCount, group.Connections);
    }

    [Fact]
    public void Contradictory_sizes_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new DenseSynapses(Shape.Flat(2), Shape.Flat(3), new sbyte[7]));
        Assert.Throws<ArgumentException>(() => new DenseSynapses(Shape.Flat(2), Shape.Flat(3), new sbyte[3], [0, 1]));
        Assert.Throws<ArgumentException>(() => new SparseSynapses(Shape.Flat(1), Shape.Flat(1), [0, 1], [0], [0]));
        Assert.Throws<ArgumentException>(() => new SparseSynapses(Shape.Flat(1), Shape.Flat(1), [0, 1], [1], [1]));
        Assert.Throws<ArgumentException>(() => new ConvolutionSynapses(
            new Shape(4, 4, 3), 4, SlidingWindow.Identity(4), SlidingWindow.Identity(4), 2, new sbyte[12]));
        Assert.Throws<ArgumentException>(() => new ConvolutionSynapses(
            new Shape(4, 4, 2), 4, SlidingWindow.Identity(3), SlidingWindow.Identity(4), 1, new sbyte[8]));
    }
}
