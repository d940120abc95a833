using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Core.Networks;

/// <summary>
/// Max-pooling of spike counts, exact and event-driven: a unit counts the spikes of each input in its window and emits
/// a spike whenever the largest count grows. After any number of steps it has emitted max(counts) spikes.
/// </summary>
/// <remarks>
/// An input spikes at most once per step, so the largest count grows by at most one and a binary spike suffices. All
/// inputs of a window must stand for the same activation per spike, which holds inside a channel.
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

    /// <summary>The windows.</summary>
    public WindowSynapses Windows { get; }

    /// <summary>Per unit the activation that one spike per timestep stands for.</summary>
    public ReadOnlySpan<double> Amplitude => _amplitude;
}
