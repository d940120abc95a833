using System.Runtime.CompilerServices;
using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;

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

        // By the distance of times modulo 2¹⁶: one that lies before the last arrival finds 0.
        _decay = new AlignedBuffer<ushort>([.. plan.Decay], 1 << 16);
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
                events += Arrive(neurons[k], step, input + _first);
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
            long scaled = _plan.Scaled(_state.Arrivals[source]);
            ushort last = (ushort)_state.Last[source];
            for (uint k = _start.Address[source]; k < _start.Address[source + 1]; k++)
            {
                double weight = Grown(_synapses.Address[k], scaled, last) * unit;
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
        _state.Dispose();
    }

    /// <summary>A spike arrives along a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    long Arrive(int source, long step, int* input)
    {
        long scaled = _plan.Scaled(_state.Arrivals[source]);
        ushort last = (ushort)_state.Last[source];
        uint* synapse = _synapses.Address + _start.Address[source];
        uint* end = _synapses.Address + _start.Address[source + 1];
        ulong* recent = _state.Recent.Address;
        ushort* loss = (ushort*)_state.Loss.Address;
        ushort* decay = _decay.Address;
        int largest = _plan.Largest;
        int shift = _plan.Shift;
        long count = end - synapse;
        for (; synapse < end; synapse++)
        {
            uint one = *synapse;
            nint target = (nint)(one >> 16);
            ulong times = recent[target];
            int weight = (ushort)one;

            // The target's last spikes count if they came after the last arrival: the last often, the one before at times,
            // those before it seldom.
            int decays = decay[(ushort)((int)(times >> 32) - last)] + decay[(ushort)((int)(times >> 16) - last)];
            if ((short)((int)times - last) >= 0)
            {
                decays += DecaysSince((int)target, last, 3);
            }

            weight += PlasticityPlan.Gain(scaled, decays);
            weight = largest - AtLeastZero(largest - weight);
            input[target] += weight << shift;
            weight = AtLeastZero(weight - loss[target]);
            *(ushort*)synapse = (ushort)weight;
        }

        Advance(source, step);
        _state.Arrivals[source] += 1 << PlasticityPlan.TracePlaces;
        return count;
    }

    /// <summary>max(x, 0) without a jump, which the processor could not foresee.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int AtLeastZero(int x) => x & ~(x >> 31);

    /// <summary>Brings a row up to date without an arrival.</summary>
    void CatchUp(int source, long step)
    {
        long scaled = _plan.Scaled(_state.Arrivals[source]);
        ushort last = (ushort)_state.Last[source];
        for (uint k = _start.Address[source]; k < _start.Address[source + 1]; k++)
        {
            uint synapse = _synapses.Address[k];
            _synapses.Address[k] = (synapse & 0xFFFF0000) | (uint)Grown(synapse, scaled, last);
        }

        Advance(source, step);
    }

    void Advance(int source, long step)
    {
        _state.Arrivals[source] = PlasticityPlan.Decayed(_state.Arrivals[source], _decay.Address[step - _state.Last[source]]);
        _state.Last[source] = step;
    }

    /// <summary>A synapse's weight with what its target's spikes have added since the last arrival.</summary>
    int Grown(uint synapse, long scaled, ushort last) =>
        Math.Min((ushort)synapse + PlasticityPlan.Gain(scaled, DecaysSince((int)(synapse >> 16), last, 1)), _plan.Largest);

    /// <summary>What was left of a trace of arrivals at the spikes of a target since the last one, from so many back on, summed.</summary>
    int DecaysSince(int target, ushort last, int first)
    {
        int sum = 0;
        for (int back = first; back <= _plan.Ring; back++)
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
