namespace Neuromorphic.Core.Neurons.ExponentialSynapses;

/// <summary>The propagators of one exponential synaptic current over a timestep h.</summary>
/// <param name="Loss">1 − P11 = 1 − exp(−h/τ): the fraction of the current that is lost per step, at most 1.</param>
/// <param name="Coupling">P21: what one unit of the current adds to the potential per step, in units of the potential.</param>
public readonly record struct SynapticCurrent(RoundedFactor Loss, RoundedFactor Coupling);
