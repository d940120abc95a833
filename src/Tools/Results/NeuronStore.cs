namespace Neuromorphic.Tools.Results;

/// <summary>How the neurons of a population are held.</summary>
/// <param name="Population">The population.</param>
/// <param name="Format"><c>wideProducts</c> or <c>shortProducts</c>.</param>
/// <param name="PotentialErrorMv">What rounding moves a potential by at most while spikes are the same; null where registers may saturate.</param>
public sealed record NeuronStore(string Population, string Format, double? PotentialErrorMv);
