using System.Numerics;
using Neuromorphic.Core.Memory;

namespace Neuromorphic.Core.Networks;

/// <summary>
/// One bit per unit and timestep of a population: its spikes, or which units had work to do; where spikes carry something,
/// a small integer besides.
/// </summary>
public sealed class SpikeTrain : IDisposable
{
    readonly AlignedBuffer<ulong> _bits;
    readonly AlignedBuffer<short>? _payload;
    readonly int _words;
    int _length;

    /// <summary>An empty train of binary spikes.</summary>
    /// <param name="units">Units of the population.</param>
    /// <param name="timesteps">Timesteps.</param>
    public SpikeTrain(int units, int timesteps)
        : this(units, timesteps, SpikeCode.Binary)
    {
    }

    /// <summary>An empty train.</summary>
    /// <param name="units">Units of the population.</param>
    /// <param name="timesteps">The most timesteps that it can hold.</param>
    /// <param name="code">What its spikes carry.</param>
    public SpikeTrain(int units, int timesteps, SpikeCode code)
    {
        Units = units;
        Timesteps = timesteps;
        Code = code;
        _length = timesteps;
        _words = SpikeMask.Words(units);
        _bits = new AlignedBuffer<ulong>(checked(_words * timesteps));
        _payload = code.HasPayload ? new AlignedBuffer<short>(checked(_words * timesteps * SpikeMask.BitsPerWord)) : null;
    }

    /// <summary>Units of the population.</summary>
    public int Units { get; }

    /// <summary>The most timesteps that it can hold.</summary>
    public int Timesteps { get; }

    /// <summary>What its spikes carry.</summary>
    public SpikeCode Code { get; }

    /// <summary>Timesteps of the last sample; there is nothing beyond them.</summary>
    public int Length
    {
        get => _length;
        internal set
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)value, (uint)Timesteps, nameof(value));
            _length = value;
        }
    }

    /// <summary>The mask at timestep <paramref name="t"/>, counted from 0 in the population's own time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The sample did not last so long.</exception>
    public Span<ulong> this[int t]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)t, (uint)_length, nameof(t));
            return _bits.Span.Slice(t * _words, _words);
        }
    }

    /// <summary>The payloads at timestep <paramref name="t"/>; they mean something where the mask is set.</summary>
    /// <exception cref="InvalidOperationException">The spikes carry nothing.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The sample did not last so long.</exception>
    public Span<short> Payload(int t)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)t, (uint)_length, nameof(t));
        return (_payload ?? throw new InvalidOperationException("these spikes carry nothing"))
            .Span.Slice(t * _words * SpikeMask.BitsPerWord, Units);
    }

    /// <summary>Writes how often each unit spiked, whatever its spikes carried.</summary>
    /// <param name="counts">One counter per unit.</param>
    public void Count(Span<int> counts)
    {
        counts.Clear();
        for (int t = 0; t < _length; t++)
        {
            SpikeMask.AddTo(counts, this[t]);
        }
    }

    /// <summary>
    /// Writes what the spikes of each unit add up to for a receiver: their number, the sum of their payloads, or for a
    /// timed spike the timesteps from it to the end.
    /// </summary>
    /// <param name="totals">One sum per unit.</param>
    public void Total(Span<int> totals)
    {
        totals.Clear();
        for (int t = 0; t < _length; t++)
        {
            ReadOnlySpan<ulong> mask = this[t];
            ReadOnlySpan<short> payload = _payload is null ? default : Payload(t);
            for (int w = 0; w < mask.Length; w++)
            {
                for (ulong bits = mask[w]; bits != 0; bits &= bits - 1)
                {
                    int unit = (w * SpikeMask.BitsPerWord) + BitOperations.TrailingZeroCount(bits);
                    totals[unit] += Code.HasPayload ? payload[unit] : Code.Kind == SpikeKind.Timed ? _length - t : 1;
                }
            }
        }
    }

    /// <summary>Takes over the last sample of a train of the same size.</summary>
    public void CopyFrom(SpikeTrain other)
    {
        other._bits.Span.CopyTo(_bits.Span);
        if (other._payload is not null)
        {
            AlignedBuffer<short> own = _payload ?? throw new ArgumentException("the other train has payloads, this one has none", nameof(other));
            other._payload.Span.CopyTo(own.Span);
        }

        _length = other._length;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _bits.Dispose();
        _payload?.Dispose();
    }

    internal void Clear() => _bits.Span.Clear();

    internal unsafe ulong* Address(int t) => _bits.Address + ((long)t * _words);

    internal unsafe short* PayloadAddress(int t) =>
        _payload is null ? null : _payload.Address + ((long)t * _words * SpikeMask.BitsPerWord);
}
