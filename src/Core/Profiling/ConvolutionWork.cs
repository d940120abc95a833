using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Core.Profiling;

/// <summary>A timestep of a 3×3 convolution over 32 channels in which one source in ten spikes.</summary>
sealed unsafe class ConvolutionWork : KernelWork
{
    const int Channels = 32;
    const int Columns = 16;
    const int SpikeEvery = 10;

    readonly ConvolutionSynapses _synapses;
    readonly ulong[] _spikes;
    readonly AlignedBuffer<int> _current;

    public ConvolutionWork(long bytes)
    {
        int rows = checked((int)Math.Max(4, bytes / (Columns * Channels * sizeof(int))));
        var source = new Shape(rows, Columns, Channels);
        var random = new Random(1);
        using AlignedBuffer<sbyte> weights = RandomData.Weights(random, Channels * Channels * 9);
        _synapses = new ConvolutionSynapses(
            source, Channels, new SlidingWindow(rows, rows, 3, 1, 1, 1), new SlidingWindow(Columns, Columns, 3, 1, 1, 1), 1, weights.Span);
        _current = new AlignedBuffer<int>(SpikeMask.PaddedLength(source.Count));
        _spikes = new ulong[SpikeMask.Words(source.Count)];
        for (int neuron = 0; neuron < source.Count; neuron++)
        {
            if (random.Next(SpikeEvery) == 0)
            {
                _spikes[neuron / SpikeMask.BitsPerWord] |= 1UL << (neuron % SpikeMask.BitsPerWord);
                int row = neuron / (Columns * Channels);
                int column = neuron / Channels % Columns;
                Elements += Taps(row, rows) * Taps(column, Columns) * Channels;
            }
        }
    }

    public override long Bytes => ((long)_current.Length * sizeof(int)) + _synapses.StoredWeights;

    public override long Elements { get; }

    public override KernelTraffic Traffic => new(
        (long)_current.Length * sizeof(int), (long)_current.Length * sizeof(int), Elements * (1 + sizeof(int)), Elements * sizeof(int));

    public override void Run(KernelSet kernels) => kernels.AccumulateConvolution(_synapses, _spikes, _current.Address);

    protected override void Dispose(bool disposing)
    {
        _synapses.Dispose();
        _current.Dispose();
    }

    static long Taps(int position, int length) => 3 - (position == 0 ? 1 : 0) - (position == length - 1 ? 1 : 0);
}
