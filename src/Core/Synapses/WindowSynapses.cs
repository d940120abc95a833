using Neuromorphic.Core.Kernels;

namespace Neuromorphic.Core.Synapses;

/// <summary>
/// Synapses without weights from the neurons of a channel to the windows over them: the wiring of a pooling population.
/// </summary>
public sealed class WindowSynapses : SynapseGroup
{
    readonly int[] _windowStart;
    readonly int[] _windows;
    readonly int[] _inputStart;
    readonly int[] _inputs;

    /// <summary>Builds the wiring.</summary>
    /// <param name="source">Shape of the source population; the target has the same channels.</param>
    /// <param name="rows">Vertical window.</param>
    /// <param name="columns">Horizontal window.</param>
    public WindowSynapses(Shape source, SlidingWindow rows, SlidingWindow columns)
        : base(source, new Shape(rows.Output, columns.Output, source.Channels))
    {
        Rows = rows;
        Columns = columns;
        _windowStart = new int[(source.Height * source.Width) + 1];
        var windows = new List<int>();
        int max = 0;
        for (int y = 0; y < source.Height; y++)
        {
            for (int x = 0; x < source.Width; x++)
            {
                int before = windows.Count;
                for (int ky = 0; ky < rows.Kernel; ky++)
                {
                    int row = rows.OutputOf(y, ky);
                    for (int kx = 0; row >= 0 && kx < columns.Kernel; kx++)
                    {
                        int column = columns.OutputOf(x, kx);
                        if (column >= 0)
                        {
                            windows.Add(Target.Index(row, column, 0));
                        }
                    }
                }

                _windowStart[(y * source.Width) + x + 1] = windows.Count;
                max = Math.Max(max, windows.Count - before);
            }
        }

        _windows = [.. windows];
        MaxFanOut = max;
        (_inputStart, _inputs) = Invert();
    }

    /// <inheritdoc/>
    public override string Kind => "window";

    /// <summary>Vertical window.</summary>
    public SlidingWindow Rows { get; }

    /// <summary>Horizontal window.</summary>
    public SlidingWindow Columns { get; }

    /// <inheritdoc/>
    public override long StoredWeights => 0;

    /// <inheritdoc/>
    public override long NonZeroWeights => 0;

    /// <inheritdoc/>
    public override long Connections => (long)_windows.Length * Source.Channels;

    /// <inheritdoc/>
    public override int MaxFanOut { get; }

    /// <summary>The windows that a source position is part of: index of each window's channel 0.</summary>
    public ReadOnlySpan<int> WindowsOf(int position) =>
        _windows.AsSpan(_windowStart[position], _windowStart[position + 1] - _windowStart[position]);

    /// <summary>The inputs of a window: index of each source position's channel 0; none where all is padding.</summary>
    /// <param name="position">Index of the window, channels not counted.</param>
    public ReadOnlySpan<int> InputsOf(int position) =>
        _inputs.AsSpan(_inputStart[position], _inputStart[position + 1] - _inputStart[position]);

    /// <inheritdoc/>
    public override int CopySynapses(int source, Span<int> targets, Span<sbyte> weights)
    {
        int channel = source % Source.Channels;
        ReadOnlySpan<int> windows = WindowsOf(source / Source.Channels);
        for (int k = 0; k < windows.Length; k++)
        {
            targets[k] = windows[k] + channel;
            weights[k] = 1;
        }

        return windows.Length;
    }

    /// <inheritdoc/>
    public override SynapseFootprint Footprint(in NeuronBlock targets)
    {
        int channels = targets.ChannelEnd - targets.ChannelStart;
        long sources = (long)Rows.CountInputs(targets.RowStart, targets.RowEnd)
            * Columns.CountInputs(targets.ColumnStart, targets.ColumnEnd) * channels;
        long pairs = Rows.CountPairs(targets.RowStart, targets.RowEnd)
            * Columns.CountPairs(targets.ColumnStart, targets.ColumnEnd) * channels;
        return new(sources, 0, pairs);
    }

    /// <inheritdoc/>
    public override unsafe void Accumulate(KernelSet kernels, ReadOnlySpan<ulong> spikes, int* current) =>
        throw new InvalidOperationException("the synapses of a pooling population carry no current");

    /// <inheritdoc/>
    public override unsafe void AccumulateGraded(KernelSet kernels, ReadOnlySpan<ulong> spikes, short* payload, int* current) =>
        throw new InvalidOperationException("the synapses of a pooling population carry no current");

    /// <inheritdoc/>
    public override unsafe void AccumulateScaled(KernelSet kernels, ReadOnlySpan<int> values, int* current) =>
        throw new InvalidOperationException("the synapses of a pooling population carry no current");

    /// <inheritdoc/>
    public override void ChangeWeights(Func<long, sbyte, sbyte> change)
    {
        // A pool stores no weights.
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
    }

    (int[] Start, int[] Inputs) Invert()
    {
        int channels = Source.Channels;
        int[] start = new int[(Target.Height * Target.Width) + 1];
        foreach (int window in _windows)
        {
            start[(window / channels) + 1]++;
        }

        for (int k = 1; k < start.Length; k++)
        {
            start[k] += start[k - 1];
        }

        int[] inputs = new int[_windows.Length];
        int[] next = [.. start];
        for (int position = 0; position < Source.Height * Source.Width; position++)
        {
            foreach (int window in WindowsOf(position))
            {
                inputs[next[window / channels]++] = position * channels;
            }
        }

        return (start, inputs);
    }
}
