using System.Numerics;
using System.Runtime.InteropServices;

namespace Neuromorphic.Core.Recurrent;

/// <summary>
/// The spikes of a population that still have synapses before them, in the order of time: one list to walk in a timestep
/// instead of a short one per delay and shard.
/// </summary>
/// <param name="population">Number of the population.</param>
/// <param name="firstDelay">The shortest delay, in timesteps.</param>
/// <param name="delays">Delays from the shortest to the longest.</param>
sealed unsafe class SpikesUnderWay(int population, int firstDelay, int delays) : IDisposable
{
    int _capacity = 1024;
    int _first;
    int _end;
    long _next;
    Spike* _spikes = (Spike*)NativeMemory.Alloc(1024, (nuint)sizeof(Spike));

    ~SpikesUnderWay() => Release();

    /// <summary>A spike.</summary>
    public struct Spike
    {
        /// <summary>Number of the neuron in its population.</summary>
        public int Source;

        /// <summary>Timestep in which it passed the synapses of the shortest delay.</summary>
        public int Arrived;
    }

    /// <summary>The spikes that arrive somewhere in a timestep.</summary>
    /// <param name="histories">Who fired, per shard.</param>
    /// <param name="step">The timestep; where it does not follow the one before, the list is made anew.</param>
    /// <returns>Valid until the next call.</returns>
    public Span<Spike> At(SpikeHistory[] histories, long step)
    {
        if (step != _next)
        {
            _first = _end = 0;
            for (long earlier = step - delays + 1; earlier < step; earlier++)
            {
                Append(histories, earlier);
            }
        }

        Append(histories, step);
        _next = step + 1;
        while (_first < _end && (int)step - _spikes[_first].Arrived >= delays)
        {
            _first++;
        }

        return new Span<Spike>(_spikes + _first, _end - _first);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    void Append(SpikeHistory[] histories, long arrived)
    {
        long fired = arrived - firstDelay;
        if (fired < 0)
        {
            return;
        }

        foreach (SpikeHistory history in histories)
        {
            Span<int> starts = history.Starts(fired);
            int* neurons = history.List(fired);
            Reserve(starts[population + 1] - starts[population]);
            for (int k = starts[population]; k < starts[population + 1]; k++)
            {
                _spikes[_end++] = new Spike { Source = neurons[k], Arrived = (int)arrived };
            }
        }
    }

    /// <summary>Makes room at the end: by moving to the front, and where half the room does not do, by more of it.</summary>
    void Reserve(int more)
    {
        if (_end + more <= _capacity)
        {
            return;
        }

        int kept = _end - _first;
        if (kept + more > _capacity / 2)
        {
            _capacity = (int)BitOperations.RoundUpToPowerOf2((uint)(2 * (kept + more)));
            _spikes = (Spike*)NativeMemory.Realloc(_spikes, (nuint)_capacity * (nuint)sizeof(Spike));
        }

        new Span<Spike>(_spikes + _first, kept).CopyTo(new Span<Spike>(_spikes, kept));
        _first = 0;
        _end = kept;
    }

    void Release()
    {
        NativeMemory.Free(_spikes);
        _spikes = null;
    }
}
