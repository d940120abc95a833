using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;

namespace Neuromorphic.Core.Recurrent;

/// <summary>Rows of 16-bit targets that share a weight and a delay.</summary>
/// <param name="start">Per source where its row starts; one more entry closes the last.</param>
/// <param name="targets">Targets.</param>
/// <param name="count">Synapses.</param>
/// <param name="delay">Delay in timesteps.</param>
/// <param name="weight">Weight in the receptor's units.</param>
sealed unsafe class UniformRows(AlignedBuffer<uint> start, AlignedBuffer<ushort> targets, long count, int delay, int weight)
    : SynapseTable
{
    public override SynapseEncoding Encoding => SynapseEncoding.UniformRows;

    public override long Synapses => count;

    public override long Bytes => start.ByteLength + targets.ByteLength;

    public override long Deliver(KernelSet kernels, SpikeHistory[] histories, long step, int* input, RowQueue queue)
    {
        long fired = step - delay;
        if (fired < 0)
        {
            return 0;
        }

        queue.Clear();
        uint* first = start.Address;
        foreach (SpikeHistory history in histories)
        {
            Span<int> starts = history.Starts(fired);
            int* neurons = history.List(fired);
            for (int k = starts[SourcePopulation]; k < starts[SourcePopulation + 1]; k++)
            {
                uint row = first[neurons[k]];
                queue.Add(targets.Address + row, (int)(first[neurons[k] + 1] - row));
            }
        }

        return RowScatter.AddUniform(queue, input, weight);
    }

    public override void Dispose()
    {
        start.Dispose();
        targets.Dispose();
    }
}
