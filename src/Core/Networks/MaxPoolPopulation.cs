using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Core.Networks;

/// <summary>
/// Max-pooling of net counts, exact and event-driven: a unit adds up the spikes of each input in its window and emits the
/// change of the largest sum. After any number of steps it has emitted max(sums) in all.
/// </summary>
/// <remarks>
/// Its spikes carry what those of its source carry. An input that spikes once per step at most moves the largest count by
/// at most one, signed ones too: |max a − max b| ≤ max|a − b|, so the change always fits the source's payload. Of timed
/// spikes the first in a window is the largest value, and the only one that a unit passes on. All inputs of a window must
/// stand for the same activation per spike, which holds inside a channel.
/// </remarks>
public sealed class MaxPoolPopulation : Population
{
    readonly double[] _amplitude;

    /// <summary>A pooling population over one source.</summary>
    /// <param name="name">Name, as the user knows it.</param>
    /// <param name="source">The population that is pooled.</param>
    /// <param name="windows">The windows over it.</param>
    /// <param name="amplitude">Per unit the activation that one spike per timestep stands for.</param>
    public MaxPoolPopulation(string name, Population source, WindowSynapses windows, double[] amplitude)
        : base(name, windows.Target, [new Projection(source, windows)])
    {
        if (amplitude.Length != windows.Target.Count)
        {
            throw new ArgumentException($"'{name}' has {windows.Target.Count} units, but {amplitude.Length} amplitudes", nameof(amplitude));
        }

        Windows = windows;
        _amplitude = amplitude;
    }

    /// <inheritdoc/>
    public override bool Spikes => true;

    /// <inheritdoc/>
    public override SpikeCode Code => Projections[0].Source.Code;

    /// <summary>The windows.</summary>
    public WindowSynapses Windows { get; }

    /// <summary>Per unit the activation that one spike per timestep stands for.</summary>
    public ReadOnlySpan<double> Amplitude => _amplitude;
}
