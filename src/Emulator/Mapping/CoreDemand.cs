using Neuromorphic.Emulator.Chips;

namespace Neuromorphic.Emulator.Mapping;

/// <summary>What a block of neurons takes of a core.</summary>
/// <param name="Neurons">Neurons.</param>
/// <param name="InputAxons">
/// Distinct lists of synapses that spikes reach, synapses of weight zero included (neurons in the window of an average pool
/// share a list): an upper bound where weights are zero or where two projections of one source overlap.
/// </param>
/// <param name="OutputAxons">Pairs of a neuron of the block and a core that it sends to.</param>
/// <param name="SynapseMemoryBits">Memory for synapses in bits; see <see cref="SynapseStorage"/> for the formula.</param>
public readonly record struct CoreDemand(long Neurons, long InputAxons, long OutputAxons, long SynapseMemoryBits)
{
    /// <summary>
    /// Synapses of the neuron of the block that most of them reach by spikes, weights of zero not counted; 0 if the chip names no limit.
    /// </summary>
    public long FanIn { get; init; }

    /// <summary>
    /// The longest delay that the projections of the block need, in timesteps. Each population is one timestep behind its sources, so a
    /// projection past others has to wait for them: by as many timesteps as it spans.
    /// </summary>
    public long Delay { get; init; }

    /// <summary>The limits with a number, what is demanded of each, and what a core has.</summary>
    public IEnumerable<(CoreLimit Limit, long Needed, double Available)> Compare(CoreLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        (CoreLimit, long, Quantity)[] all =
        [
            (CoreLimit.Neurons, Neurons, limits.Neurons),
            (CoreLimit.InputAxons, InputAxons, limits.InputAxons),
            (CoreLimit.OutputAxons, OutputAxons, limits.OutputAxons),
            (CoreLimit.SynapseMemory, SynapseMemoryBits, limits.SynapseMemory),
            (CoreLimit.FanIn, FanIn, limits.FanIn),
            (CoreLimit.Delay, Delay, limits.Delay),
        ];
        foreach ((CoreLimit limit, long needed, Quantity quantity) in all)
        {
            if (quantity.IsKnown)
            {
                yield return (limit, needed, quantity.Si);
            }
        }
    }

    /// <summary>Whether a core of these limits holds the block. Unknown limits are not checked.</summary>
    public bool Fits(CoreLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        return limits.Neurons.Allows(Neurons)
            && limits.InputAxons.Allows(InputAxons)
            && limits.OutputAxons.Allows(OutputAxons)
            && limits.SynapseMemory.Allows(SynapseMemoryBits)
            && limits.FanIn.Allows(FanIn)
            && limits.Delay.Allows(Delay);
    }
}
