using Neuromorphic.Core.Memory;

namespace Neuromorphic.Core.Synapses;

/// <summary>
/// The scheduler of a TrueNorth core: one bit per axon for each of the ticks to come. A second spike on an axon in a
/// tick is lost, as on the chip.
/// </summary>
public sealed class AxonScheduler
{
    readonly ulong[][] _slots;
    int _next;

    /// <summary>An empty scheduler.</summary>
    /// <param name="axons">Axons, at least 1.</param>
    /// <param name="slots">Ticks it can hold, at least 2; 16 on the chip.</param>
    public AxonScheduler(int axons, int slots = 16)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(axons);
        ArgumentOutOfRangeException.ThrowIfLessThan(slots, 2);
        Axons = axons;
        _slots = new ulong[slots][];
        for (int k = 0; k < slots; k++)
        {
            _slots[k] = new ulong[SpikeMask.Words(axons)];
        }
    }

    /// <summary>Axons.</summary>
    public int Axons { get; }

    /// <summary>The longest delay: one slot is being read, so two less than there are slots.</summary>
    public int MaxDelay => _slots.Length - 2;

    /// <summary>Schedules a spike.</summary>
    /// <param name="axon">The axon.</param>
    /// <param name="delay">Ticks after the next one, 0 to <see cref="MaxDelay"/>.</param>
    /// <returns>Whether it was the first for that axon and tick; the others are lost.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axon, or the delay is too long.</exception>
    public bool Schedule(int axon, int delay)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(axon);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(axon, Axons);
        ArgumentOutOfRangeException.ThrowIfNegative(delay);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(delay, MaxDelay);
        ref ulong word = ref _slots[(_next + delay) % _slots.Length][axon / SpikeMask.BitsPerWord];
        ulong bit = 1UL << (axon % SpikeMask.BitsPerWord);
        bool first = (word & bit) == 0;
        word |= bit;
        return first;
    }

    /// <summary>Begins the next tick.</summary>
    /// <returns>Its spike mask over the axons, valid until the tick after it begins.</returns>
    public ReadOnlySpan<ulong> BeginTick()
    {
        int read = (_next + _slots.Length - 1) % _slots.Length;
        Array.Clear(_slots[read]);
        ulong[] now = _slots[_next];
        _next = (_next + 1) % _slots.Length;
        return now;
    }
}
