namespace Neuromorphic.Emulator.Energy;

/// <summary>Which network needs less energy.</summary>
public enum EnergyWinner
{
    /// <summary>The spiking network.</summary>
    Spiking,

    /// <summary>The conventional network.</summary>
    Conventional,

    /// <summary>Both the same.</summary>
    Neither,
}

/// <summary>The comparison of one inference under one convention.</summary>
/// <param name="Convention">Name of the convention.</param>
/// <param name="AnnJoules">The conventional network.</param>
/// <param name="SnnJoules">The spiking network; its first layer is charged as multiply-accumulates.</param>
/// <param name="QuantisedJoules">
/// The conventional network with activations of ⌈log₂(T + 1)⌉ bits, the capacity of T timesteps. Assumed: multiply and
/// access energies go with the bits of the activation. Null where the convention has no widths.
/// </param>
/// <param name="Ratio">Spiking ÷ conventional; below 1 the spiking network needs less. Null if the conventional one needs none.</param>
/// <param name="SpikesPerSynapse">Measured: synaptic events ÷ synapses of the spiking layers, per inference.</param>
/// <param name="BreakEvenSpikesPerSynapse">
/// Spikes per synapse at which this network would need as much as the conventional one, everything else unchanged;
/// negative if it loses even without spikes. Null if it cannot be told.
/// </param>
/// <param name="Winner">Which needs less.</param>
public sealed record ConventionVerdict(
    string Convention,
    double AnnJoules,
    double SnnJoules,
    double? QuantisedJoules,
    double? Ratio,
    double SpikesPerSynapse,
    double? BreakEvenSpikesPerSynapse,
    EnergyWinner Winner)
{
    internal static ConventionVerdict Of(EnergyConvention convention, ConventionEnergies energies, SpikingWork spiking)
    {
        double breakEven = (energies.Conventional - energies.SpikingFixed) / energies.SpikingPerRate;
        return new ConventionVerdict(
            convention.Name,
            energies.Conventional,
            energies.Spiking,
            energies.Quantised,
            energies.Conventional > 0 ? energies.Spiking / energies.Conventional : null,
            spiking.SpikesPerSynapse,
            double.IsFinite(breakEven) ? breakEven : null,
            energies.Spiking < energies.Conventional ? EnergyWinner.Spiking
                : energies.Spiking > energies.Conventional ? EnergyWinner.Conventional : EnergyWinner.Neither);
    }
}
