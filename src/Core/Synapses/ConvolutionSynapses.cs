using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;

namespace Neuromorphic.Core.Synapses;

/// <summary>
/// Two-dimensional convolution synapses with shared weights: strides, zero padding, dilations, channel groups, and
/// optionally an average pool of non-overlapping windows in front.
/// </summary>
/// <remarks>
/// Channels are last and a kernel row is stored mirrored, so that one spike of a stride-1 convolution adds one contiguous
/// run of weights per kernel row. The pool costs nothing: a spike simply acts at its pooled position (its factor 1/k² is
/// part of the spike's amplitude).
/// </remarks>
public sealed class ConvolutionSynapses : SynapseGroup
{
    readonly AlignedBuffer<sbyte> _weights;
    readonly AxisTaps _rowTaps;
    readonly AxisTaps _columnTaps;
    readonly long _nonZero;

    /// <summary>Builds the synapses.</summary>
    /// <param name="source">Shape of the source population (before the pool).</param>
    /// <param name="targetChannels">Output channels, a multiple of the groups.</param>
    /// <param name="rows">Vertical window over the (pooled) source.</param>
    /// <param name="columns">Horizontal window over the (pooled) source.</param>
    /// <param name="groups">Channel groups; divides the source's and the target's channels.</param>
    /// <param name="weights">Weights [target channel][source channel in group][kernel row][kernel column].</param>
    /// <param name="poolHeight">Height of the pool's window; 1 for none.</param>
    /// <param name="poolWidth">Width of the pool's window; 1 for none.</param>
    /// <exception cref="ArgumentException">The sizes contradict each other.</exception>
    public ConvolutionSynapses(
        Shape source,
        int targetChannels,
        SlidingWindow rows,
        SlidingWindow columns,
        int groups,
        ReadOnlySpan<sbyte> weights,
        int poolHeight = 1,
        int poolWidth = 1)
        : base(source, new Shape(rows.Output, columns.Output, targetChannels))
    {
        if (source.Height / poolHeight != rows.Input || source.Width / poolWidth != columns.Input)
        {
            throw new ArgumentException($"windows over {rows.Input}×{columns.Input} do not fit the source {source}", nameof(rows));
        }

        if (groups < 1 || source.Channels % groups != 0 || targetChannels % groups != 0)
        {
            throw new ArgumentException($"{groups} groups do not divide the channels", nameof(groups));
        }

        Rows = rows;
        Columns = columns;
        Groups = groups;
        PoolHeight = poolHeight;
        PoolWidth = poolWidth;
        TargetChannelsPerGroup = targetChannels / groups;
        SourceChannelsPerGroup = source.Channels / groups;
        int taps = rows.Kernel * columns.Kernel;
        if (weights.Length != (long)targetChannels * SourceChannelsPerGroup * taps)
        {
            throw new ArgumentException($"{weights.Length} weights do not fit {targetChannels} channels of {taps} taps", nameof(weights));
        }

        _weights = new AlignedBuffer<sbyte>(weights.Length);
        Span<sbyte> stored = _weights.Span;
        for (int target = 0; target < targetChannels; target++)
        {
            int group = target / TargetChannelsPerGroup;
            for (int inGroup = 0; inGroup < SourceChannelsPerGroup; inGroup++)
            {
                int channel = (group * SourceChannelsPerGroup) + inGroup;
                for (int ky = 0; ky < rows.Kernel; ky++)
                {
                    for (int kx = 0; kx < columns.Kernel; kx++)
                    {
                        sbyte weight = weights[(((((target * SourceChannelsPerGroup) + inGroup) * rows.Kernel) + ky) * columns.Kernel) + kx];
                        stored[WeightOffset(channel, ky, kx) + (target % TargetChannelsPerGroup)] = weight;
                        _nonZero += weight != 0 ? 1 : 0;
                    }
                }
            }
        }

        _rowTaps = new AxisTaps(rows, source.Height, poolHeight, contiguous: false);
        _columnTaps = new AxisTaps(
            columns, source.Width, poolWidth, contiguous: columns.Stride == 1 && columns.Dilation == 1 && groups == 1);
        MaxFanOut = _rowTaps.Most * _columnTaps.Most * TargetChannelsPerGroup;
    }

    /// <inheritdoc/>
    public override string Kind => "convolution";

    /// <summary>Vertical window over the pooled source.</summary>
    public SlidingWindow Rows { get; }

    /// <summary>Horizontal window over the pooled source.</summary>
    public SlidingWindow Columns { get; }

    /// <summary>Channel groups.</summary>
    public int Groups { get; }

    /// <summary>Height of the pool in front; 1 for none.</summary>
    public int PoolHeight { get; }

    /// <summary>Width of the pool in front; 1 for none.</summary>
    public int PoolWidth { get; }

    /// <inheritdoc/>
    public override long StoredWeights => _weights.Length;

    /// <inheritdoc/>
    public override long NonZeroWeights => _nonZero;

    /// <inheritdoc/>
    public override long Connections => Rows.CountPairs(0, Rows.Output) * PoolHeight
        * Columns.CountPairs(0, Columns.Output) * PoolWidth * SourceChannelsPerGroup * Target.Channels;

