using Neuromorphic.Core.Kernels;

namespace Neuromorphic.Core.Synapses;

/// <summary>Explicit synapses: per source neuron a list of target and weight.</summary>
/// <remarks>
/// The form every linear operator has when none of the compact ones fits (a pool with uneven windows in front of a
/// convolution, say). Nothing is shared.
/// </remarks>
public sealed class SparseSynapses : SynapseGroup
{
    readonly int[] _start;
    readonly int[] _targets;
    readonly sbyte[] _weights;

    /// <summary>Takes the lists over.</summary>
    /// <param name="source">Shape of the source population.</param>
    /// <param name="target">Shape of the target population.</param>
    /// <param name="start">Per source neuron where its list starts; one more entry closes the last.</param>
    /// <param name="targets">Target neurons, list after list.</param>
    /// <param name="weights">Weights, as many as targets; none is zero.</param>
    /// <exception cref="ArgumentException">The lists contradict each other or the shapes, or a weight is zero.</exception>
    public SparseSynapses(Shape source, Shape target, int[] start, int[] targets, sbyte[] weights)
        : base(source, target)
    {
        if (start.Length != source.Count + 1 || start[0] != 0 || start[^1] != targets.Length || weights.Length != targets.Length)
        {
            throw new ArgumentException("the lists of synapses contradict each other", nameof(start));
        }

        int maxFanOut = 0;
        for (int j = 0; j < source.Count; j++)
        {
            int length = start[j + 1] - start[j];
            ArgumentOutOfRangeException.ThrowIfNegative(length, nameof(start));
            maxFanOut = Math.Max(maxFanOut, length);
        }

        int count = target.Count;
        if (targets.Any(i => i < 0 || i >= count) || weights.Contains((sbyte)0))
        {
            throw new ArgumentException($"a target is not below {count}, or a weight is zero", nameof(targets));
        }

        _start = start;
        _targets = targets;
        _weights = weights;
        MaxFanOut = maxFanOut;
    }

    /// <inheritdoc/>
    public override string Kind => "sparse";

    /// <inheritdoc/>
    public override long StoredWeights => _weights.Length;

    /// <inheritdoc/>
    public override long NonZeroWeights => _weights.Length;

    /// <inheritdoc/>
    public override long Connections => _weights.Length;

    /// <inheritdoc/>
    public override int MaxFanOut { get; }

    internal ReadOnlySpan<int> Start => _start;

    internal ReadOnlySpan<int> Targets => _targets;

    internal ReadOnlySpan<sbyte> Weights => _weights;

    /// <inheritdoc/>
    public override int CopySynapses(int source, Span<int> targets, Span<sbyte> weights)
    {
        int from = _start[source];
        int length = _start[source + 1] - from;
        _targets.AsSpan(from, length).CopyTo(targets);
        _weights.AsSpan(from, length).CopyTo(weights);
        return length;
    }

    /// <inheritdoc/>
    public override SynapseFootprint Footprint(in NeuronBlock targets)
    {
        long sources = 0;
        long synapses = 0;
        for (int j = 0; j < Source.Count; j++)
        {
            long before = synapses;
            for (int k = _start[j]; k < _start[j + 1]; k++)
            {
                int i = _targets[k];
                int c = i % Target.Channels;
                int position = i / Target.Channels;
                if (targets.Contains(position / Target.Width, position % Target.Width, c))
                {
                    synapses++;
                }
            }

            sources += synapses > before ? 1 : 0;
        }

        return new(sources, synapses, synapses);
    }

    /// <inheritdoc/>
    public override unsafe void Accumulate(KernelSet kernels, ReadOnlySpan<ulong> spikes, int* current) =>
        kernels.AccumulateSparse(this, spikes, current);

    /// <inheritdoc/>
    public override unsafe void AccumulateGraded(KernelSet kernels, ReadOnlySpan<ulong> spikes, short* payload, int* current) =>
        kernels.AccumulateSparseGraded(this, spikes, payload, current);

    /// <inheritdoc/>
    public override unsafe void AccumulateScaled(KernelSet kernels, ReadOnlySpan<int> values, int* current) =>
        kernels.AccumulateSparseScaled(this, values, current);

    /// <inheritdoc/>
    public override void ChangeWeights(Func<long, sbyte, sbyte> change)
    {
        Span<sbyte> weights = _weights.AsSpan();
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = change(i, weights[i]);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
    }
}
