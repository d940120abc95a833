namespace Neuromorphic.Tools.Results;

/// <summary>What a population did.</summary>
/// <param name="Name">Name.</param>
/// <param name="Neurons">Number of neurons.</param>
/// <param name="RateHz">Mean rate per neuron, in Hz; null for networks without biological time.</param>
/// <param name="SpikesPerTimestep">Mean number of spikes per neuron and timestep.</param>
/// <param name="CvIsi">Mean coefficient of variation of the intervals between spikes; null where no neuron fired three times.</param>
/// <param name="Correlation">Mean covariance of pairs over mean variance, in bins of one timestep; null where undefined.</param>
public sealed record PopulationActivity(
    string Name, int Neurons, double? RateHz, double SpikesPerTimestep, double? CvIsi, double? Correlation);
