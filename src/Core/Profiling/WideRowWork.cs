using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;

namespace Neuromorphic.Core.Profiling;

/// <summary>Rows of 16-bit weights, such as those that learn, in random order, each added to the same 32-bit sums.</summary>
sealed unsafe class WideRowWork : KernelWork
{
    const int Targets = 1024;

    readonly int[] _order;
    readonly AlignedBuffer<short> _rows;
    readonly AlignedBuffer<int> _accumulator = new(Targets);

    public WideRowWork(long bytes)
    {
        var random = new Random(1);
        _order = [.. Enumerable.Range(0, checked((int)Math.Max(1, bytes / (Targets * sizeof(short)))))];
        random.Shuffle(_order);
        _rows = RandomData.Shorts(random, _order.Length * Targets, -256, 256);
    }

    public override long Bytes => Elements * sizeof(short);

    public override long Elements => (long)_order.Length * Targets;

    public override KernelTraffic Traffic => new(Elements * sizeof(short), 0, Elements * sizeof(int), Elements * sizeof(int));

    public override void Run(KernelSet kernels)
    {
        foreach (int row in _order)
        {
            kernels.AddRow(_accumulator.Address, _rows.Address + ((long)row * Targets), Targets / SpikeMask.BitsPerWord);
        }
    }

    protected override void Dispose(bool disposing)
    {
        _rows.Dispose();
        _accumulator.Dispose();
    }
}
