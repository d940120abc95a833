using Neuromorphic.Core.Randomness;

namespace Neuromorphic.Core.Plasticity;

/// <summary>
/// Numbers by <see cref="Philox"/> from (seed, core, neuron, timestep, purpose): the same in every run, on every machine,
/// whatever the order of rows, the width of vectors or the number of threads.
/// </summary>
/// <param name="seed">The run's seed: the generator's key.</param>
/// <param name="core">The core that learns, 0 to 2²⁴ − 1, or the group of synapses; different ones draw different numbers.</param>
public sealed class CounterRounding(ulong seed, int core) : IRoundingSource
{
    const int PurposeBits = 8;

    readonly uint _core = core is >= 0 and < 1 << (32 - PurposeBits)
        ? (uint)core << PurposeBits
        : throw new ArgumentOutOfRangeException(nameof(core), core, "a core is 0 to 16777215");

    /// <inheritdoc/>
    public uint Draw(in RoundingDraw draw)
    {
        // Counter: neuron; trace, target or other neuron; timestep; purpose and core. The timestep's high word (after four
        // billion steps) goes into the key.
        ulong key = seed ^ ((ulong)draw.Timestep & 0xFFFFFFFF00000000UL);
        return Philox.Next(((uint)draw.Neuron, (uint)draw.Other, (uint)draw.Timestep, _core | (uint)draw.Purpose), key).A;
    }
}
