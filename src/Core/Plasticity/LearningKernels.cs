using Neuromorphic.Core.Kernels;

namespace Neuromorphic.Core.Plasticity;

/// <summary>The kernels of learning for one vector width. Every width computes the same integers.</summary>
abstract unsafe class LearningKernels
{
    static readonly LearningKernels Scalar = new LearningKernels<ScalarLanes, ScalarShortLanes>();
    static readonly LearningKernels Vector128 = new LearningKernels<Lanes128, ShortLanes128>();
    static readonly LearningKernels Vector256 = new LearningKernels<Lanes256, ShortLanes256>();
    static readonly LearningKernels Vector512 = new LearningKernels<Lanes512, ShortLanes512>();

    /// <summary>The kernels of the same width as a set.</summary>
    public static LearningKernels Of(KernelSet set) => set.Width switch
    {
        512 => Vector512,
        256 => Vector256,
        128 => Vector128,
        _ => Scalar,
    };

    /// <summary>Updates weights, delays and tags of one row by their sums of products.</summary>
    public abstract void UpdateRow(in RowPlan plan);

    /// <summary>
    /// Updates one row of weights by at most two changes, all in 16 bits:
    /// w ← clip((w · 128 ⊕ first ⊕ second ⊕ offset) / 128), ⊕ saturating, the division rounding toward −∞.
    /// </summary>
    public abstract void UpdatePairRow(in PairRow row);

    /// <summary>
    /// Adds what the accumulators hold after a row's products, in 1/128 and not rounded, to sums: for weights that several
    /// rows share. Whole vectors are read and written: the sums are padded, and columns have the slack of a buffer.
    /// </summary>
    /// <param name="plan">The row; its length may be any.</param>
    /// <param name="weights">Sums for the weights, added to where the plan has terms for them.</param>
    /// <param name="delays">The same for delays.</param>
    /// <param name="tags">The same for tags.</param>
    public abstract void AddResults(in RowPlan plan, int* weights, int* delays, int* tags);

    /// <summary>The same for a row of pair-based plasticity.</summary>
    public abstract void AddResults(in PairRow row, int* sums);
}
