using System.Numerics;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Core.Networks;

/// <content>Max-pooling of net counts.</content>
public sealed unsafe partial class PopulationRunner
{
    void RunMaxPool(MaxPoolPopulation pool, SpikeTrain source)
    {
        Spikes.Length = source.Length;
        Driven.Length = source.Length;
        Spikes.Clear();
        Driven.Clear();
        _potential.Span.Clear();
        _sourceCounts.AsSpan().Clear();
        for (int t = 0; t < source.Length; t++)
        {
            if (source.Code.HasPayload)
            {
                PoolPayloads(pool.Windows, source[t], source.Payload(t), t);
                Hook?.Stepped(pool, t, Potentials, Spikes[t]);
            }
            else if (Hook is null)
            {
                PoolSpikes(pool.Windows, source[t], Spikes[t], Driven[t]);
            }
            else
            {
                PoolDisturbed(pool, Hook, source[t], t);
            }
        }
    }

    /// <summary>A hook may take spikes away or let them count twice; a unit still sends one spike per step at most.</summary>
    void PoolDisturbed(MaxPoolPopulation pool, StepHook hook, ReadOnlySpan<ulong> incoming, int t)
    {
        Span<ulong> once = _hookMasks.AsSpan(0, incoming.Length);
        Span<ulong> again = _hookMasks.AsSpan(incoming.Length, incoming.Length);
        incoming.CopyTo(once);
        again.Clear();
        hook.Pooled(pool, t, once, again);
        PoolSpikes(pool.Windows, once, Spikes[t], Driven[t]);
        PoolSpikes(pool.Windows, again, Spikes[t], Driven[t]);
        hook.Stepped(pool, t, Potentials, Spikes[t]);
    }

    /// <summary>Counts only grow, by one: a window's largest count grows when one of its inputs exceeds it.</summary>
    void PoolSpikes(WindowSynapses windows, ReadOnlySpan<ulong> incoming, Span<ulong> spikes, Span<ulong> driven)
    {
        int channels = windows.Source.Channels;
        Span<int> largest = _potential.Span;
        Span<int> counts = _sourceCounts;
        for (int w = 0; w < incoming.Length; w++)
        {
            for (ulong bits = incoming[w]; bits != 0; bits &= bits - 1)
            {
                int unit = (w * SpikeMask.BitsPerWord) + BitOperations.TrailingZeroCount(bits);
                int count = ++counts[unit];
                int position = Math.DivRem(unit, channels, out int channel);
                foreach (int window in windows.WindowsOf(position))
                {
                    int target = window + channel;
                    ulong bit = 1UL << (target % SpikeMask.BitsPerWord);
                    driven[target / SpikeMask.BitsPerWord] |= bit;
                    if (count > largest[target])
                    {
                        largest[target] = count;
                        spikes[target / SpikeMask.BitsPerWord] |= bit;
                    }
                }
            }
        }
    }

    /// <summary>Counts rise and fall: the largest count of every window that something reached is found anew.</summary>
    void PoolPayloads(WindowSynapses windows, ReadOnlySpan<ulong> incoming, ReadOnlySpan<short> payload, int t)
    {
        int channels = windows.Source.Channels;
        Span<ulong> driven = Driven[t];
        for (int w = 0; w < incoming.Length; w++)
        {
            for (ulong bits = incoming[w]; bits != 0; bits &= bits - 1)
            {
                int unit = (w * SpikeMask.BitsPerWord) + BitOperations.TrailingZeroCount(bits);
                _sourceCounts[unit] += payload[unit];
                int position = Math.DivRem(unit, channels, out int channel);
                foreach (int window in windows.WindowsOf(position))
                {
                    driven[(window + channel) / SpikeMask.BitsPerWord] |= 1UL << ((window + channel) % SpikeMask.BitsPerWord);
                }
            }
        }

        Span<int> largest = _potential.Span;
        Span<ulong> spikes = Spikes[t];
        Span<short> sent = Spikes.Payload(t);
        for (int w = 0; w < driven.Length; w++)
        {
            for (ulong bits = driven[w]; bits != 0; bits &= bits - 1)
            {
                int unit = (w * SpikeMask.BitsPerWord) + BitOperations.TrailingZeroCount(bits);
                int position = Math.DivRem(unit, channels, out int channel);
                int count = int.MinValue;
                foreach (int input in windows.InputsOf(position))
                {
                    count = Math.Max(count, _sourceCounts[input + channel]);
                }

                if (count != largest[unit])
                {
                    sent[unit] = (short)(count - largest[unit]);
                    largest[unit] = count;
                    spikes[w] |= bits & (0 - bits);
                }
            }
        }
    }
}
