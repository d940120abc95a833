using Neuromorphic.Core.Kernels;

namespace Neuromorphic.Core.Recurrent;

/// <summary>How synapses from one population to one receptor of a shard are stored.</summary>
public enum SynapseEncoding
{
    /// <summary>Rows of 17-bit target and 15-bit weight, sorted by delay.</summary>
    WeightedRows,

    /// <summary>Rows of 16-bit targets that share a weight and a delay.</summary>
    UniformRows,

    /// <summary>Rows of one bit per target that share a weight and a delay; repeated pairs stand in rows beside.</summary>
    BitRows,

    /// <summary>Rows of 16-bit target and a 16-bit weight that changes with the spikes of both sides.</summary>
    PlasticRows,
}

/// <summary>Synapses from one population to one receptor of a shard.</summary>
abstract unsafe class SynapseTable : IDisposable
{
    /// <summary>Number of the source population.</summary>
    public required int SourcePopulation { get; init; }

    /// <summary>What the spikes act on.</summary>
    public required Receptor Receptor { get; init; }

    /// <summary>How the synapses are stored.</summary>
    public abstract SynapseEncoding Encoding { get; }

    /// <summary>Synapses.</summary>
    public abstract long Synapses { get; }

    /// <summary>Memory in bytes.</summary>
    public abstract long Bytes { get; }

    /// <summary>Adds the weights of all spikes that arrive in a timestep.</summary>
    /// <param name="kernels">The instruction set.</param>
    /// <param name="histories">Who fired, per shard.</param>
    /// <param name="step">The timestep.</param>
    /// <param name="input">Inputs of the shard's neurons at the receptor.</param>
    /// <param name="queue">Scratch.</param>
    /// <returns>Synaptic events.</returns>
    public abstract long Deliver(KernelSet kernels, SpikeHistory[] histories, long step, int* input, RowQueue queue);

    /// <summary>Takes note of the spikes of the shard's neurons; only plastic synapses do.</summary>
    /// <param name="history">Who fired in the shard.</param>
    /// <param name="step">The timestep.</param>
    public virtual void Learn(SpikeHistory history, long step)
    {
    }

    /// <summary>Writes what changes while time runs; nothing in most tables.</summary>
    /// <param name="writer">Where to.</param>
    public virtual void Save(BinaryWriter writer)
    {
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <param name="reader">Where from.</param>
    /// <param name="next">The timestep that comes next.</param>
    /// <exception cref="CheckpointException">A value is out of range.</exception>
    public virtual void Load(CheckpointReader reader, long next)
    {
    }

    /// <inheritdoc/>
    public abstract void Dispose();
}
