using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Core.Profiling;

/// <summary>A timestep of fully connected synapses of which every so-many-th source spikes.</summary>
sealed unsafe class DenseWork : KernelWork
{
    internal const int Targets = 1024;

    readonly DenseSynapses _synapses;
    readonly ulong[] _spikes;
    readonly AlignedBuffer<int> _current = new(Targets);

    public DenseWork(long bytes, int spikeEvery)
    {
        int rows = checked((int)Math.Max(16, bytes / Targets));
        _synapses = RandomData.Dense(rows, Targets);
        _spikes = new ulong[SpikeMask.Words(rows)];
        for (int row = 0; row < rows; row += spikeEvery)
        {
            _spikes[row / SpikeMask.BitsPerWord] |= 1UL << (row % SpikeMask.BitsPerWord);
        }
    }

    public override long Bytes => (long)_synapses.Rows * Targets;

    public override long Elements => (long)SpikeMask.Count(_spikes) * Targets;

    public override KernelTraffic Traffic => new(Elements, 0);

    public override void Run(KernelSet kernels) => kernels.AccumulateDense(_synapses, _spikes, _current.Address);

    protected override void Dispose(bool disposing)
    {
        _synapses.Dispose();
        _current.Dispose();
    }
}
