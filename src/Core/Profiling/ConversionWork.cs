using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Neurons.Conversion;

namespace Neuromorphic.Core.Profiling;

/// <summary>Timesteps of conversion neurons, with thresholds and a level function per neuron.</summary>
sealed unsafe class ConversionWork<TModel> : KernelWork
    where TModel : struct, IConversionModel
{
    const int BytesPerNeuron = (6 * sizeof(int)) + sizeof(short);

    readonly TModel _model;
    readonly int _words;
    readonly AlignedBuffer<int> _potential;
    readonly AlignedBuffer<int> _count;
    readonly AlignedBuffer<int> _threshold;
    readonly AlignedBuffer<int> _limit;
    readonly AlignedBuffer<int> _current;
    readonly AlignedBuffer<int> _bias;
    readonly AlignedBuffer<short> _payload;
    readonly AlignedBuffer<ulong> _spikes;
    readonly AlignedBuffer<ulong> _driven;
    readonly LevelTables _levels;

    public ConversionWork(TModel model, long bytes)
    {
        _model = model;
        _words = checked((int)Math.Max(1, bytes / (BytesPerNeuron * SpikeMask.BitsPerWord)));
        int neurons = checked(_words * SpikeMask.BitsPerWord);
        var random = new Random(1);
        _potential = RandomData.Integers(random, neurons, 0, 60_000);
        _count = new AlignedBuffer<int>(neurons);
        _threshold = RandomData.Integers(random, neurons, 60_000, 64_000);
        _limit = RandomData.Integers(random, neurons, 30_000, 32_000);
        _current = RandomData.Integers(random, neurons, -2_000, 2_000);
        _bias = RandomData.Integers(random, neurons, -2_000, 2_000);
        _payload = new AlignedBuffer<short>(neurons);
        _spikes = new AlignedBuffer<ulong>(_words);
        _driven = new AlignedBuffer<ulong>(_words);
        _levels = new LevelTables([LevelTable.Rectifier(60_000, 32)], new int[neurons]);
    }

    public override long Bytes => Elements * BytesPerNeuron;

    public override long Elements => (long)_words * SpikeMask.BitsPerWord;

    public override KernelTraffic Traffic => new(
        Elements * 4 * sizeof(int), (Elements * ((3 * sizeof(int)) + sizeof(short))) + (_words * 2L * sizeof(ulong)));

    public override void Run(KernelSet kernels) => kernels.Step(
        _model,
        new ConversionState
        {
            Potential = _potential.Address,
            Count = _count.Address,
            Threshold = _threshold.Address,
            Limit = _limit.Address,
            Levels = _levels.Lookup,
            Remaining = 1,
        },
        _words, _current.Address, _bias.Address, _payload.Address, _spikes.Address, _driven.Address);

    protected override void Dispose(bool disposing)
    {
        _potential.Dispose();
        _count.Dispose();
        _threshold.Dispose();
        _limit.Dispose();
        _current.Dispose();
        _bias.Dispose();
        _payload.Dispose();
        _spikes.Dispose();
        _driven.Dispose();
        _levels.Dispose();
    }
}
