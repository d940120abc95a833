using Neuromorphic.Core.Networks;
using Neuromorphic.Emulator.Faults;

namespace Neuromorphic.Emulator.Mapping;

/// <summary>What may be chosen when a network is mapped.</summary>
public sealed record MappingOptions
{
    /// <summary>Expected spikes per neuron, for the placement; a population that is missing has 1 each.</summary>
    public IReadOnlyDictionary<Population, double[]>? SpikeRates { get; init; }

    /// <summary>Whether to improve the placement; without it cores follow the order of the network.</summary>
    public bool ImprovePlacement { get; init; } = true;

    /// <summary>
    /// What a spike on the busiest link costs in the last tenth of the search, in weighted hops; 0 for none. Spreads traffic
    /// at the price of more hops.
    /// </summary>
    public double LinkLoadPenalty { get; init; }

    /// <summary>How several chips lie next to each other.</summary>
    public ChipArrangement Arrangement { get; init; }

    /// <summary>What is broken: cores are placed and spikes are routed around dead cores and links; null for nothing.</summary>
    public FaultRates? Faults { get; init; }

    /// <summary>Timesteps per sample; if given, the bits of the potentials are compared with the chip's.</summary>
    public int? Timesteps { get; init; }
}
