namespace Neuromorphic.Tools.Results;

/// <summary>The first value of a conformance case that was not as expected.</summary>
/// <param name="Quantity">What differed: u, v, s, a_out.</param>
/// <param name="Step">The timestep, from 1; 0 for what does not change with time.</param>
/// <param name="Neuron">Index of the neuron, or of the synapse where weights differ.</param>
/// <param name="Expected">As the case says.</param>
/// <param name="Got">As computed.</param>
/// <param name="InstructionSet">Where.</param>
public sealed record CaseDifference(string Quantity, int Step, int Neuron, long Expected, long Got, string? InstructionSet = null);
