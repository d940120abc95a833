using Neuromorphic.Core.Randomness;
using Neuromorphic.Emulator.Sanafe.Networks;

namespace Neuromorphic.Emulator.Sanafe.Engine;

/// <summary>Gathers what is known about spikes without keeping them.</summary>
sealed class SpikeStatistics
{
    readonly NeuronGroup[] _groups;
    readonly Trace[] _traces;
    readonly int[] _now;
    readonly double[] _squares;
    readonly int[] _neuronOf;
    ulong _hash;

    public SpikeStatistics(SanafeProgram program)
    {
        _groups = program.Network.Groups;
        _neuronOf = program.NeuronOf;
        _traces = new Trace[_neuronOf.Length];
        _now = new int[_groups.Length];
        _squares = new double[_groups.Length];
        for (int group = 0; group < _groups.Length; group++)
        {
            for (int i = 0; i < _groups[group].Count; i++)
            {
                _traces[program.SlotOf[_groups[group].First + i]].Group = group;
            }
        }
    }

    /// <summary>The spikes so far; see <see cref="SanafeResult.SpikeHash"/>.</summary>
    public ulong Hash => _hash;

    /// <summary>Takes the spikes of a timestep.</summary>
    public void Take(int timestep, ReadOnlySpan<int> fired)
    {
        ulong hash = _hash;
        foreach (int slot in fired)
        {
            ref Trace trace = ref _traces[slot];
            if (trace.Count++ == 0)
            {
                trace.First = timestep;
            }
            else
            {
                long interval = timestep - trace.Last;
                trace.Squares += interval * interval;
            }

            trace.Last = timestep;
            _now[trace.Group]++;
            hash += CounterHash.Mix(((ulong)(uint)timestep << 32) | (uint)_neuronOf[slot]);
        }

        _hash = hash;
        for (int group = 0; group < _now.Length; group++)
        {
            _squares[group] += (double)_now[group] * _now[group];
            _now[group] = 0;
        }
    }

    /// <summary>The groups after a number of timesteps.</summary>
    public SanafeGroupActivity[] Groups(int timesteps)
    {
        var spikes = new long[_groups.Length];
        var variance = new double[_groups.Length];
        var variation = new double[_groups.Length];
        var measured = new int[_groups.Length];
        for (int slot = 0; slot < _traces.Length; slot++)
        {
            if (_neuronOf[slot] < 0)
            {
                continue;
            }

            Trace trace = _traces[slot];
            spikes[trace.Group] += trace.Count;
            double probability = (double)trace.Count / timesteps;
            variance[trace.Group] += probability * (1 - probability);
            if (trace.Count >= 3)
            {
                double intervals = trace.Count - 1;
                double mean = (trace.Last - trace.First) / intervals;
                variation[trace.Group] += Math.Sqrt(Math.Max(0, trace.Squares / intervals - mean * mean)) / mean;
                measured[trace.Group]++;
            }
        }

        return
        [
            .. _groups.Select((group, g) =>
            {
                double mean = (double)spikes[g] / timesteps;
                double whole = _squares[g] / timesteps - mean * mean;
                double correlation = group.Count > 1 && variance[g] > 0 ? (whole - variance[g]) / ((group.Count - 1) * variance[g]) : double.NaN;
                return new SanafeGroupActivity(group.Name, group.Count, spikes[g], measured[g] > 0 ? variation[g] / measured[g] : double.NaN, correlation);
            }),
        ];
    }

    struct Trace
    {
        public int Group;
        public int Count;
        public int First;
        public int Last;
        public long Squares;
    }
}
