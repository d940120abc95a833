using System.Runtime.CompilerServices;
using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;

namespace Neuromorphic.Core.Recurrent;

/// <summary>Rows of 17-bit target and 15-bit weight, sorted by delay.</summary>
/// <param name="start">Per source where its row starts.</param>
/// <param name="offsets">Per source and delay where its stretch starts in the row; one more entry closes the last.</param>
/// <param name="synapses">The synapses, packed.</param>
/// <param name="count">Synapses.</param>
/// <param name="firstDelay">The shortest delay, in timesteps.</param>
/// <param name="delays">Delays from the shortest to the longest.</param>
/// <param name="shift">Weights are multiples of 2^shift units.</param>
sealed unsafe class WeightedRows(
    AlignedBuffer<uint> start, AlignedBuffer<ushort> offsets, AlignedBuffer<uint> synapses, long count, int firstDelay, int delays, int shift)
    : SynapseTable
{
    /// <summary>Bits of a weight, its sign included.</summary>
    public const int WeightBits = 15;

    /// <summary>The largest weight in multiples of 2^shift units.</summary>
    public const int LargestWeight = (1 << (WeightBits - 1)) - 1;

    /// <summary>The most targets.</summary>
    public const int MostTargets = 1 << (32 - WeightBits);

    SpikesUnderWay? _spikes;

    public override SynapseEncoding Encoding => SynapseEncoding.WeightedRows;

    public override long Synapses => count;

    public override long Bytes => start.ByteLength + offsets.ByteLength + synapses.ByteLength;

    /// <summary>A synapse: target in the high, weight in the low bits.</summary>
    /// <param name="target">Below <see cref="MostTargets"/>.</param>
    /// <param name="weight">Of at most <see cref="WeightBits"/> bits.</param>
    public static uint Pack(int target, int weight) => ((uint)target << WeightBits) | ((uint)weight & ((1 << WeightBits) - 1));

    public override long Deliver(KernelSet kernels, SpikeHistory[] histories, long step, int* input, RowQueue queue)
    {
        _spikes ??= new SpikesUnderWay(SourcePopulation, firstDelay, delays);
        long events = Enqueue(_spikes.At(histories, step), (int)step, queue.Units);
        RowScatter.AddWeighted(queue.Units, synapses.Address, input, shift);
        return events;
    }

    public override void Dispose()
    {
        start.Dispose();
        offsets.Dispose();
        synapses.Dispose();
        _spikes?.Dispose();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    long Enqueue(Span<SpikesUnderWay.Spike> spikes, int step, UnitQueue queue)
    {
        long events = 0;
        uint* rows = start.Address;
        ushort* stretches = offsets.Address;
        nint stride = delays + 1;
        queue.Clear();
        foreach (ref SpikesUnderWay.Spike spike in spikes)
        {
            ushort* stretch = stretches + (spike.Source * stride) + (step - spike.Arrived);
            int length = stretch[1] - stretch[0];
            events += length;
            queue.Add(rows[spike.Source] + stretch[0], length);
        }

        return events;
    }
}
