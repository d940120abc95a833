using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;

namespace Neuromorphic.Core.Profiling;

/// <summary>Timesteps of a read-out: neurons that only accumulate.</summary>
sealed unsafe class AccumulationWork : KernelWork
{
    const int BytesPerNeuron = 3 * sizeof(int);

    readonly int _words;
    readonly AlignedBuffer<int> _potential;
    readonly AlignedBuffer<int> _current;
    readonly AlignedBuffer<int> _bias;
    readonly AlignedBuffer<ulong> _driven;

    public AccumulationWork(long bytes)
    {
        _words = checked((int)Math.Max(1, bytes / (BytesPerNeuron * SpikeMask.BitsPerWord)));
        int neurons = checked(_words * SpikeMask.BitsPerWord);
        var random = new Random(1);
        _potential = RandomData.Integers(random, neurons, -1_000, 1_000);
        _current = RandomData.Integers(random, neurons, -1_000, 1_000);
        _bias = RandomData.Integers(random, neurons, -10, 10);
        _driven = new AlignedBuffer<ulong>(_words);
    }

    public override long Bytes => Elements * BytesPerNeuron;

    public override long Elements => (long)_words * SpikeMask.BitsPerWord;

    public override KernelTraffic Traffic => new(
        Elements * 3 * sizeof(int), (Elements * 2 * sizeof(int)) + (_words * (long)sizeof(ulong)));

    public override void Run(KernelSet kernels) =>
        kernels.Accumulate(_words, _potential.Address, _current.Address, _bias.Address, _driven.Address);

    protected override void Dispose(bool disposing)
    {
        _potential.Dispose();
        _current.Dispose();
        _bias.Dispose();
        _driven.Dispose();
    }
}
