using System.Numerics;
using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;

namespace Neuromorphic.Core.Synapses;

/// <summary>
/// Synapses of a chip's format with a delay each: 16-bit weights in one row per source and delay, so that a spike adds
/// contiguous rows.
/// </summary>
/// <remarks>
/// The exponent is applied to the sum that a timestep sends into a delay, before it meets the sums of other timesteps;
/// for a negative exponent, which rounds, this order matters (lava, <c>DelayDense</c>). All sums are of 32-bit integers
/// that wrap, so they do not depend on the order of spikes. 4096 inputs of ±32 767 · 2⁶ may pass 2³²; where a chip has a
/// narrower accumulator that wraps (21 bits and sign), a wrap at 32 bits before it changes nothing.
/// </remarks>
public sealed unsafe class DelayedSynapses : IDisposable
{
    readonly AlignedBuffer<short> _weights;
    readonly AlignedBuffer<int> _sum;
    readonly DelayRows[] _rows;
    readonly int _sumExponent;
    readonly int _words;

    /// <summary>Stores the synapses.</summary>
    /// <param name="sources">Neurons of the source population.</param>
    /// <param name="targets">Neurons of the target population.</param>
    /// <param name="weights">Stored weights, targets × sources, one row per target; 0 is no synapse.</param>
    /// <param name="delays">Delays in steps in the same order, or a single one for all.</param>
    /// <param name="sumExponent">Power of two for the sum of a timestep, −31 to 31.</param>
    /// <exception cref="ArgumentException">The lengths contradict each other, or a delay is negative.</exception>
    public DelayedSynapses(int sources, int targets, ReadOnlySpan<short> weights, ReadOnlySpan<int> delays, int sumExponent)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sources);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(targets);
        if (weights.Length != (long)sources * targets || (delays.Length != 1 && delays.Length != weights.Length))
        {
            throw new ArgumentException(
                $"{sources} sources and {targets} targets need {(long)sources * targets} weights, and as many delays or one; there are {weights.Length} and {delays.Length}");
        }

        if (sumExponent is < -31 or > 31)
        {
            throw new ArgumentOutOfRangeException(nameof(sumExponent), sumExponent, "an exponent of sums is -31 to 31");
        }

        Sources = sources;
        Targets = targets;
        _sumExponent = sumExponent;
        _words = SpikeMask.Words(targets);
        SortedDictionary<int, int[]> rows = RowsByDelay(weights, delays, out int count);
        int stride = SpikeMask.PaddedLength(targets);
        _weights = new AlignedBuffer<short>(checked(count * stride));
        _rows = [.. rows.Select(entry => new DelayRows(entry.Key, entry.Value))];
        foreach (DelayRows group in _rows)
        {
            for (int j = 0; j < sources; j++)
            {
                for (int i = 0; i < targets && group.RowOfSource[j] >= 0; i++)
                {
                    int synapse = (i * sources) + j;
                    if (delays[delays.Length == 1 ? 0 : synapse] == group.Delay)
                    {
                        _weights.Span[(group.RowOfSource[j] * stride) + i] = weights[synapse];
                    }
                }
            }
        }

        _sum = new AlignedBuffer<int>(stride);
        MaxDelay = _rows.Length == 0 ? 0 : _rows[^1].Delay;
    }

    /// <summary>Neurons of the source population.</summary>
    public int Sources { get; }

    /// <summary>Neurons of the target population.</summary>
    public int Targets { get; }

    /// <summary>The longest delay of a synapse, in steps.</summary>
    public int MaxDelay { get; }

    /// <summary>Sends the weights of all spiking neurons on their way.</summary>
    /// <param name="kernels">The instruction set to use; the result does not depend on it.</param>
    /// <param name="spikes">Spike mask over the source population.</param>
    /// <param name="line">Takes them; its <see cref="DelayLine.MaxDelay"/> is at least <see cref="MaxDelay"/>.</param>
    /// <exception cref="ArgumentException">The line has other targets or is too short.</exception>
    public void Accept(KernelSet kernels, ReadOnlySpan<ulong> spikes, DelayLine line)
    {
        ArgumentNullException.ThrowIfNull(kernels);
        ThrowIfOther(line);
        foreach (DelayRows group in _rows)
        {
            for (int w = 0; w < spikes.Length; w++)
            {
                for (ulong bits = spikes[w]; bits != 0; bits &= bits - 1)
                {
                    int row = group.RowOfSource[(w * SpikeMask.BitsPerWord) + BitOperations.TrailingZeroCount(bits)];
                    if (row >= 0)
                    {
                        kernels.AddRow(_sum.Address, Row(row), _words);
                    }
                }
            }

            kernels.MoveShifted(line.Slot(group.Delay), _sum.Address, _words, _sumExponent);
        }
    }

    /// <summary>Sends weight × payload of all graded spikes on their way.</summary>
    /// <param name="kernels">The instruction set to use; the result does not depend on it.</param>
    /// <param name="payloads">One per source neuron; 0 is no spike.</param>
    /// <param name="line">As for <see cref="Accept"/>.</param>
    /// <exception cref="ArgumentException">There are too few payloads, or the line does not fit.</exception>
    public void AcceptGraded(KernelSet kernels, ReadOnlySpan<int> payloads, DelayLine line)
    {
        ArgumentNullException.ThrowIfNull(kernels);
        ArgumentOutOfRangeException.ThrowIfNotEqual(payloads.Length, Sources, nameof(payloads));
        ThrowIfOther(line);
        foreach (DelayRows group in _rows)
        {
            for (int j = 0; j < Sources; j++)
            {
                if (payloads[j] != 0 && group.RowOfSource[j] >= 0)
                {
                    kernels.AddScaledRow(_sum.Address, Row(group.RowOfSource[j]), _words, payloads[j]);
                }
            }

            kernels.MoveShifted(line.Slot(group.Delay), _sum.Address, _words, _sumExponent);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _weights.Dispose();
        _sum.Dispose();
    }

    short* Row(int row) => _weights.Address + ((long)row * _words * SpikeMask.BitsPerWord);

    void ThrowIfOther(DelayLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (line.Targets != Targets || line.MaxDelay < MaxDelay)
        {
            throw new ArgumentException(
                $"a line to {line.Targets} neurons with delays up to {line.MaxDelay} does not take synapses to {Targets} with delays up to {MaxDelay}", nameof(line));
        }
    }

    /// <summary>Numbers a row for every pair of a delay and a source that has a synapse.</summary>
    SortedDictionary<int, int[]> RowsByDelay(ReadOnlySpan<short> weights, ReadOnlySpan<int> delays, out int count)
    {
        SortedDictionary<int, int[]> rows = [];
        count = 0;
        for (int synapse = 0; synapse < weights.Length; synapse++)
        {
            if (weights[synapse] == 0)
            {
                continue;
            }

            int delay = delays[delays.Length == 1 ? 0 : synapse];
            ArgumentOutOfRangeException.ThrowIfNegative(delay, nameof(delays));
            if (!rows.TryGetValue(delay, out int[]? rowOfSource))
            {
                rowOfSource = new int[Sources];
                Array.Fill(rowOfSource, -1);
                rows.Add(delay, rowOfSource);
            }

            if (rowOfSource[synapse % Sources] < 0)
            {
                rowOfSource[synapse % Sources] = count++;
            }
        }

        return rows;
    }

    readonly record struct DelayRows(int Delay, int[] RowOfSource);
}
