using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;

namespace Neuromorphic.Core.Profiling;

/// <summary>Rows of weights in random order, each added to the same accumulator, optionally times a factor.</summary>
sealed unsafe class RowWork : KernelWork
{
    const int Targets = 1024;

    readonly int? _factor;
    readonly int[] _order;
    readonly AlignedBuffer<sbyte> _rows;
    readonly AlignedBuffer<int> _accumulator = new(Targets);

    public RowWork(long bytes, int? factor)
    {
        _factor = factor;
        var random = new Random(1);
        _order = [.. Enumerable.Range(0, checked((int)Math.Max(1, bytes / Targets)))];
        random.Shuffle(_order);
        _rows = RandomData.Weights(random, _order.Length * Targets);
    }

    public override long Bytes => Elements;

    public override long Elements => (long)_order.Length * Targets;

    public override KernelTraffic Traffic => new(Elements, 0, Elements * sizeof(int), Elements * sizeof(int));

    public override void Run(KernelSet kernels)
    {
        sbyte* rows = _rows.Address;
        int* accumulator = _accumulator.Address;
        foreach (int row in _order)
        {
            sbyte* weights = rows + ((long)row * Targets);
            if (_factor is int factor)
            {
                kernels.AddScaledRow(accumulator, weights, Targets, factor);
            }
            else
            {
                kernels.AddRow(accumulator, weights, Targets);
            }
        }
    }

    protected override void Dispose(bool disposing)
    {
        _rows.Dispose();
        _accumulator.Dispose();
    }
}
