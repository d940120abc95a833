using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;

namespace Neuromorphic.Core.Profiling;

/// <summary>Rows of weights in random order, each added to the same 16-bit accumulator.</summary>
sealed unsafe class ShortRowWork : KernelWork
{
    const int Targets = 1024;

    readonly int[] _order;
    readonly AlignedBuffer<sbyte> _rows;
    readonly AlignedBuffer<short> _accumulator = new(Targets);

    public ShortRowWork(long bytes)
    {
        var random = new Random(1);
        _order = [.. Enumerable.Range(0, checked((int)Math.Max(1, bytes / Targets)))];
        random.Shuffle(_order);
        _rows = RandomData.Weights(random, _order.Length * Targets);
    }

    public override long Bytes => Elements;

    public override long Elements => (long)_order.Length * Targets;

    public override KernelTraffic Traffic => new(Elements, 0, Elements * sizeof(short), Elements * sizeof(short));

    public override void Run(KernelSet kernels)
    {
        sbyte* rows = _rows.Address;
        short* accumulator = _accumulator.Address;
        foreach (int row in _order)
        {
            kernels.AddRow(accumulator, rows + ((long)row * Targets), Targets);
        }
    }

    protected override void Dispose(bool disposing)
    {
        _rows.Dispose();
        _accumulator.Dispose();
    }
}
