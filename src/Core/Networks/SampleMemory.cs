using Neuromorphic.Core.Memory;

namespace Neuromorphic.Core.Networks;

/// <summary>What a simulator of a network allocates for the spikes of one sample.</summary>
public static class SampleMemory
{
    const double MostBytes = 8e9;

    /// <summary>Bytes: a bit per unit and timestep for its spike and one for its input, and perhaps a payload of two bytes.</summary>
    /// <param name="network">The network.</param>
    /// <param name="timesteps">T, at least 1.</param>
    /// <exception cref="OverflowException">A population runs longer than 32 bits can say.</exception>
    public static double Bytes(SpikingNetwork network, int timesteps) =>
        network.Populations.Skip(1).Sum(population => Steps(population, timesteps) * (population.Code.HasPayload ? 2.25 : 0.25));

    /// <summary>Whether that is at most 8 GB, and no array has more than 2³¹ − 1 elements.</summary>
    /// <inheritdoc cref="Bytes"/>
    public static bool Fits(SpikingNetwork network, int timesteps) =>
        Bytes(network, timesteps) <= MostBytes && network.Populations.Skip(1).All(population => Steps(population, timesteps) <= int.MaxValue);

    static double Steps(Population population, int timesteps) =>
        (double)SpikeMask.PaddedLength(population.Count) * RunLength.MostSteps(population, timesteps);
}
