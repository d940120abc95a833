using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Neurons;

namespace Neuromorphic.Core.Recurrent;

/// <summary>
/// Rows of 16-bit target and 16-bit weight that change by <see cref="PairPlasticity"/>. A row is touched only when a spike
/// arrives along it: what its targets' spikes have added since the last arrival is made up for then, with the same
/// integers as if it had been added at once.
/// </summary>
sealed unsafe class PlasticRows : SynapseTable
{
    /// <summary>Timesteps between sweeps that keep 16-bit times from coming round again.</summary>
    const int SweepSteps = 8 * PlasticityPlan.Longest;

    /// <summary>Older than any spike that still counts.</summary>
    const int Old = 4 * PlasticityPlan.Longest;

    readonly PlasticityPlan _plan;
    readonly AlignedBuffer<uint> _start;
    readonly AlignedBuffer<uint> _synapses;
    readonly AlignedBuffer<ushort> _decay;
    readonly AlignedBuffer<int> _factors;
    readonly long _count;
    readonly int _delay;
    readonly int _targets;
    readonly int _targetPopulation;
    readonly int _first;
    readonly ShardLayout _layout;
    readonly int _shard;
    readonly PlasticState _state;

    /// <summary>A table.</summary>
    /// <param name="plan">The rule.</param>
    /// <param name="start">Per source where its row starts; one more entry closes the last.</param>
    /// <param name="synapses">Target, from the population's first in the shard on, in the high, weight in the low 16 bits.</param>
    /// <param name="count">Synapses.</param>
    /// <param name="delay">Delay in timesteps.</param>
    /// <param name="targetPopulation">Number of the target population.</param>
    /// <param name="layout">Where its neurons are.</param>
    /// <param name="shard">Number of the shard.</param>
    public PlasticRows(
        PlasticityPlan plan, AlignedBuffer<uint> start, AlignedBuffer<uint> synapses, long count, int delay,
        int targetPopulation, ShardLayout layout, int shard)
    {
        _plan = plan;
        _start = start;
        _synapses = synapses;
        _count = count;
        _delay = delay;
        _targetPopulation = targetPopulation;
        _layout = layout;
        _shard = shard;
        _first = layout.LocalFirst(shard, targetPopulation) * SpikeMask.BitsPerWord;
        _targets = layout.LocalBlocks(shard, targetPopulation) * SpikeMask.BitsPerWord;

        _decay = new AlignedBuffer<ushort>([.. plan.Decay]);
        _factors = new AlignedBuffer<int>([.. plan.DecayFactors]);
        _state = new PlasticState(start.Length - 1, _targets, plan.Ring, Old);
    }

    public override SynapseEncoding Encoding => SynapseEncoding.PlasticRows;

    public override long Synapses => _count;

    public override long Bytes => _start.ByteLength + _synapses.ByteLength + _state.Bytes;

    /// <summary>Number of the projection.</summary>
    public required int Projection { get; init; }

    public override long Deliver(KernelSet kernels, SpikeHistory[] histories, long step, int* input, RowQueue queue)
    {
        if (step % SweepSteps == 0)
        {
            _state.Forget((ushort)step, Old);
        }

        kernels.DecayTraces(_state.Trace.Address, _state.Loss.Address, _targets / SpikeMask.BitsPerWord, _plan.PostLoss, _plan.Depression);
        for (long source = step % PlasticityPlan.Longest; source < _start.Length - 1; source += PlasticityPlan.Longest)
        {
            if (step - _state.Last[source] >= PlasticityPlan.Longest)
            {
                CatchUp((int)source, step);
            }
        }

        long fired = step - _delay;
        if (fired < 0)
        {
            return 0;
        }

        long events = 0;
        foreach (SpikeHistory history in histories)
        {
            Span<int> starts = history.Starts(fired);
            int* neurons = history.List(fired);
            for (int k = starts[SourcePopulation]; k < starts[SourcePopulation + 1]; k++)
            {
                if (k + 1 < starts[SourcePopulation + 1])
                {
                    uint next = _start.Address[neurons[k + 1]];
                    CachePrefetch.Begin(new ReadOnlySpan<uint>(_synapses.Address + next, (int)(_start.Address[neurons[k + 1] + 1] - next)));
                }

                events += Arrive(kernels, neurons[k], step, input + _first);
            }
        }

        return events;
    }

