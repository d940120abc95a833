using System.Numerics;
using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Neurons.ExponentialSynapses;
using Neuromorphic.Core.Randomness;
using Part = Neuromorphic.Core.Neurons.ExponentialSynapses.ExponentialSynapseState.Part;

namespace Neuromorphic.Core.Recurrent;

/// <summary>A part of the network's neurons with all synapses that end at them. Only its own thread touches it while time runs.</summary>
sealed unsafe class Shard : IDisposable
{
    readonly ShardLayout _layout;
    readonly int _shard;
    readonly PopulationPlan[] _populations;
    readonly AlignedBuffer<int> _state;
    readonly AlignedBuffer<ulong> _spikes;
    readonly AlignedBuffer<ulong> _unused;
    readonly int _stride;
    readonly RowQueue _queue = new();
    readonly ulong _driveKey;

    public Shard(ShardLayout layout, int shard, PopulationPlan[] populations, int historySteps, ulong seed)
    {
        _layout = layout;
        _shard = shard;
        _populations = populations;
        _driveKey = CounterHash.Key(seed, 0);
        int blocks = Math.Max(layout.Blocks(shard), 1);

        // Rows of bits end on chunks of 512 targets; an odd number of cache lines keeps the arrays out of each other's way.
        _stride = ((blocks * SpikeMask.BitsPerWord) + BitRows.ChunkTargets) | 16;
        _state = new AlignedBuffer<int>(checked(_stride * (int)Part.Count));
        _spikes = new AlignedBuffer<ulong>(blocks);
        _unused = new AlignedBuffer<ulong>(blocks);
        History = new SpikeHistory(historySteps, blocks * SpikeMask.BitsPerWord, layout.Populations);
        Activity = new ShardActivity(layout, shard);
        for (int p = 0; p < populations.Length; p++)
        {
            Start(p, populations[p]);
        }
    }

    /// <summary>The synapses that end here.</summary>
    public IReadOnlyList<SynapseTable> Tables { get; set; } = [];

    /// <summary>Who fired.</summary>
    public SpikeHistory History { get; }

    /// <summary>What is recorded.</summary>
    public ShardActivity Activity { get; }

    /// <summary>Synaptic events so far.</summary>
    public long SynapticEvents { get; private set; }

    /// <summary>Potentials of a population's neurons in this shard, with their numbers in the population.</summary>
    public void CopyPotentials(int population, Span<int> potentials)
    {
        int* from = _state.Address + ((int)Part.Potential * _stride);
        int local = _layout.LocalFirst(_shard, population);
        int end = local + _layout.LocalBlocks(_shard, population);
        for (; local < end; local++)
        {
            int first = (_layout.GlobalBlock(_shard, local) - _layout.FirstBlock(population)) * SpikeMask.BitsPerWord;
            int count = Math.Min(SpikeMask.BitsPerWord, potentials.Length - first);
            new ReadOnlySpan<int>(from + (local * SpikeMask.BitsPerWord), count).CopyTo(potentials[first..]);
        }
    }

    /// <summary>One timestep: spikes arrive, neurons advance, who fired is written down.</summary>
    public void Step(KernelSet kernels, SpikeHistory[] histories, long step)
    {
        foreach (SynapseTable table in Tables)
        {
            SynapticEvents += table.Deliver(kernels, histories, step, Input(table.Receptor), _queue);
        }

        Span<int> starts = History.Starts(step);
        int* list = History.List(step);
        int fired = 0;
        for (int p = 0; p < _populations.Length; p++)
        {
            starts[p] = fired;
            fired = Advance(kernels, p, step, list, fired);
        }

        starts[_populations.Length] = fired;
        Activity.Add(step, starts, list);
    }

    public void Dispose()
    {
        _state.Dispose();
        _spikes.Dispose();
        _unused.Dispose();
        _queue.Dispose();
        History.Dispose();
        foreach (SynapseTable table in Tables)
        {
            table.Dispose();
        }
    }

    int Advance(KernelSet kernels, int population, long step, int* list, int fired)
    {
        PopulationPlan plan = _populations[population];
        int local = _layout.LocalFirst(_shard, population);
        int blocks = _layout.LocalBlocks(_shard, population);
        if (blocks == 0)
        {
            return fired;
        }

        int first = _layout.GlobalBlock(_shard, local);
        int offset = local * SpikeMask.BitsPerWord;
        if (plan.DriveThresholds is { } thresholds)
        {
            kernels.AddPoisson(
                Input(plan.DriveReceptor) + offset, blocks, (uint)first, (uint)_layout.Shards, _driveKey, (uint)step,
                thresholds.Address, thresholds.Length, plan.DriveWeight);
        }

        kernels.Advance(
            plan.Model, new ExponentialSynapseState(_state.Address + offset, _stride), blocks, _spikes.Address, _unused.Address, _unused.Address);
        ulong* words = _spikes.Address;
        for (int b = 0; b < blocks; b++)
        {
            int number = (first + (b * _layout.Shards) - _layout.FirstBlock(population)) * SpikeMask.BitsPerWord;
            for (ulong bits = words[b] & plan.Valid(number); bits != 0; bits &= bits - 1)
            {
                list[fired++] = number + BitOperations.TrailingZeroCount(bits);
            }
        }

        return fired;
    }

    int* Input(Receptor receptor) => _state.Address + (_stride * (int)(receptor switch
    {
        Receptor.Excitatory => Part.ExcitatoryInput,
        Receptor.Inhibitory => Part.InhibitoryInput,
        _ => Part.PotentialInput,
    }));

    void Start(int population, PopulationPlan plan)
    {
        int local = _layout.LocalFirst(_shard, population);
        int end = local + _layout.LocalBlocks(_shard, population);
        int* potential = _state.Address + ((int)Part.Potential * _stride);
        int* bias = _state.Address + ((int)Part.Bias * _stride);
        for (; local < end; local++)
        {
            int number = (_layout.GlobalBlock(_shard, local) - _layout.FirstBlock(population)) * SpikeMask.BitsPerWord;
            for (int i = 0; i < SpikeMask.BitsPerWord; i++)
            {
                int k = (local * SpikeMask.BitsPerWord) + i;
                potential[k] = plan.InitialPotential(number + i);
                bias[k] = plan.Bias;
            }
        }
    }
}