    /// <inheritdoc/>
    public override int MaxFanOut { get; }

    internal int TargetChannelsPerGroup { get; }

    internal int SourceChannelsPerGroup { get; }

    /// <summary>What a kernel walks.</summary>
    internal unsafe ConvolutionWalk Walk => new()
    {
        Weights = _weights.Address,
        SourceWidth = Source.Width,
        SourceChannels = Source.Channels,
        SourceChannelsPerGroup = SourceChannelsPerGroup,
        TargetWidth = Target.Width,
        TargetChannels = Target.Channels,
        TargetChannelsPerGroup = TargetChannelsPerGroup,
        KernelRows = Rows.Kernel,
        KernelColumns = Columns.Kernel,
        RowStart = _rowTaps.Start,
        RowTaps = _rowTaps.Runs,
        ColumnStart = _columnTaps.Start,
        ColumnTaps = _columnTaps.Runs,
    };

    /// <summary>Where the weights of a tap start: target channels of the group, contiguous.</summary>
    internal int WeightOffset(int sourceChannel, int kernelRow, int kernelColumn) =>
        ((((sourceChannel * Rows.Kernel) + Rows.Kernel - 1 - kernelRow) * Columns.Kernel)
            + Columns.Kernel - 1 - kernelColumn) * TargetChannelsPerGroup;

    /// <summary>The weights as they were given: [target channel][source channel in group][kernel row][kernel column].</summary>
    internal sbyte[] CopyWeights()
    {
        sbyte[] copy = new sbyte[_weights.Length];
        int next = 0;
        for (int target = 0; target < Target.Channels; target++)
        {
            int firstChannel = target / TargetChannelsPerGroup * SourceChannelsPerGroup;
            for (int channel = firstChannel; channel < firstChannel + SourceChannelsPerGroup; channel++)
            {
                for (int ky = 0; ky < Rows.Kernel; ky++)
                {
                    for (int kx = 0; kx < Columns.Kernel; kx++)
                    {
                        copy[next++] = _weights.Span[WeightOffset(channel, ky, kx) + (target % TargetChannelsPerGroup)];
                    }
                }
            }
        }

        return copy;
    }

    /// <inheritdoc/>
    public override int CopySynapses(int source, Span<int> targets, Span<sbyte> weights)
    {
        int channel = source % Source.Channels;
        int position = source / Source.Channels;
        int firstTargetChannel = channel / SourceChannelsPerGroup * TargetChannelsPerGroup;
        int count = 0;
        foreach (TapRun row in _rowTaps[position / Source.Width])
        {
            foreach (TapRun run in _columnTaps[position % Source.Width])
            {
                int from = ((((channel * Rows.Kernel) + row.Tap) * Columns.Kernel) + run.Tap) * TargetChannelsPerGroup;
                for (int k = 0; k < run.Length * TargetChannelsPerGroup; k++)
                {
                    sbyte weight = _weights.Span[from + k];
                    if (weight != 0)
                    {
                        int column = run.Output + (k / TargetChannelsPerGroup);
                        targets[count] = Target.Index(row.Output, column, firstTargetChannel + (k % TargetChannelsPerGroup));
                        weights[count++] = weight;
                    }
                }
            }
        }

        return count;
    }

    /// <inheritdoc/>
    public override SynapseFootprint Footprint(in NeuronBlock targets)
    {
        int firstGroup = targets.ChannelStart / TargetChannelsPerGroup;
        int lastGroup = (targets.ChannelEnd - 1) / TargetChannelsPerGroup;
        long channels = (long)(lastGroup - firstGroup + 1) * SourceChannelsPerGroup;
        long positions = (long)Rows.CountInputs(targets.RowStart, targets.RowEnd)
            * Columns.CountInputs(targets.ColumnStart, targets.ColumnEnd);
        int targetChannels = targets.ChannelEnd - targets.ChannelStart;
        long pairs = Rows.CountPairs(targets.RowStart, targets.RowEnd)
            * Columns.CountPairs(targets.ColumnStart, targets.ColumnEnd);
        return new(
            positions * channels,
            (long)Rows.Kernel * Columns.Kernel * SourceChannelsPerGroup * targetChannels,
            pairs * SourceChannelsPerGroup * targetChannels);
    }

    /// <inheritdoc/>
    public override unsafe void Accumulate(KernelSet kernels, ReadOnlySpan<ulong> spikes, int* current) =>
        kernels.AccumulateConvolution(this, spikes, current);

    /// <inheritdoc/>
    public override unsafe void AccumulateGraded(KernelSet kernels, ReadOnlySpan<ulong> spikes, short* payload, int* current) =>
        kernels.AccumulateConvolutionGraded(this, spikes, payload, current);

    /// <inheritdoc/>
    public override unsafe void AccumulateScaled(KernelSet kernels, ReadOnlySpan<int> values, int* current) =>
        kernels.AccumulateConvolutionScaled(this, values, current);

    /// <inheritdoc/>
    public override void ChangeWeights(Func<long, sbyte, sbyte> change)
    {
        Span<sbyte> weights = _weights.Span;
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = change(i, weights[i]);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _weights.Dispose();
        _rowTaps.Dispose();
        _columnTaps.Dispose();
    }
}
