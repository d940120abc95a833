namespace Neuromorphic.Tools.Results;

/// <summary>Spikes of some neurons of each population, to be drawn.</summary>
/// <param name="FirstSecond">Biological time at which recording began, in s.</param>
/// <param name="LastSecond">Biological time at which it ended, in s.</param>
/// <param name="Populations">The populations.</param>
public sealed record SpikeSample(double FirstSecond, double LastSecond, IReadOnlyList<PopulationSample> Populations);

/// <summary>Spikes of the first neurons of a population.</summary>
/// <param name="Name">The population.</param>
/// <param name="Neurons">Neurons looked at.</param>
/// <param name="Spikes">Time in s and number of the neuron, in the order of time.</param>
public sealed record PopulationSample(string Name, int Neurons, IReadOnlyList<(double Seconds, int Neuron)> Spikes);
