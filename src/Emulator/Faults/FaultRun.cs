using Neuromorphic.Core.Networks;
using Neuromorphic.Emulator.Mapping;
using Neuromorphic.Emulator.Runs;

namespace Neuromorphic.Emulator.Faults;

/// <summary>A run of a network on a chip that is broken.</summary>
/// <param name="Result">The run.</param>
/// <param name="Faults">What was broken.</param>
public sealed record FaultRun(ChipRunResult Result, FaultCounts Faults)
{
    /// <summary>Runs samples through a broken chip.</summary>
    /// <param name="healthy">The network on the chip without faults; mapped anew if cores or links are dead.</param>
    /// <param name="rates">What is broken.</param>
    /// <param name="source">The samples.</param>
    /// <param name="samples">How many to run.</param>
    /// <param name="timesteps">T, at least 1.</param>
    /// <param name="seed">Seed of the placement.</param>
    /// <param name="options">Further choices; null for the usual ones.</param>
    /// <param name="cancellation">Stops the run between two samples.</param>
    /// <remarks>While bits are flipped the network's weights are changed in place; nobody else may use it until this returns.</remarks>
    /// <exception cref="FaultException">The faults cannot be put into this network or onto this chip.</exception>
    public static FaultRun Run(
        ChipProgram healthy,
        FaultRates rates,
        IInputSource source,
        int samples,
        int timesteps,
        ulong seed = 0,
        ChipRunOptions? options = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(healthy);
        ArgumentNullException.ThrowIfNull(rates);
        if (rates[FaultKind.DuplicatedPackets] > 0)
        {
            RequireRoomForDoubles(healthy.Network, timesteps);
        }

        ChipProgram program = rates.DamageChip
            ? ChipMapper.Map(healthy.Network, healthy.Chip, healthy.WeightBits, seed, new MappingOptions { Faults = rates })
            : healthy;
        using FlippedWeights? weights = rates[FaultKind.FlippedBits] > 0
            ? new FlippedWeights(healthy.Network, rates, healthy.WeightBits, timesteps)
            : null;
        ChipRunResult result = ChipRun.Run(program, source, samples, timesteps, (options ?? new ChipRunOptions()) with { Faults = rates }, cancellation);
        FaultCounts counts = result.Faults ?? new FaultCounts(0, 0, 0, 0, 0, 0);
        return new FaultRun(result, counts with { DeadCores = program.DeadCores, DeadLinks = program.DeadLinks, FlippedBits = weights?.Flipped ?? 0 });
    }

    /// <summary>Doubled packets double what a neuron can receive.</summary>
    static void RequireRoomForDoubles(SpikingNetwork network, int timesteps)
    {
        const int MostBits = 31;
        if (PotentialRange.Prove(network, timesteps).FirstOrDefault(range => range.Bits > MostBits) is { } range)
        {
            throw new FaultException($"with doubled packets the potentials of '{range.Population.Name}' could leave 32 bits; use fewer timesteps.");
        }
    }
}
