using FsCheck.Fluent;
using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Neurons;
using Neuromorphic.Core.Randomness;
using Neuromorphic.Core.Recurrent;

namespace Neuromorphic.Core.Tests.Recurrent;

/// <summary>The kernels of recurrent networks against their definitions.</summary>
public sealed unsafe class RecurrentKernelTests
{
    [Theory]
    [ClassData(typeof(KernelSets))]
    public void Rows_of_bits_add_their_weight_to_each_target_they_name(string set) => Generators.ForAll(
        from count in Gen.Choose(0, KernelSet.MostBitRows)
        from chunks in Gen.Choose(1, 3)
        from dense in Gen.Choose(0, 3)
        from words in Generators.Array(Generators.AnyInt, count * chunks * 16)
        from input in Generators.Array(Generators.AnyInt, chunks * 512)
        from weight in Generators.AnyInt
        select (count, chunks, words: words.Select(w => dense == 0 ? -1 : w).ToArray(), input, weight),
        one =>
        {
            using var bits = new AlignedBuffer<uint>([.. one.words.Select(w => (uint)w), 0]);
            using var input = new AlignedBuffer<int>(one.input);
            int[] expected = [.. one.input];
            uint** rows = stackalloc uint*[KernelSet.MostBitRows];
            for (int r = 0; r < one.count; r++)
            {
                rows[r] = bits.Address + (r * one.chunks * 16);
                for (int i = 0; i < expected.Length; i++)
                {
                    expected[i] += unchecked((int)((rows[r][i / 32] >> (i % 32)) & 1) * one.weight);
                }
            }

            KernelSet.Named(set).AddBitRows(input.Address, rows, one.count, one.chunks, one.weight);
            Assert.Equal(expected, input.Span.ToArray());
        },
        tests: 100);

    [Fact]
    public void Queued_stretches_of_weighted_synapses_add_each_weight_once_to_its_target() => Generators.ForAll(
        from lengths in Gen.OneOf(Gen.Choose(0, 20), Gen.Elements(0, 7, 8, 9, 63, 64, 65, 1000)).ArrayOf()
        from words in Generators.Array(Generators.AnyInt, 1200)
        from starts in Generators.Array(Gen.Choose(0, 200), lengths.Length)
        from shift in Gen.Elements(0, 1, 5, 16, 17)
        from few in Generators.Flag
        select (lengths, words, starts, shift, few),
        one =>
        {
            const int Targets = 1000;
            uint[] packed = [.. one.words.Select(w => WeightedRows.Pack((int)((uint)w >> WeightedRows.WeightBits) % (one.few ? 3 : Targets), w))];

            // Ends with the last synapse: what is read behind it lies in the buffer's slack.
            using var synapses = new AlignedBuffer<uint>(packed);
            using var input = new AlignedBuffer<int>(Targets);
            using var queue = new UnitQueue();
            int[] expected = new int[Targets];
            for (int k = 0; k < one.lengths.Length; k++)
            {
                int first = k % 5 == 0 ? packed.Length - one.lengths[k] : one.starts[k];
                queue.Add((uint)first, one.lengths[k]);
                foreach (uint synapse in packed.AsSpan(first, one.lengths[k]))
                {
                    int weight = (int)(synapse % (1 << WeightedRows.WeightBits));
                    weight -= weight > WeightedRows.LargestWeight ? 1 << WeightedRows.WeightBits : 0;
                    expected[synapse >> WeightedRows.WeightBits] += weight << one.shift;
                }
            }

            RowScatter.AddWeighted(queue, synapses.Address, input.Address, one.shift);
            Assert.Equal(expected, input.Span.ToArray());
        },
        tests: 200);

