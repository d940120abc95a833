using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Core.Tests.Synapses;

public sealed unsafe class ManySpikesTests
{
    /// <summary>More spikes in a timestep than rows are added at once, and exactly as many, and one more.</summary>
    [Theory]
    [ClassData(typeof(KernelSets))]
    public void Dense_sums_do_not_depend_on_how_many_rows_are_added_at_once(string name)
    {
        KernelSet kernels = KernelSet.Named(name);
        var random = new Random(5);
        foreach (int sources in new[] { 1, 2, RowTile.MostRows - 1, RowTile.MostRows, RowTile.MostRows + 1, (2 * RowTile.MostRows) + 3 })
        {
            const int Targets = 300;
            sbyte[] weights = [.. Enumerable.Range(0, sources * Targets).Select(_ => (sbyte)random.Next(-128, 128))];
            using var synapses = new DenseSynapses(Shape.Flat(sources), Shape.Flat(Targets), weights);
            ulong[] spikes = new ulong[SpikeMask.Words(sources)];
            for (int j = 0; j < sources; j++)
            {
                spikes[j / 64] |= 1UL << (j % 64);
            }

            using var current = new AlignedBuffer<int>(SpikeMask.PaddedLength(Targets));
            synapses.Accumulate(kernels, spikes, current.Address);
            for (int i = 0; i < Targets; i++)
            {
                int expected = 0;
                for (int j = 0; j < sources; j++)
                {
                    expected += weights[(j * Targets) + i];
                }

                Assert.Equal(expected, current.Span[i]);
            }
        }
    }
}
