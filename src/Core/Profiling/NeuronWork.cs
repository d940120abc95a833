using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Neurons;

namespace Neuromorphic.Core.Profiling;

/// <summary>Timesteps of a population with thresholds and biases per neuron.</summary>
sealed unsafe class NeuronWork<TModel> : KernelWork
    where TModel : struct, INeuronModel
{
    const int BytesPerNeuron = 4 * sizeof(int);

    readonly TModel _model;
    readonly int _words;
    readonly AlignedBuffer<int> _potential;
    readonly AlignedBuffer<int> _current;
    readonly AlignedBuffer<int> _threshold;
    readonly AlignedBuffer<int> _bias;
    readonly AlignedBuffer<ulong> _spikes;
    readonly AlignedBuffer<ulong> _driven;

    public NeuronWork(TModel model, long bytes)
    {
        _model = model;
        _words = checked((int)Math.Max(1, bytes / (BytesPerNeuron * SpikeMask.BitsPerWord)));
        int neurons = checked(_words * SpikeMask.BitsPerWord);
        var random = new Random(1);
        _potential = RandomData.Integers(random, neurons, 0, 60_000);
        _current = RandomData.Integers(random, neurons, 0, 2_000);
        _threshold = RandomData.Integers(random, neurons, 60_000, 64_000);
        _bias = RandomData.Integers(random, neurons, 0, 2_000);
        _spikes = new AlignedBuffer<ulong>(_words);
        _driven = new AlignedBuffer<ulong>(_words);
    }

    public override long Bytes => Elements * BytesPerNeuron;

    public override long Elements => (long)_words * SpikeMask.BitsPerWord;

    public override KernelTraffic Traffic => new(
        Elements * 4 * sizeof(int), (Elements * 2 * sizeof(int)) + (_words * 2L * sizeof(ulong)));

    public override void Run(KernelSet kernels) => kernels.Step(
        _model, _words, _potential.Address, _current.Address, _threshold.Address, _bias.Address, _spikes.Address, _driven.Address);

    protected override void Dispose(bool disposing)
    {
        _potential.Dispose();
        _current.Dispose();
        _threshold.Dispose();
        _bias.Dispose();
        _spikes.Dispose();
        _driven.Dispose();
    }
}
