namespace Neuromorphic.Emulator.Sanafe.Engine;

/// <summary>Sums in double precision, for any weights and delays: a buffer for the next timestep, and one more per timestep of the longest delay.</summary>
sealed class RealInput : SynapticInput
{
    readonly Synapses _synapses;
    readonly double[][] _buffers;

    /// <summary>Input of a program.</summary>
    /// <param name="synapses">Its synapses.</param>
    /// <param name="slots">Its slots.</param>
    public RealInput(Synapses synapses, int slots)
    {
        _synapses = synapses;
        _buffers = new double[synapses.Buffers][];
        for (int i = 0; i < _buffers.Length; i++)
        {
            _buffers[i] = new double[slots];
            _buffers[i].AsSpan().Fill(SomaBlock.Absent);
        }
    }

    /// <inheritdoc/>
    public override long Bytes => _synapses.Bytes;

    /// <inheritdoc/>
    public override Span<double> Take(int timestep, int firstSlot, int slots) => _buffers[timestep % _buffers.Length].AsSpan(firstSlot, slots);

    /// <inheritdoc/>
    public override void Prefetch(int slot) => _synapses.Prefetch(slot);

    /// <inheritdoc/>
    public override void Deliver(int slot, ReadOnlySpan<Packet> packets, int timestep) =>
        _synapses.Deliver(slot, _buffers, (timestep + 1) % _buffers.Length);
}