    [Theory]
    [ClassData(typeof(KernelSets))]
    public void Traces_decay_and_are_worth_what_their_factor_says(string set) => Generators.ForAll(
        from words in Gen.Choose(1, 3)
        from traces in Generators.Array(Gen.OneOf(Gen.Choose(0, 1 << 26), Gen.Choose(0, 3000), Gen.Elements(0, 1, 1 << 26)), words * 64)
        from loss in Gen.Elements(0, 1e-6, 0.005, 0.5, 1)
        from factor in Gen.Elements(0, 1e-4, 0.01, 1, 7.9)
        select (words, traces, loss: RoundedFactor.Nearest(loss), factor: RoundedFactor.Nearest(factor)),
        one =>
        {
            int[] expected = [.. one.traces.Select(t => t - one.loss.Apply(new ScalarLanes(t)).Value)];
            using var traces = new AlignedBuffer<int>(one.traces);
            int[] before = [.. one.traces.Select(t => unchecked(t * 48271))];
            using var worth = new AlignedBuffer<int>(before);
            KernelSet.Named(set).DecayTraces(traces.Address, worth.Address, one.words, one.loss, one.factor);
            Assert.Equal(expected, traces.Span.ToArray());
            Assert.Equal(
                expected.Zip(before, (t, b) => ((b >> 16) << 16) | Math.Min(one.factor.Apply(new ScalarLanes(t)).Value, 65535)),
                worth.Span.ToArray());
        },
        tests: 60);

    [Theory]
    [ClassData(typeof(KernelSets))]
    public void Random_words_are_those_of_the_generator(string set) => Generators.ForAll(
        from blocks in Gen.Choose(1, 3)
        from first in Generators.AnyInt
        from stride in Gen.Choose(1, 5)
        from key in Gen.Choose(int.MinValue, int.MaxValue)
        from time in Generators.AnyInt
        from draw in Gen.Choose(0, 6)
        select (blocks, first: (uint)first, stride: (uint)stride, key: (ulong)key * 0x9E3779B97F4A7C15, time: (uint)time, draw: (uint)draw),
        one =>
        {
            int[] expected = [.. Enumerable.Range(0, one.blocks * 64).Select(i =>
            {
                uint block = unchecked(one.first + ((uint)(i / 64) * one.stride));
                (uint a, uint b, uint c, uint d) =
                    Philox.Next((unchecked((block * 16) + (uint)(i % 16)), one.time, one.draw, 0), one.key, rounds: 7);
                return (int)((i % 64 / 16) switch { 0 => a, 1 => b, 2 => c, _ => d });
            })];
            using var words = new AlignedBuffer<int>(one.blocks * 64);
            KernelSet.Named(set).FillRandom(words.Address, one.blocks, one.first, one.stride, one.key, one.time, one.draw);
            Assert.Equal(expected, words.Span.ToArray());
        },
        tests: 60);

    [Theory]
    [ClassData(typeof(KernelSets))]
    public void Drawn_values_are_those_of_the_table(string set) => Generators.ForAll(
        from blocks in Gen.Choose(1, 3)
        from bits in Generators.Array(Gen.Choose(int.MinValue, int.MaxValue), blocks * 64)
        from mean in Gen.Elements(0, 0.1, 0.7, 2, 8)
        from weight in Gen.Choose(-1_000_000, 1_000_000)
        from shift in Gen.Elements(0, 16)
        select (blocks, bits, mean, weight, shift),
        one =>
        {
            PoissonTable table = PoissonTable.Of(one.mean);
            int[] expected = [.. one.bits.Select((bits, i) => i + (one.weight * table.Count((uint)bits << one.shift)))];
            using var input = new AlignedBuffer<int>([.. Enumerable.Range(0, one.blocks * 64)]);
            using var words = new AlignedBuffer<int>(one.bits);
            using var columns = new AlignedBuffer<int>(
                [.. table.Thresholds, .. table.Below.Select(k => k * one.weight), .. table.Above.Select(k => k * one.weight)]);
            KernelSet.Named(set).AddDrawn(input.Address, words.Address, one.blocks, one.shift, columns.Address);
            Assert.Equal(expected, input.Span.ToArray());
        },
        tests: 60);
}
