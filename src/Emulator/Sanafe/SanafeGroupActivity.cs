namespace Neuromorphic.Emulator.Sanafe;

/// <summary>What the neurons of a group did.</summary>
/// <param name="Name">Name.</param>
/// <param name="Neurons">How many there are.</param>
/// <param name="Spikes">Spikes of all of them.</param>
/// <param name="IntervalVariation">
/// Mean, over the neurons with at least three spikes, of the coefficient of variation of the time between spikes; NaN if there is none.
/// </param>
/// <param name="Correlation">
/// Covariance of two neurons' spikes per timestep, averaged over pairs, over the mean variance of one; NaN if undefined.
/// </param>
public readonly record struct SanafeGroupActivity(string Name, int Neurons, long Spikes, double IntervalVariation, double Correlation);
