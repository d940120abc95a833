using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Core.Profiling;

/// <summary>Fully connected synapses whose sources have values of 8 bits: the input layer of a converted network.</summary>
sealed unsafe class DenseValueWork : KernelWork
{
    readonly DenseSynapses _synapses;
    readonly int[] _values;
    readonly AlignedBuffer<int> _current = new(DenseWork.Targets);

    public DenseValueWork(long bytes)
    {
        int rows = checked((int)Math.Max(16, bytes / DenseWork.Targets));
        _synapses = RandomData.Dense(rows, DenseWork.Targets);
        var random = new Random(2);
        _values = [.. Enumerable.Range(0, rows).Select(_ => random.Next(1, 256))];
    }

    public override long Bytes => (long)_synapses.Rows * DenseWork.Targets;

    public override long Elements => (long)_values.Length * DenseWork.Targets;

    public override KernelTraffic Traffic => new(Elements, 0);

    public override void Run(KernelSet kernels) => kernels.AccumulateDenseScaled(_synapses, _values, _current.Address);

    protected override void Dispose(bool disposing)
    {
        _synapses.Dispose();
        _current.Dispose();
    }
}
