using System.Runtime.InteropServices;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Core.Profiling;

/// <summary>Data for measurements; the same for the same seed.</summary>
static class RandomData
{
    public static AlignedBuffer<int> Integers(Random random, int count, int least, int below)
    {
        var buffer = new AlignedBuffer<int>(count);
        foreach (ref int value in buffer.Span)
        {
            value = random.Next(least, below);
        }

        return buffer;
    }

    public static AlignedBuffer<short> Shorts(Random random, int count, int least, int below)
    {
        var buffer = new AlignedBuffer<short>(count);
        foreach (ref short value in buffer.Span)
        {
            value = (short)random.Next(least, below);
        }

        return buffer;
    }

    public static AlignedBuffer<sbyte> Weights(Random random, int count)
    {
        var buffer = new AlignedBuffer<sbyte>(count);
        random.NextBytes(MemoryMarshal.AsBytes(buffer.Span));
        return buffer;
    }

    public static DenseSynapses Dense(int sources, int targets)
    {
        using AlignedBuffer<sbyte> weights = Weights(new Random(1), checked(sources * targets));
        return new DenseSynapses(Shape.Flat(sources), Shape.Flat(targets), weights.Span);
    }
}
