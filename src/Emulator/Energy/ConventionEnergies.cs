namespace Neuromorphic.Emulator.Energy;

/// <summary>What a formula gives, in joules per inference.</summary>
/// <param name="Conventional">The conventional network.</param>
/// <param name="Quantised">Its capacity-matched twin; null where the convention has no widths.</param>
/// <param name="SpikingFixed">The part of the spiking network that does not depend on the number of spikes.</param>
/// <param name="SpikingPerRate">The part that does, per spike per synapse; NaN if it cannot be told because nothing spiked.</param>
/// <param name="Spiking">The spiking network.</param>
readonly record struct ConventionEnergies(
    double Conventional, double? Quantised, double SpikingFixed, double SpikingPerRate, double Spiking);
