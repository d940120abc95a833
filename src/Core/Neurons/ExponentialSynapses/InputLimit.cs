namespace Neuromorphic.Core.Neurons.ExponentialSynapses;

/// <summary>The most that input can bring to a state that decays.</summary>
/// <param name="PerStep">Largest magnitude of what may come in every timestep.</param>
/// <param name="Settled">
/// Largest magnitude that all other input, together with what is left of earlier input, ever comes to. Spikes of a neuron that
/// pauses for R steps after each, of weight w, come to at most |w|/(1 − (1 − q)^(R + 1)) in a state that loses the fraction q per step.
/// </param>
/// <param name="NeverNegative">Whether none of it is below 0.</param>
public readonly record struct InputLimit(double PerStep, double Settled, bool NeverNegative = false);
