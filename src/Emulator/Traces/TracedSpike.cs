namespace Neuromorphic.Emulator.Traces;

/// <summary>A spike of a trace.</summary>
/// <param name="Timestep">The chip's timestep, from 0.</param>
/// <param name="Population">Index of the population in its network.</param>
/// <param name="Neuron">The neuron in it.</param>
/// <param name="Payload">What the spike carries; 1 for a binary or timed one.</param>
public readonly record struct TracedSpike(int Timestep, int Population, int Neuron, int Payload);
