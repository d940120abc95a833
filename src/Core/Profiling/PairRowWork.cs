using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Plasticity;

namespace Neuromorphic.Core.Profiling;

/// <summary>Rows of 16-bit weights in random order, each changed by pair-based plasticity.</summary>
sealed unsafe class PairRowWork : KernelWork
{
    const int Targets = 1024;

    readonly int[] _order;
    readonly AlignedBuffer<short> _rows;
    readonly AlignedBuffer<short> _change;
    readonly AlignedBuffer<short> _mask;
    readonly AlignedBuffer<short> _rounding;
    readonly bool _post;

    /// <summary>Rows in so many bytes.</summary>
    /// <param name="bytes">The size of the weights.</param>
    /// <param name="post">Whether some postsynaptic neurons fire in the same timestep, too.</param>
    public PairRowWork(long bytes, bool post)
    {
        _post = post;
        var random = new Random(1);
        _order = [.. Enumerable.Range(0, checked((int)Math.Max(1, bytes / (Targets * sizeof(short)))))];
        random.Shuffle(_order);
        _rows = RandomData.Shorts(random, _order.Length * Targets, -128, 128);
        _change = RandomData.Shorts(random, Targets, -2_000, 0);
        _mask = RandomData.Shorts(random, Targets, -1, 1);
        _rounding = RandomData.Shorts(random, Targets, 0, 128);
    }

    public override long Bytes => Elements * sizeof(short);

    public override long Elements => (long)_order.Length * Targets;

    public override KernelTraffic Traffic => new(
        Elements * sizeof(short), Elements * sizeof(short), Elements * (_post ? 3 : 2) * sizeof(short));

    public override void Run(KernelSet kernels)
    {
        LearningKernels learning = LearningKernels.Of(kernels);
        foreach (int row in _order)
        {
            learning.UpdatePairRow(new PairRow
            {
                Weights = _rows.Address + ((long)row * Targets),
                PreChange = _change.Address,
                PostMask = _post ? _mask.Address : null,
                PostChange = 900,
                PreFirst = true,
                RoundingColumn = _rounding.Address,
                Rounding = (short)(row & 127),
                Low = -128,
                High = 127,
                Length = Targets,
            });
        }
    }

    protected override void Dispose(bool disposing)
    {
        _rows.Dispose();
        _change.Dispose();
        _mask.Dispose();
        _rounding.Dispose();
    }
}
