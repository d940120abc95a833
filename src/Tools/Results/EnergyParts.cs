namespace Neuromorphic.Tools.Results;

/// <summary>Energy of one inference by part, in joules; null is "not priced", never zero.</summary>
/// <param name="Total">The sum of the parts that are priced; null when the sum is refused.</param>
/// <param name="Synapse">Reading weights and adding them.</param>
/// <param name="Neuron">Updating neurons and firing.</param>
/// <param name="Network">Packets between cores.</param>
/// <param name="Static">Leakage and clocks over the time of the inference.</param>
/// <param name="Input">Bringing the input in and encoding it.</param>
public sealed record EnergyParts(double? Total, double? Synapse, double? Neuron, double? Network, double? Static, double? Input);
