using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Recurrent;

namespace Neuromorphic.Core.Tests.Recurrent;

/// <summary>
/// One plastic projection as one would write it down: every spike of a target is reckoned with at once by all its synapses.
/// What they gain between two arrivals is rounded as one sum, so the weight of the arrival before is kept beside.
/// </summary>
sealed class PlainPlasticity
{
    readonly PlasticityPlan _plan;
    readonly ILookup<int, int> _outgoing;
    readonly ILookup<int, int> _incoming;
    readonly Synapse[] _synapses;
    readonly long[] _last;
    readonly long[] _arrivals;
    readonly int[] _trace;
    readonly int[] _before;
    readonly int[] _decays;

    public PlainPlasticity(PlasticityPlan plan, Synapse[] synapses, int sources, int targets)
    {
        _plan = plan;
        _synapses = synapses;
        _outgoing = Enumerable.Range(0, synapses.Length).ToLookup(k => synapses[k].Source);
        _incoming = Enumerable.Range(0, synapses.Length).ToLookup(k => synapses[k].Target);
        _last = new long[sources];
        _arrivals = new long[sources];
        _trace = new int[targets];
        _before = [.. synapses.Select(s => plan.Weight(s.Weight))];
        Weights = [.. _before];
        _decays = new int[synapses.Length];
    }

    public int[] Weights { get; }

    public int Shift => _plan.Shift;

    /// <summary>Traces decay; sources whose turn it is and that were long silent are brought up to date.</summary>
    public void Begin(long step)
    {
        for (int j = 0; j < _trace.Length; j++)
        {
            _trace[j] -= _plan.PostLoss.Apply(new ScalarLanes(_trace[j])).Value;
        }

        for (int i = 0; i < _last.Length; i++)
        {
            if (i % 1024 == step % 1024 && step - _last[i] >= 1024)
            {
                Advance(i, step);
            }
        }
    }

    /// <summary>A spike arrives: its synapses act, then weaken.</summary>
    /// <returns>Synaptic events.</returns>
    public int Arrive(int source, long step, long[] input)
    {
        foreach (int k in _outgoing[source])
        {
            int target = _synapses[k].Target;
            input[target] += (long)Weights[k] << _plan.Shift;
            int loss = Math.Min(_plan.Depression.Apply(new ScalarLanes(_trace[target])).Value, 65535);
            Weights[k] = Math.Max(Weights[k] - loss, 0);
        }

        Advance(source, step);
        _arrivals[source] += 65536;
        return _outgoing[source].Count();
    }

    /// <summary>A target fires: its synapses strengthen.</summary>
    public void Fire(int target, long step)
    {
        foreach (int k in _incoming[target])
        {
            int source = _synapses[k].Source;
            _decays[k] += _plan.Decay[(int)(step - _last[source])];
            long gain = (long)Math.Floor((_plan.Gain(_arrivals[source]).Value * _decays[k]) + 0.5);
            Weights[k] = (int)Math.Min(_before[k] + gain, _plan.Largest);
        }

        _trace[target] = Math.Min(_trace[target] + _plan.PostOne, (1 << 26) - 1);
    }

    void Advance(int source, long step)
    {
        foreach (int k in _outgoing[source])
        {
            _before[k] = Weights[k];
            _decays[k] = 0;
        }

        _arrivals[source] = ((_arrivals[source] * _plan.Decay[(int)(step - _last[source])]) + (1 << 14)) >> 15;
        _last[source] = step;
    }
}
