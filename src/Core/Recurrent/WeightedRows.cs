using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;

namespace Neuromorphic.Core.Recurrent;

/// <summary>Rows of 16-bit target and 16-bit weight, sorted by delay.</summary>
/// <param name="start">Per source where its row starts.</param>
/// <param name="offsets">Per source and delay where its stretch starts in the row; one more entry closes the last.</param>
/// <param name="synapses">Target in the high, weight in the low 16 bits.</param>
/// <param name="count">Synapses.</param>
/// <param name="firstDelay">The shortest delay, in timesteps.</param>
/// <param name="delays">Delays from the shortest to the longest.</param>
/// <param name="shift">Weights are multiples of 2^shift units.</param>
sealed unsafe class WeightedRows(
    AlignedBuffer<uint> start, AlignedBuffer<ushort> offsets, AlignedBuffer<uint> synapses, long count, int firstDelay, int delays, int shift)
    : SynapseTable
{
    public override SynapseEncoding Encoding => SynapseEncoding.WeightedRows;

    public override long Synapses => count;

    public override long Bytes => start.ByteLength + offsets.ByteLength + synapses.ByteLength;

    public override long Deliver(KernelSet kernels, SpikeHistory[] histories, long step, int* input, RowQueue queue)
    {
        queue.Clear();
        int stride = delays + 1;
        for (int d = 0; d < delays && step - firstDelay - d >= 0; d++)
        {
            long fired = step - firstDelay - d;
            foreach (SpikeHistory history in histories)
            {
                Span<int> starts = history.Starts(fired);
                int* neurons = history.List(fired);
                for (int k = starts[SourcePopulation]; k < starts[SourcePopulation + 1]; k++)
                {
                    int source = neurons[k];
                    ushort* stretch = offsets.Address + ((nint)source * stride) + d;
                    if (stretch[1] > stretch[0])
                    {
                        queue.Add(synapses.Address + start.Address[source] + stretch[0], stretch[1] - stretch[0]);
                    }
                }
            }
        }

        return RowScatter.AddWeighted(queue, input, shift);
    }

    public override void Dispose()
    {
        start.Dispose();
        offsets.Dispose();
        synapses.Dispose();
    }
}
