namespace Neuromorphic.Emulator.Sanafe.Engine;

/// <summary>What synapses add to the neurons: rows of synapses, and the sums that are due per timestep and slot.</summary>
abstract class SynapticInput
{
    /// <summary>Bytes that the synapses take.</summary>
    public abstract long Bytes { get; }

    /// <summary>The input of a block of neurons in a timestep; <see cref="SomaBlock.Absent"/> where nothing arrived.</summary>
    /// <param name="timestep">Timestep, counted from 1.</param>
    /// <param name="firstSlot">First slot of the block.</param>
    /// <param name="slots">Slots of the block, a multiple of <see cref="SomaBlock.Lanes"/>.</param>
    /// <returns>One sum per slot; read once and then set to <see cref="SomaBlock.Absent"/> by who reads it.</returns>
    public abstract Span<double> Take(int timestep, int firstSlot, int slots);

    /// <summary>Has a row fetched into the cache: rows are met in no order that the processor could guess.</summary>
    public abstract void Prefetch(int slot);

    /// <summary>Adds the weights of a neuron to the inputs of its targets.</summary>
    /// <param name="slot">The neuron.</param>
    /// <param name="packets">Its packets, in the order of its synapses.</param>
    /// <param name="timestep">The timestep in which it fires.</param>
    public abstract void Deliver(int slot, ReadOnlySpan<Packet> packets, int timestep);
}
