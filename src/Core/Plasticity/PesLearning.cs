using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Core.Plasticity;

/// <summary>
/// The prescribed error sensitivity rule as nengo-loihi emulates it: Δw = trace · error, on synapses from axons to pairs
/// of neurons that stand for an error's negative and positive direction.
/// </summary>
/// <remarks>Traces decay and gather spikes every training epoch, weights change every learning epoch; docs/learning.md has the formulas.</remarks>
public sealed class PesLearning
{
    const int FractionBits = 7;
    const int OverflowBits = 2;
    const int LargestTrace = 127;
    const int LargestError = 127;

    readonly PesParameters _parameters;
    readonly IRoundingSource _rounding;
    readonly TraceDecay _decay;
    readonly long _magnitude;
    readonly int[] _weights;
    readonly int[] _trace;
    readonly bool[] _spiked;

    /// <summary>Synapses with traces of 0.</summary>
    /// <param name="axons">Axons, at least 1.</param>
    /// <param name="dimensions">Dimensions of the error, at least 1; there are twice as many columns.</param>
    /// <param name="weights">Weights as they are summed (shifts applied), one row of 2 · dimensions per axon.</param>
    /// <param name="parameters">Epochs, trace, learning rate and weight format.</param>
    /// <param name="rounding">Random numbers, drawn per axon (trace) and per synapse (weight), row by row.</param>
    /// <exception cref="ArgumentException">The number of weights is not that of the synapses.</exception>
    public PesLearning(int axons, int dimensions, ReadOnlySpan<int> weights, PesParameters parameters, IRoundingSource rounding)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(axons, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 1);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(rounding);
        if (weights.Length != (long)axons * dimensions * 2)
        {
            throw new ArgumentException($"{weights.Length} weights for {axons} × {dimensions * 2L} synapses", nameof(weights));
        }

        parameters.Check();
        Axons = axons;
        Dimensions = dimensions;
        _parameters = parameters;
        _rounding = rounding;
        _decay = TraceDecay.Exponential(parameters.TraceTau / parameters.TrainingEpoch);
        _magnitude = (long)Math.Round(Math.ScaleB(parameters.TraceMagnitude, TraceDecay.FractionBits));
        _weights = weights.ToArray();
        _trace = new int[axons];
        _spiked = new bool[axons];
    }

    /// <summary>Axons.</summary>
    public int Axons { get; }

    /// <summary>Dimensions of the error.</summary>
    public int Dimensions { get; }

    /// <summary>Columns: the negative direction of each dimension, then the positive.</summary>
    public int Columns => 2 * Dimensions;

    /// <summary>Timesteps done.</summary>
    public long Timestep { get; private set; }

    /// <summary>Trace per axon, 0 to 127.</summary>
    public ReadOnlySpan<int> Trace => _trace;

    /// <summary>Weights as they are summed, one row of <see cref="Columns"/> per axon.</summary>
    public ReadOnlySpan<int> Weights => _weights;

    /// <summary>One timestep: sums of the weights as they are, then traces, then weights.</summary>
    /// <param name="spikes">Per axon how often a spike arrives in this timestep; a trace counts it once per training epoch.</param>
    /// <param name="error">Per dimension the error, −127 to 127.</param>
    /// <param name="sums">Receives per column the sum of the weights of axons that spiked: the neurons' input in this timestep.</param>
    /// <exception cref="ArgumentException">A length or an error is out of range.</exception>
    public void Step(ReadOnlySpan<int> spikes, ReadOnlySpan<int> error, Span<int> sums)
    {
        if (spikes.Length != Axons || error.Length != Dimensions || sums.Length != Columns)
        {
            throw new ArgumentException(
                $"{spikes.Length}, {error.Length} and {sums.Length} values for {Axons} axons, {Dimensions} dimensions and {Columns} columns");
        }

        foreach (int e in error)
        {
            if (e is < -LargestError or > LargestError)
            {
                throw new ArgumentException($"an error of {e}: −{LargestError} to {LargestError}", nameof(error));
            }
        }

        Timestep++;
        sums.Clear();
        for (int axon = 0; axon < Axons; axon++)
        {
            _spiked[axon] |= spikes[axon] != 0;
            for (int column = 0; spikes[axon] != 0 && column < Columns; column++)
            {
                sums[column] = unchecked(sums[column] + (spikes[axon] * _weights[(axon * Columns) + column]));
            }
        }

        if (Timestep % _parameters.TrainingEpoch == 0)
        {
            UpdateTraces();
        }

        if (Timestep % _parameters.LearningEpoch == 0)
        {
            UpdateWeights(error);
        }
    }

    void UpdateTraces()
    {
        for (int axon = 0; axon < Axons; axon++)
        {
            long value = _decay.Apply(_trace[axon]) + (_spiked[axon] ? _magnitude : 0);
            uint draw = _rounding.Draw(new RoundingDraw(RoundingPurpose.PreDecay, axon, 1, Timestep, Timestep));
            _trace[axon] = Math.Min(LargestTrace, TraceDecay.Round(value, draw));
            _spiked[axon] = false;
        }
    }

    void UpdateWeights(ReadOnlySpan<int> error)
    {
        for (int axon = 0; axon < Axons; axon++)
        {
            for (int column = 0; column < Columns; column++)
            {
                int e = column < Dimensions ? -error[column] : error[column - Dimensions];
                uint draw = _rounding.Draw(new RoundingDraw(RoundingPurpose.Synapse, axon, column, Timestep, Timestep));
                ref int weight = ref _weights[(axon * Columns) + column];
                weight = Learned(weight, _trace[axon] * e, draw);
            }
        }
    }

    int Learned(int weight, int change, uint draw)
    {
        int dropped = _parameters.DroppedBits;
        int product = Shift(change * _parameters.RateMantissa, FractionBits + _parameters.RateExponent - OverflowBits);
        int sum = Shift(weight, FractionBits - WeightFormat.Alignment - _parameters.WeightExponent) + product;

        // |sum| / 2^(7 + dropped), its fraction rounded away from zero where it exceeds the draw.
        int bits = FractionBits + dropped;
        int magnitude = Math.Abs(sum);
        int fraction = magnitude & ((1 << bits) - 1);
        int rounded = (magnitude >> bits) + ((int)(draw >> (32 - bits)) < fraction ? 1 : 0);
        int largest = (1 << (8 - dropped)) - 1;
        return Math.Sign(sum) * Math.Min(rounded, largest) << (WeightFormat.Alignment + _parameters.WeightExponent + dropped);
    }

    static int Shift(int value, int by) => by >= 0 ? value << by : value >> -by;
}
