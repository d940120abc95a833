using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;

namespace Neuromorphic.Core.Synapses;

/// <summary>
/// Fully connected synapses, stored as one row of weights per source (pre-major), so that a spike adds one contiguous row.
/// </summary>
/// <remarks>
/// Several source neurons may share a row: an average pool in front of a fully connected layer is nothing but that, with
/// the pool's factor taken into the amplitude of a spike. A neuron without a row (the remainder of a pool) has no synapse.
/// </remarks>
public sealed class DenseSynapses : SynapseGroup
{
    readonly AlignedBuffer<sbyte> _weights;
    readonly int[] _rowOfSource;
    readonly long _nonZero;

    /// <summary>Builds the rows.</summary>
    /// <param name="source">Shape of the source population.</param>
    /// <param name="target">Shape of the target population, N neurons.</param>
    /// <param name="weights">Rows × N weights, row after row.</param>
    /// <param name="rowOfSource">Per source neuron its row, or −1 for none; null: neuron j has row j.</param>
    /// <exception cref="ArgumentException">The lengths or rows contradict each other.</exception>
    public DenseSynapses(Shape source, Shape target, ReadOnlySpan<sbyte> weights, ReadOnlySpan<int> rowOfSource = default)
        : base(source, target)
    {
        int columns = target.Count;
        Rows = weights.Length / columns;
        if ((long)Rows * columns != weights.Length)
        {
            throw new ArgumentException($"{weights.Length} weights are not whole rows of {columns}", nameof(weights));
        }

        _rowOfSource = rowOfSource.IsEmpty ? [.. Enumerable.Range(0, source.Count)] : rowOfSource.ToArray();
        if (_rowOfSource.Length != source.Count || _rowOfSource.Any(row => row < -1 || row >= Rows))
        {
            throw new ArgumentException($"{source.Count} sources need a row below {Rows}, or −1", nameof(rowOfSource));
        }

        Stride = (columns + AlignedBuffer<sbyte>.Alignment - 1) / AlignedBuffer<sbyte>.Alignment * AlignedBuffer<sbyte>.Alignment;
        _weights = new AlignedBuffer<sbyte>(checked(Rows * Stride));
        for (int row = 0; row < Rows; row++)
        {
            ReadOnlySpan<sbyte> from = weights.Slice(row * columns, columns);
            from.CopyTo(_weights.Span[(row * Stride)..]);
            _nonZero += columns - from.Count((sbyte)0);
        }
    }

    /// <inheritdoc/>
    public override string Kind => "dense";

    /// <summary>Rows of weights.</summary>
    public int Rows { get; }

    /// <summary>Bytes from one row to the next: the targets, rounded up to whole cache lines, padded with zeros.</summary>
    public int Stride { get; }

    /// <inheritdoc/>
    public override long StoredWeights => (long)Rows * Target.Count;

    /// <inheritdoc/>
    public override long NonZeroWeights => _nonZero;

    /// <inheritdoc/>
    public override long Connections => _rowOfSource.LongCount(row => row >= 0) * Target.Count;

    /// <inheritdoc/>
    public override int MaxFanOut => Target.Count;

    /// <summary>Per source neuron its row, or −1.</summary>
    public ReadOnlySpan<int> RowOfSource => _rowOfSource;

    /// <summary>The weights of a row, one per target neuron.</summary>
    public ReadOnlySpan<sbyte> Row(int row) => _weights.Span.Slice(row * Stride, Target.Count);

    /// <inheritdoc/>
    public override int CopySynapses(int source, Span<int> targets, Span<sbyte> weights)
    {
        int row = _rowOfSource[source];
        if (row < 0)
        {
            return 0;
        }

        int count = 0;
        ReadOnlySpan<sbyte> from = Row(row);
        for (int i = 0; i < from.Length; i++)
        {
            if (from[i] != 0)
            {
                targets[count] = i;
                weights[count++] = from[i];
            }
        }

        return count;
    }

    /// <inheritdoc/>
    public override SynapseFootprint Footprint(in NeuronBlock targets)
    {
        long lists = _rowOfSource.Where(row => row >= 0).Distinct().LongCount();
        return new(lists, (long)Rows * targets.Count, lists * targets.Count);
    }

    /// <inheritdoc/>
    public override unsafe void Accumulate(KernelSet kernels, ReadOnlySpan<ulong> spikes, int* current) =>
        kernels.AccumulateDense(this, spikes, current);

    /// <inheritdoc/>
    public override unsafe void AccumulateGraded(KernelSet kernels, ReadOnlySpan<ulong> spikes, short* payload, int* current) =>
        kernels.AccumulateDenseGraded(this, spikes, payload, current);

    /// <inheritdoc/>
    public override unsafe void AccumulateScaled(KernelSet kernels, ReadOnlySpan<int> values, int* current) =>
        kernels.AccumulateDenseScaled(this, values, current);

    /// <summary>What a kernel walks.</summary>
    /// <param name="rowOfSource">Address of <see cref="RowOfSource"/>, pinned by the caller.</param>
    internal unsafe DenseWalk Walk(int* rowOfSource) =>
        new() { Weights = _weights.Address, Stride = Stride, Length = Target.Count, RowOfSource = rowOfSource };

    /// <inheritdoc/>
    public override void ChangeWeights(Func<long, sbyte, sbyte> change)
    {
        int columns = Target.Count;
        for (int row = 0; row < Rows; row++)
        {
            Span<sbyte> weights = _weights.Span.Slice(row * Stride, columns);
            for (int column = 0; column < columns; column++)
            {
                weights[column] = change(((long)row * columns) + column, weights[column]);
            }
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _weights.Dispose();
}
