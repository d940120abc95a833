namespace Neuromorphic.Emulator.Activity;

/// <summary>Exact counts of some part of an activity: a core, a population, a timestep, or all.</summary>
public sealed class ActivityCounts
{
    internal const int Kinds = (int)ActivityKind.GradedEvents + 1;

    readonly long[] _values = new long[Kinds];

    /// <summary>A count.</summary>
    public long this[ActivityKind kind]
    {
        get => _values[(int)kind];
        internal set => _values[(int)kind] = value;
    }

    /// <summary>Spikes delivered through a synapse whose weight is not zero.</summary>
    public long SynapticEvents => this[ActivityKind.SynapticEvents];

    /// <summary>Updates of neurons: one per neuron and timestep, with input or without.</summary>
    public long NeuronUpdates => this[ActivityKind.UpdatesDriven] + this[ActivityKind.UpdatesIdle];

    /// <summary>Reads of a membrane potential: one per update, because input is collected apart and added once per step.</summary>
    public long MembraneReads => NeuronUpdates;

    /// <summary>Writes of a membrane potential: one per update.</summary>
    public long MembraneWrites => NeuronUpdates;

    /// <summary>Spikes fired.</summary>
    public long Spikes => this[ActivityKind.Spikes];

    /// <summary>Synaptic events whose spike carries an integer; contained in the synaptic events.</summary>
    public long GradedEvents => this[ActivityKind.GradedEvents];

    /// <summary>Bits of payload beyond the address, over all packets; 0 for binary spikes.</summary>
    public long PayloadBits => this[ActivityKind.PayloadBits];

    /// <summary>Pairs of a spike and a core that it goes to.</summary>
    public long Packets => this[ActivityKind.Packets];

    /// <summary>Link traversals inside chips, all directions.</summary>
    public long LinkTraversals => this[ActivityKind.HopsEast] + this[ActivityKind.HopsWest]
        + this[ActivityKind.HopsNorth] + this[ActivityKind.HopsSouth];

    /// <summary>Crossings from a chip to the next.</summary>
    public long OffChipCrossings => this[ActivityKind.OffChipCrossings];

    /// <summary>Multiply-accumulates of the first layer, all inputs counted.</summary>
    public long MultiplyAccumulates => this[ActivityKind.MultiplyAccumulates];

    internal void Add(ReadOnlySpan<long> values)
    {
        for (int kind = 0; kind < Kinds; kind++)
        {
            _values[kind] += values[kind];
        }
    }
}