    public override void Learn(SpikeHistory history, long step)
    {
        Span<int> starts = history.Starts(step);
        int* neurons = history.List(step);
        for (int k = starts[_targetPopulation]; k < starts[_targetPopulation + 1]; k++)
        {
            int target = _layout.LocalNumber(_shard, _targetPopulation, neurons[k]);
            _state.Trace.Address[target] = Math.Min(_state.Trace.Address[target] + _plan.PostOne, Neurons.ExponentialSynapses.ExponentialSynapseParameters.LargestState);
            _state.Fired(target, (ushort)step);
        }
    }

    /// <summary>Adds the weights, in units of the receptor, and their squares.</summary>
    public void AddWeights(ref double sum, ref double squares)
    {
        double unit = 1 << _plan.Shift;
        for (int source = 0; source < _start.Length - 1; source++)
        {
            RoundedFactor gain = _plan.Gain(_state.Arrivals[source]);
            ushort last = (ushort)_state.Last[source];
            for (uint k = _start.Address[source]; k < _start.Address[source + 1]; k++)
            {
                double weight = Grown(_synapses.Address[k], gain, last) * unit;
                sum += weight;
                squares += weight * weight;
            }
        }
    }

    public override void Save(BinaryWriter writer)
    {
        for (long k = 0; k < _count; k++)
        {
            writer.Write((ushort)_synapses.Address[k]);
        }

        _state.Save(writer);
    }

    public override void Load(CheckpointReader reader, long next)
    {
        ushort[] weights = new ushort[_count];
        reader.Fill<ushort>(weights, "a weight");
        for (long k = 0; k < _count; k++)
        {
            if (weights[k] > _plan.Largest)
            {
                throw new CheckpointException($"a weight of {weights[k]} units is above the largest, {_plan.Largest}");
            }

            _synapses.Address[k] = (_synapses.Address[k] & 0xFFFF0000) | weights[k];
        }

        _state.Load(reader, next, SweepSteps + Old);
    }

    public override void Dispose()
    {
        _start.Dispose();
        _synapses.Dispose();
        _decay.Dispose();
        _factors.Dispose();
        _state.Dispose();
    }

    /// <summary>A spike arrives along a row.</summary>
    long Arrive(KernelSet kernels, int source, long step, int* input)
    {
        uint start = _start.Address[source];
        int count = (int)(_start.Address[source + 1] - start);
        kernels.Arrive(new PlasticArrival
        {
            Synapses = _synapses.Address + start,
            Count = count,
            Input = input,
            Latest = _state.Latest.Address,
            Loss = _state.Loss.Address,
            Ring = _state.Ring.Address,
            Next = _state.Next.Address,
            RingSize = _plan.Ring,
            Decay = _decay.Address,
            DecayFactors = _factors.Address,
            Last = (ushort)_state.Last[source],
            Gain = _plan.Gain(_state.Arrivals[source]),
            Largest = _plan.Largest,
            Shift = _plan.Shift,
        });
        Advance(source, step);
        _state.Arrivals[source] += 1 << PlasticityPlan.TracePlaces;
        return count;
    }

    /// <summary>Brings a row up to date without an arrival.</summary>
    void CatchUp(int source, long step)
    {
        RoundedFactor gain = _plan.Gain(_state.Arrivals[source]);
        ushort last = (ushort)_state.Last[source];
        for (uint k = _start.Address[source]; k < _start.Address[source + 1]; k++)
        {
            uint synapse = _synapses.Address[k];
            _synapses.Address[k] = (synapse & 0xFFFF0000) | (uint)Grown(synapse, gain, last);
        }

        Advance(source, step);
    }

    void Advance(int source, long step)
    {
        _state.Arrivals[source] = PlasticityPlan.Decayed(_state.Arrivals[source], _decay.Address[step - _state.Last[source]]);
        _state.Last[source] = step;
    }

    /// <summary>A synapse's weight with what its target's spikes have added since the last arrival.</summary>
    int Grown(uint synapse, RoundedFactor gain, ushort last) =>
        Math.Min((ushort)synapse + gain.Apply(new ScalarLanes(DecaysSince((int)(synapse >> 16), last))).Value, _plan.Largest);

    /// <summary>What was left of a trace of arrivals at the spikes of a target since the last one, summed.</summary>
    int DecaysSince(int target, ushort last)
    {
        int sum = 0;
        for (int back = 1; back <= _plan.Ring; back++)
        {
            int since = (short)(_state.Earlier(target, back) - last);
            if (since < 0)
            {
                break;
            }

            sum += _decay.Address[since];
        }

        return sum;
    }
}
