using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Core.Profiling;

/// <summary>A timestep of sparse synapses onto 8192 targets, 128 per source, in which every source spikes.</summary>
sealed unsafe class SparseWork : KernelWork
{
    const int Targets = 8192;
    const int FanOut = 128;
    const int BytesPerSynapse = sizeof(int) + sizeof(sbyte);

    readonly SparseSynapses _synapses;
    readonly ulong[] _spikes;
    readonly AlignedBuffer<int> _current = new(Targets);

    public SparseWork(long bytes)
    {
        int sources = checked((int)Math.Max(1, bytes / (FanOut * BytesPerSynapse)));
        int[] start = new int[sources + 1];
        int[] targets = new int[checked(sources * FanOut)];
        sbyte[] weights = new sbyte[targets.Length];
        var random = new Random(1);
        for (int i = 0; i < targets.Length; i++)
        {
            // Ascending and distinct within a list: one target in each stretch of 64.
            targets[i] = (i % FanOut * (Targets / FanOut)) + random.Next(Targets / FanOut);
            weights[i] = (sbyte)(random.Next(1, 128) * (random.Next(2) == 0 ? 1 : -1));
        }

        for (int j = 0; j <= sources; j++)
        {
            start[j] = j * FanOut;
        }

        _synapses = new SparseSynapses(Shape.Flat(sources), Shape.Flat(Targets), start, targets, weights);
        _spikes = new ulong[SpikeMask.Words(sources)];
        for (int j = 0; j < sources; j++)
        {
            _spikes[j / SpikeMask.BitsPerWord] |= 1UL << (j % SpikeMask.BitsPerWord);
        }

        Elements = targets.Length;
    }

    public override long Bytes => Elements * BytesPerSynapse;

    public override long Elements { get; }

    public override KernelTraffic Traffic => new(Elements * BytesPerSynapse, 0, Elements * sizeof(int), Elements * sizeof(int));

    public override void Run(KernelSet kernels) => kernels.AccumulateSparse(_synapses, _spikes, _current.Address);

    protected override void Dispose(bool disposing)
    {
        _synapses.Dispose();
        _current.Dispose();
    }
}
