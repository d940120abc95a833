using Neuromorphic.Core.Memory;

namespace Neuromorphic.Core.Networks;

/// <summary>One bit per unit and timestep of a population: its spikes, or which units had work to do.</summary>
public sealed class SpikeTrain : IDisposable
{
    readonly AlignedBuffer<ulong> _bits;
    readonly int _words;

    /// <summary>An empty train.</summary>
    /// <param name="units">Units of the population.</param>
    /// <param name="timesteps">Timesteps.</param>
    public SpikeTrain(int units, int timesteps)
    {
        Units = units;
        Timesteps = timesteps;
        _words = SpikeMask.Words(units);
        _bits = new AlignedBuffer<ulong>(checked(_words * timesteps));
    }

    /// <summary>Units of the population.</summary>
    public int Units { get; }

    /// <summary>Timesteps.</summary>
    public int Timesteps { get; }

    /// <summary>The mask at timestep <paramref name="t"/>, counted from 0 in the population's own time.</summary>
    public Span<ulong> this[int t] => _bits.Span.Slice(t * _words, _words);

    /// <summary>Writes how often each unit spiked.</summary>
    /// <param name="counts">One counter per unit.</param>
    public void Count(Span<int> counts)
    {
        counts.Clear();
        for (int t = 0; t < Timesteps; t++)
        {
            SpikeMask.AddTo(counts, this[t]);
        }
    }

    /// <summary>Takes over the bits of a train of the same size.</summary>
    public void CopyFrom(SpikeTrain other) => other._bits.Span.CopyTo(_bits.Span);

    /// <inheritdoc/>
    public void Dispose() => _bits.Dispose();

    internal void Clear() => _bits.Span.Clear();

    internal unsafe ulong* Address(int t) => _bits.Address + ((long)t * _words);
}
