using Neuromorphic.Core.Memory;

namespace Neuromorphic.Core.Plasticity;

/// <summary>
/// The traces of one side of a group of synapses (presynaptic or postsynaptic), and their history over an epoch: row 0
/// holds the traces as they are, row k what they are in the epoch's k-th timestep, computed when the epoch ends.
/// </summary>
sealed unsafe class TraceGroup : IDisposable
{
    const int ImpulseDrawBits = 7;

    readonly TraceDynamics[] _dynamics;
    readonly bool[] _live;
    readonly int[] _whole;
    readonly int[] _fraction;
    readonly int _epoch;
    readonly LearningArithmetic _arithmetic;
    readonly IRoundingSource _source;
    readonly RoundingPurpose _decayPurpose;
    readonly RoundingPurpose _impulsePurpose;
    readonly AlignedBuffer<int> _history;
    readonly int[] _spikeTime;
    readonly int[] _spiking;

    /// <summary>Traces at 0.</summary>
    /// <param name="neurons">Neurons, at least 1.</param>
    /// <param name="dynamics">One entry per trace.</param>
    /// <param name="external">Whether values come from outside as well (payloads, modulatory inputs).</param>
    /// <param name="isPre">Which side it is.</param>
    /// <param name="epoch">Timesteps of an epoch.</param>
    /// <param name="arithmetic">Number formats.</param>
    /// <param name="source">Random numbers.</param>
    public TraceGroup(
        int neurons, TraceDynamics[] dynamics, bool external, bool isPre, int epoch, LearningArithmetic arithmetic, IRoundingSource source)
    {
        Neurons = neurons;
        _dynamics = dynamics;
        _live = [.. dynamics.Select(trace => external || trace.Impulse > 0)];
        _epoch = epoch;
        _arithmetic = arithmetic;
        _source = source;
        _decayPurpose = isPre ? RoundingPurpose.PreDecay : RoundingPurpose.PostDecay;
        _impulsePurpose = isPre ? RoundingPurpose.PreImpulse : RoundingPurpose.PostImpulse;
        _whole = [.. dynamics.Select(trace => (int)Math.Floor(trace.Impulse))];
        _fraction = [.. dynamics.Select(trace =>
            (int)Math.Round((trace.Impulse - Math.Floor(trace.Impulse)) * (1 << arithmetic.ImpulseFractionBits)))];
        Stride = SpikeMask.PaddedLength(neurons);
        _history = new AlignedBuffer<int>(checked(Stride * dynamics.Length * (epoch + 1)));
        _spikeTime = new int[neurons];
        _spiking = new int[neurons];
    }

    public int Neurons { get; }

    /// <summary>Elements from one row of history to the next.</summary>
    public int Stride { get; }

    /// <summary>Per neuron the timestep of its last spike in this epoch, from 1; 0 for none.</summary>
    public ReadOnlySpan<int> SpikeTime => _spikeTime;

    /// <summary>Neurons that fired in this epoch, in the order in which they first did.</summary>
    public ReadOnlySpan<int> Spiking => _spiking.AsSpan(0, SpikingCount);

    public int SpikingCount { get; private set; }

    /// <summary>A trace as it is.</summary>
    public Span<int> Values(int trace) => new(At(trace, 0), Neurons);

    /// <summary>A trace of all neurons in the epoch's k-th timestep; k = 0 is the present.</summary>
    public int* At(int trace, int k) => _history.Address + ((((long)k * _dynamics.Length) + trace) * Stride);

    /// <summary>Notes a spike in the epoch's k-th timestep.</summary>
    public void MarkSpike(int neuron, int k)
    {
        if (_spikeTime[neuron] == 0)
        {
            _spiking[SpikingCount++] = neuron;
        }

        _spikeTime[neuron] = k;
    }

    /// <summary>Adds an impulse to a trace as it is: the second and every further spike of an epoch does so at once.</summary>
    public void AddImpulseNow(int trace, int neuron, long timestep, bool roundUp)
    {
        if (_live[trace])
        {
            int* value = At(trace, 0) + neuron;
            *value = WithImpulse(*value, trace, roundUp ? 0 : ImpulseDraw(trace, neuron, timestep, (2 * timestep) - 1));
        }
    }

    /// <summary>
    /// Computes the history of an epoch: in each timestep first the decay, then the impulses of neurons whose last spike
    /// was in it.
    /// </summary>
    /// <param name="timestep">The epoch's last timestep.</param>
    public void EndEpoch(long timestep)
    {
        for (int k = 1; k <= _epoch; k++)
        {
            for (int trace = 0; trace < _dynamics.Length; trace++)
            {
                if (_live[trace])
                {
                    Decay(trace, k, timestep);
                }
            }

            foreach (int neuron in Spiking)
            {
                if (_spikeTime[neuron] == k)
                {
                    AddImpulses(neuron, k, timestep);
                }
            }
        }
    }

    /// <summary>The traces at the end of the epoch become the present ones.</summary>
    public void CarryOver()
    {
        int length = Stride * _dynamics.Length;
        Span<int> all = _history.Span;
        all.Slice(length * _epoch, length).CopyTo(all);
    }

    /// <summary>Forgets the epoch's spikes.</summary>
    public void ForgetSpikes()
    {
        foreach (int neuron in Spiking)
        {
            _spikeTime[neuron] = 0;
        }

        SpikingCount = 0;
    }

    public void Dispose() => _history.Dispose();

    void Decay(int trace, int k, long timestep)
    {
        TraceDecay decay = _dynamics[trace].Decay;
        int* before = At(trace, k - 1);
        int* after = At(trace, k);
        long step = timestep - _epoch + k;
        for (int i = 0; i < Neurons; i++)
        {
            long decayed = decay.Apply(before[i]);
            after[i] = TraceDecay.Round(decayed, (uint)decayed == 0 ? 0 : DecayDraw(trace, i, step, 2 * timestep));
        }
    }

    void AddImpulses(int neuron, int k, long timestep)
    {
        for (int trace = 0; trace < _dynamics.Length; trace++)
        {
            if (_live[trace])
            {
                int* value = At(trace, k) + neuron;
                *value = WithImpulse(*value, trace, ImpulseDraw(trace, neuron, timestep - _epoch + k, 2 * timestep));
            }
        }
    }

    int WithImpulse(int value, int trace, int draw) =>
        Math.Clamp(value + _whole[trace] + (draw < _fraction[trace] ? 1 : 0), 0, _arithmetic.TraceMaximum);

    uint DecayDraw(int trace, int neuron, long timestep, long update) => _arithmetic.TraceRounding switch
    {
        LearningRounding.Stochastic => _source.Draw(new RoundingDraw(_decayPurpose, neuron, trace + 1, timestep, update)),
        LearningRounding.Nearest => int.MaxValue,
        _ => uint.MaxValue,
    };

    int ImpulseDraw(int trace, int neuron, long timestep, long update) => _arithmetic.TraceRounding switch
    {
        _ when _fraction[trace] == 0 => 0,
        LearningRounding.Stochastic =>
            (int)(_source.Draw(new RoundingDraw(_impulsePurpose, neuron, trace + 1, timestep, update)) >> (32 - ImpulseDrawBits)),
        LearningRounding.Nearest => (1 << (_arithmetic.ImpulseFractionBits - 1)) - 1,
        _ => int.MaxValue,
    };
}
