using Neuromorphic.Core.Memory;

namespace Neuromorphic.Core.Tests.Memory;

public sealed class SpikeMaskTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 64)]
    [InlineData(64, 64)]
    [InlineData(65, 128)]
    public void Padding_rounds_up_to_whole_words(int neurons, int padded) => Assert.Equal(padded, SpikeMask.PaddedLength(neurons));

    [Fact]
    public void Counts_and_counters_agree_with_the_bits()
    {
        ulong[] mask = [0x8000_0000_0000_0001UL, 0b101UL];
        int[] counts = new int[128];
        SpikeMask.AddTo(counts, mask);
        Assert.Equal(4, SpikeMask.Count(mask));
        Assert.Equal([0, 63, 64, 66], Enumerable.Range(0, 128).Where(i => counts[i] == 1));
        Assert.True(SpikeMask.Contains(mask, 66));
        Assert.False(SpikeMask.Contains(mask, 65));
    }

    [Fact]
    public void Neurons_of_a_mask_come_in_order_whatever_happens_to_their_word()
    {
        ulong[] mask = [0, 0x8000_0000_0000_0001UL, 0, 0b101UL, 0];
        var neurons = new List<int>();
        foreach (int neuron in SpikeMask.NeuronsOf(mask))
        {
            neurons.Add(neuron);
            mask[neuron / 64] = 0;
        }

        Assert.Equal([64, 127, 192, 194], neurons);
        foreach (int neuron in SpikeMask.NeuronsOf([]))
        {
            Assert.Fail($"no mask holds neuron {neuron}");
        }
    }

    [Fact]
    public unsafe void Buffers_are_aligned_zeroed_and_refuse_use_after_disposal()
    {
        for (int length = 0; length < 40; length++)
        {
            using var buffer = new AlignedBuffer<int>(length);
            Assert.Equal(0, (long)buffer.Address % 64);
            Assert.True(buffer.ByteLength >= (length * 4) + 64);
            Assert.DoesNotContain(buffer.Span.ToArray(), v => v != 0);
        }

        var gone = new AlignedBuffer<sbyte>(3);
        gone.Dispose();
        gone.Dispose();
        Assert.Throws<ObjectDisposedException>(() => gone.Span.Length);
    }

    [Fact]
    public void Clearing_the_padding_leaves_exactly_the_population()
    {
        for (int neurons = 1; neurons <= 130; neurons++)
        {
            ulong[] mask = [.. Enumerable.Repeat(ulong.MaxValue, SpikeMask.Words(neurons))];
            SpikeMask.ClearPadding(mask, neurons);
            Assert.Equal(neurons, SpikeMask.Count(mask));
            Assert.True(SpikeMask.Contains(mask, neurons - 1));
        }
    }
}
