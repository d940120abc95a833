using Neuromorphic.Core.Memory;

namespace Neuromorphic.Core.Synapses;

/// <summary>
/// Per position of one input axis before the pool, the taps that it takes part in. Taps are counted along the mirrored
/// kernel, in which a stride-1 axis meets ascending outputs with ascending taps: one run.
/// </summary>
sealed unsafe class AxisTaps : IDisposable
{
    readonly AlignedBuffer<int> _start;
    readonly AlignedBuffer<TapRun> _runs;

    /// <summary>Lists the taps of an axis.</summary>
    /// <param name="window">The window over the pooled axis.</param>
    /// <param name="unpooled">Length of the axis before the pool.</param>
    /// <param name="pool">Length of the pool's window.</param>
    /// <param name="contiguous">Whether taps that follow one another meet outputs that follow one another.</param>
    public AxisTaps(SlidingWindow window, int unpooled, int pool, bool contiguous)
    {
        var runs = new List<TapRun>();
        _start = new AlignedBuffer<int>(unpooled + 1);
        for (int input = 0; input < unpooled; input++)
        {
            int pooled = input / pool;
            int first = runs.Count;
            int taps = 0;
            for (int mirrored = 0; pooled < window.Input && mirrored < window.Kernel; mirrored++)
            {
                int output = window.OutputOf(pooled, window.Kernel - 1 - mirrored);
                if (output < 0)
                {
                    continue;
                }

                taps++;
                if (contiguous && runs.Count > first)
                {
                    runs[^1] = runs[^1] with { Length = runs[^1].Length + 1 };
                }
                else
                {
                    runs.Add(new TapRun(mirrored, output, 1));
                }
            }

            Most = Math.Max(Most, taps);
            _start.Span[input + 1] = runs.Count;
        }

        _runs = new AlignedBuffer<TapRun>(runs.ToArray());
    }

    /// <summary>The largest number of taps of one position.</summary>
    public int Most { get; }

    /// <summary>Per position where its runs start; one more entry closes the last.</summary>
    public int* Start => _start.Address;

    /// <summary>The runs, position after position.</summary>
    public TapRun* Runs => _runs.Address;

    /// <summary>The runs of a position.</summary>
    public ReadOnlySpan<TapRun> this[int input] => _runs.Span[_start.Span[input].._start.Span[input + 1]];

    public void Dispose()
    {
        _start.Dispose();
        _runs.Dispose();
    }
}
