using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Neurons;

namespace Neuromorphic.Core.Profiling;

/// <summary>Timesteps of 16-bit neurons.</summary>
sealed unsafe class ShortNeuronWork : KernelWork
{
    const int BytesPerNeuron = 2 * sizeof(short);

    readonly ShortLeakyIntegrateAndFire _model = new(decay: 41, threshold: 4_000, reset: 0);
    readonly int _words;
    readonly AlignedBuffer<short> _potential;
    readonly AlignedBuffer<short> _current;
    readonly AlignedBuffer<ulong> _spikes;

    public ShortNeuronWork(long bytes)
    {
        _words = checked((int)Math.Max(1, bytes / (BytesPerNeuron * SpikeMask.BitsPerWord)));
        int neurons = checked(_words * SpikeMask.BitsPerWord);
        var random = new Random(1);
        _potential = RandomData.Shorts(random, neurons, 0, 4_000);
        _current = RandomData.Shorts(random, neurons, 0, 2_000);
        _spikes = new AlignedBuffer<ulong>(_words);
    }

    public override long Bytes => Elements * BytesPerNeuron;

    public override long Elements => (long)_words * SpikeMask.BitsPerWord;

    public override KernelTraffic Traffic => new(Bytes, Bytes + (_words * (long)sizeof(ulong)));

    public override void Run(KernelSet kernels) =>
        kernels.Step(_model, _words, _potential.Address, _current.Address, _spikes.Address);

    protected override void Dispose(bool disposing)
    {
        _potential.Dispose();
        _current.Dispose();
        _spikes.Dispose();
    }
}
