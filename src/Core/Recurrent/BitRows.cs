using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;

namespace Neuromorphic.Core.Recurrent;

/// <summary>Rows of one bit per target that share a weight and a delay; repeated pairs stand in sparse rows beside.</summary>
/// <param name="bits">The rows, one after the other.</param>
/// <param name="chunks">Chunks of 512 targets per row.</param>
/// <param name="firstTarget">The shard's target that the first bit stands for.</param>
/// <param name="repeated">Second and further synapses of a pair.</param>
/// <param name="perSource">Synapses of each source, repeated ones not counted.</param>
/// <param name="delay">Delay in timesteps.</param>
/// <param name="weight">Weight in the receptor's units.</param>
sealed unsafe class BitRows(
    AlignedBuffer<uint> bits, int chunks, int firstTarget, UniformRows repeated, int[] perSource, int delay, int weight)
    : SynapseTable
{
    /// <summary>Targets of a chunk.</summary>
    public const int ChunkTargets = 512;

    const int ChunkWords = ChunkTargets / 32;

    readonly long _synapses = perSource.Sum(n => (long)n);

    public override SynapseEncoding Encoding => SynapseEncoding.BitRows;

    public override long Synapses => _synapses + repeated.Synapses;

    public override long Bytes => bits.ByteLength + repeated.Bytes + (perSource.Length * sizeof(int));

    public override long Deliver(KernelSet kernels, SpikeHistory[] histories, long step, int* input, RowQueue queue)
    {
        long fired = step - delay;
        if (fired < 0)
        {
            return 0;
        }

        uint** rows = stackalloc uint*[KernelSet.MostBitRows];
        int count = 0;
        long events = 0;
        foreach (SpikeHistory history in histories)
        {
            Span<int> starts = history.Starts(fired);
            int* neurons = history.List(fired);
            for (int k = starts[SourcePopulation]; k < starts[SourcePopulation + 1]; k++)
            {
                int source = neurons[k];
                events += perSource[source];
                rows[count++] = bits.Address + ((nint)source * chunks * ChunkWords);
                if (count == KernelSet.MostBitRows)
                {
                    kernels.AddBitRows(input + firstTarget, rows, count, chunks, weight);
                    count = 0;
                }
            }
        }

        if (count > 0)
        {
            kernels.AddBitRows(input + firstTarget, rows, count, chunks, weight);
        }

        return events + repeated.Deliver(kernels, histories, step, input, queue);
    }

    public override void Dispose()
    {
        bits.Dispose();
        repeated.Dispose();
    }
}
