namespace Neuromorphic.Core.Recurrent;

/// <summary>Each neuron's own train of random spikes from outside.</summary>
/// <param name="Rate">Spikes per second that each neuron receives in the mean, at least 0.</param>
/// <param name="Weight">Weight of a spike, in the receptor's unit.</param>
/// <param name="Receptor">What the spikes act on.</param>
public sealed record PoissonDrive(double Rate, double Weight, Receptor Receptor = Receptor.Excitatory);
