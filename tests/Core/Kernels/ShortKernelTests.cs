using FsCheck;
using FsCheck.Fluent;
using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Neurons;
using Neuromorphic.Core.Tests.Memory;

namespace Neuromorphic.Core.Tests.Kernels;

/// <summary>Kernels of 16-bit states against their definitions, on every width.</summary>
public sealed unsafe class ShortKernelTests
{
    static readonly Gen<short> AnyShort = Gen.Frequency(
        (4, Gen.Choose(short.MinValue, short.MaxValue)),
        (3, Gen.Choose(-300, 300)),
        (2, Gen.Elements(short.MinValue, short.MinValue + 1, -4096, -1, 0, 1, 4095, 4096, short.MaxValue - 1, short.MaxValue)))
        .Select(value => (short)value);

    [Theory]
    [ClassData(typeof(KernelSets))]
    public void A_16_bit_neuron_decays_saturates_and_fires_by_its_definition(string name)
    {
        KernelSet kernels = KernelSet.Named(name);
        Gen<(int Words, int Decay, short Threshold, short Reset, short[] Potential, short[] Current)> cases =
            from words in Gen.Choose(1, 3)
            from decay in Gen.OneOf(Gen.Choose(0, ShortLeakyIntegrateAndFire.LargestDecay), Gen.Elements(0, 1, ShortLeakyIntegrateAndFire.LargestDecay))
            from threshold in AnyShort
            from reset in AnyShort
            from potential in Generators.Array(AnyShort, words * 64)
            from current in Generators.Array(AnyShort, words * 64)
            select (words, decay, threshold, reset, potential, current);
        Generators.ForAll(cases, c =>
        {
            using var potential = new AlignedBuffer<short>(c.Potential.AsSpan());
            using var current = new AlignedBuffer<short>(c.Current.AsSpan());
            using var spikes = new AlignedBuffer<ulong>(c.Words);
            kernels.Step(new ShortLeakyIntegrateAndFire(c.Decay, c.Threshold, c.Reset), c.Words, potential.Address, current.Address, spikes.Address);
            for (int i = 0; i < c.Potential.Length; i++)
            {
                int v = c.Potential[i];
                int sum = Math.Clamp(v - (int)Math.Floor((double)v * c.Decay / 4096) + c.Current[i], short.MinValue, short.MaxValue);
                Assert.Equal(sum >= c.Threshold, SpikeMask.Contains(spikes.Span, i));
                Assert.Equal(sum >= c.Threshold ? c.Reset : sum, potential.Span[i]);
                Assert.Equal(0, current.Span[i]);
            }
        });
    }

    [LinuxTheory]
    [ClassData(typeof(KernelSets))]
    public void A_step_stays_within_whole_words(string name)
    {
        KernelSet kernels = KernelSet.Named(name);
        for (int words = 0; words <= 3; words++)
        {
            using var potential = new GuardedBuffer<short>(words * SpikeMask.BitsPerWord);
            using var current = new GuardedBuffer<short>(words * SpikeMask.BitsPerWord);
            using var spikes = new GuardedBuffer<ulong>(words);
            current.Span.Fill(7);
            kernels.Step(new ShortLeakyIntegrateAndFire(0, 7, -2), words, potential.Address, current.Address, spikes.Address);
            Assert.All(potential.Span.ToArray(), value => Assert.Equal(-2, value));
            Assert.All(spikes.Span.ToArray(), mask => Assert.Equal(ulong.MaxValue, mask));
        }
    }

    [LinuxTheory]
    [ClassData(typeof(KernelSets))]
    public void A_row_is_added_at_16_bits_at_every_length_and_touches_nothing_else(string name)
    {
        KernelSet kernels = KernelSet.Named(name);
        var random = new Random(3);
        for (int length = 0; length <= (3 * 32) + 31; length++)
        {
            using var accumulator = new GuardedBuffer<short>(128);
            using var row = new GuardedBuffer<sbyte>(128);
            int first = 128 - length;
            short[] expected = new short[128];
            for (int i = 0; i < 128; i++)
            {
                accumulator.Span[i] = expected[i] = (short)random.Next(short.MinValue, short.MaxValue + 1);
                row.Span[i] = (sbyte)random.Next(-128, 128);
                expected[i] = i < first ? expected[i] : unchecked((short)(expected[i] + row.Span[i]));
            }

            kernels.AddRow(accumulator.Address + first, row.Address + first, length);
            Assert.Equal(expected, accumulator.Span.ToArray());
        }
    }

    [Fact]
    public void A_decay_beyond_its_range_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ShortLeakyIntegrateAndFire(2048, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ShortLeakyIntegrateAndFire(-1, 1, 0));
    }
}
