using Neuromorphic.Core.Networks;

namespace Neuromorphic.Emulator.Energy;

/// <summary>Energy of one inference, mean over the samples.</summary>
/// <param name="PerInference">All of it.</param>
/// <param name="Shared">What belongs to no core: barriers and power at rest.</param>
/// <param name="PerCore">Per core; these and <paramref name="Shared"/> add up to all of it.</param>
/// <param name="PerPopulation">Per population, likewise.</param>
/// <param name="Unpriced">What happened but has no known price, as field of the chip file. Not in the sums.</param>
public sealed record EnergyResult(
    EnergyParts PerInference,
    EnergyParts Shared,
    IReadOnlyList<EnergyParts> PerCore,
    IReadOnlyList<(Population Population, EnergyParts Parts)> PerPopulation,
    IReadOnlyList<string> Unpriced)
{
    /// <summary>Whether something could not be priced, so that the true energy is more.</summary>
    public bool LowerBound => Unpriced.Count > 0;

    /// <summary>All of it as far as it is priced; null if nothing is.</summary>
    public double? KnownTotal => LowerBound && PerInference.Total == 0 ? null : PerInference.Total;
}
