using System.Numerics;
using System.Runtime.InteropServices;
using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Neurons.ExponentialSynapses;
using Neuromorphic.Core.Randomness;
using Part = Neuromorphic.Core.Neurons.ExponentialSynapses.ExponentialSynapseState.Part;

namespace Neuromorphic.Core.Recurrent;

/// <summary>A part of the network's neurons with all synapses that end at them. Only its own thread touches it while time runs.</summary>
sealed unsafe class Shard : IDisposable
{
    /// <summary>State that lasts from one timestep to the next, with its least value.</summary>
    static readonly (Part Part, int Low, string Name)[] Kept =
    [
        (Part.Potential, -ExponentialSynapseParameters.LargestState, "a potential"),
        (Part.Excitatory, -ExponentialSynapseParameters.LargestState, "a current"),
        (Part.Inhibitory, -ExponentialSynapseParameters.LargestState, "a current"),
        (Part.Refractory, 0, "a refractory time"),
    ];

    readonly ShardLayout _layout;
    readonly int _shard;
    readonly PopulationPlan[] _populations;
    readonly AlignedBuffer<int> _state;
    readonly AlignedBuffer<ulong> _spikes;
    readonly AlignedBuffer<int>? _random;
    readonly int _stride;
    readonly RowQueue _queue = new();
    readonly ulong _driveKey;
    long _lastStep = -1;

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
        _random = populations.Any(p => p.Drive is not null) ? new AlignedBuffer<int>(blocks * SpikeMask.BitsPerWord) : null;
        History = new SpikeHistory(historySteps, blocks * SpikeMask.BitsPerWord, layout.Populations);
        Activity = new ShardActivity(layout, shard);
        for (int p = 0; p < populations.Length; p++)
        {
            Start(p, populations[p]);
        }
    }

    /// <summary>The synapses that end here.</summary>
    public SynapseTable[] Tables { get; set; } = [];

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
        foreach (SynapseTable table in Tables)
        {
            table.Learn(History, step);
        }

        Activity.Add(step, starts, list);
        _lastStep = step;
    }

    /// <summary>Writes all that the shard's future depends on, and what is recorded.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="next">The timestep that comes next.</param>
    public void Save(BinaryWriter writer, long next)
    {
        foreach ((Part part, _, _) in Kept)
        {
            writer.Write(MemoryMarshal.AsBytes(Of(part)));
        }

        History.Save(writer, next);
        writer.Write(SynapticEvents);
        Activity.Save(writer);
        foreach (SynapseTable table in Tables)
        {
            table.Save(writer);
        }
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <param name="reader">Where from.</param>
    /// <param name="next">The timestep that comes next.</param>
    /// <exception cref="CheckpointException">A value is out of range.</exception>
    public void Load(CheckpointReader reader, long next)
    {
        foreach ((Part part, int low, string name) in Kept)
        {
            reader.Fill(Of(part), low, ExponentialSynapseParameters.LargestState, name);
        }

        for (int p = 0; p < _populations.Length; p++)
        {
            if (_populations[p].Short is { } products)
            {
                RequireReachable(p, Part.Potential, products.LargestPotential);
                RequireReachable(p, Part.Excitatory, products.LargestExcitatory);
                RequireReachable(p, Part.Inhibitory, products.LargestInhibitory);
            }
        }

        History.Load(reader, next, _layout.Sizes);
        SynapticEvents = reader.Number(0, long.MaxValue, "the number of synaptic events");
        Activity.Load(reader);
        foreach (SynapseTable table in Tables)
        {
            table.Load(reader, next);
        }
    }

    public void Dispose()
    {
        _state.Dispose();
        _spikes.Dispose();
        _random?.Dispose();
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
        if (plan.Drive is not null)
        {
            Drive(kernels, plan, step, offset, blocks, first);
        }

        plan.Step(kernels, new ExponentialSynapseState(_state.Address + offset, _stride), blocks, _spikes.Address);
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

    /// <summary>Spikes from outside. Where 16 random bits per neuron do, a word serves two timesteps.</summary>
    void Drive(KernelSet kernels, PopulationPlan plan, long step, int offset, int blocks, int firstBlock)
    {
        int* words = _random!.Address + offset;
        int* input = Input(plan.DriveReceptor) + offset;
        bool isShort = plan.Drive!.IsShort;
        for (int draw = 0; draw < plan.Drive.Draws; draw++)
        {
            long time = isShort ? step / 2 : step;
            if (!isShort || step % 2 == 0 || plan.Drive.Draws > 1 || step != _lastStep + 1)
            {
                kernels.FillRandom(words, blocks, (uint)firstBlock, (uint)_layout.Shards, _driveKey, (uint)time, (uint)draw);
            }

            kernels.AddDrawn(input, words, blocks, isShort && step % 2 == 0 ? 16 : 0, plan.DriveTable!.Address);
        }
    }

    /// <summary>Short products hold only in the range that is proven.</summary>
    void RequireReachable(int population, Part part, int largest)
    {
        int first = _layout.LocalFirst(_shard, population) * SpikeMask.BitsPerWord;
        int count = _layout.LocalBlocks(_shard, population) * SpikeMask.BitsPerWord;
        foreach (int value in Of(part).Slice(first, count))
        {
            if (value < -largest || value > largest)
            {
                throw new CheckpointException($"a state of {value} units cannot be reached, the largest is {largest}");
            }
        }
    }

    Span<int> Of(Part part) => new(_state.Address + ((nint)part * _stride), Math.Max(_layout.Blocks(_shard), 1) * SpikeMask.BitsPerWord);

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
        for (; local < end; local++)
        {
            int number = (_layout.GlobalBlock(_shard, local) - _layout.FirstBlock(population)) * SpikeMask.BitsPerWord;
            for (int i = 0; i < SpikeMask.BitsPerWord; i++)
            {
                potential[(local * SpikeMask.BitsPerWord) + i] = plan.InitialPotential(number + i);
            }
        }
    }
}
