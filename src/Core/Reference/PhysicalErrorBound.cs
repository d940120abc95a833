using Neuromorphic.Core.Neurons;
using Neuromorphic.Core.Neurons.ExponentialSynapses;

namespace Neuromorphic.Core.Reference;

/// <summary>
/// Bounds on how far a neuron with exponential synapses is from the differential equations with the time constants that were
/// asked for, both driven by the same integer input: rounding of states, as in <see cref="ExponentialSynapseTwin"/>, and of
/// factors and bias.
/// </summary>
/// <remarks>
/// With a factor q̂ for q, x′ − y′ = (1 − q)(x − y) − (q̂ − q)·x + ρ, so a step adds |q̂ − q| times the largest |x|, which
/// <see cref="ExponentialSynapseRange"/> proves, and couplings likewise. In units of the design.
/// </remarks>
public static class PhysicalErrorBound
{
    /// <summary>The bound of the excitatory current for any number of steps.</summary>
    /// <param name="design">The neuron.</param>
    /// <param name="range">The proven range for the largest input; it must fit.</param>
    /// <exception cref="ArgumentException">The range does not fit: registers may saturate, and there is no bound.</exception>
    public static ErrorBound Excitatory(ExponentialSynapseDesign design, ExponentialSynapseRange range)
    {
        RequireFit(design, range);
        return Current(design, design.Parameters.Excitatory, design.Physical.ExcitatoryTimeConstant, range.Excitatory);
    }

    /// <summary>The bound of the inhibitory current for any number of steps.</summary>
    /// <inheritdoc cref="Excitatory"/>
    public static ErrorBound Inhibitory(ExponentialSynapseDesign design, ExponentialSynapseRange range)
    {
        RequireFit(design, range);
        return Current(design, design.Parameters.Inhibitory, design.Physical.InhibitoryTimeConstant, range.Inhibitory);
    }

    /// <summary>The bound of the potential for any number of steps in which both spike alike, resets exact.</summary>
    /// <inheritdoc cref="Excitatory"/>
    public static CascadeErrorBound Potential(ExponentialSynapseDesign design, ExponentialSynapseRange range)
    {
        RequireFit(design, range);
        PhysicalNeuron physical = design.Physical;
        ErrorBound leak = Decay(design, design.Parameters.Leak, physical.MembraneTimeConstant, range.Potential);
        (double excitatory, double perStepE) = Coupling(design, design.Parameters.Excitatory, physical.ExcitatoryTimeConstant, range.Excitatory);
        (double inhibitory, double perStepI) = Coupling(design, design.Parameters.Inhibitory, physical.InhibitoryTimeConstant, range.Inhibitory);
        double bias = Math.Abs(design.ExactBias - design.Parameters.Bias[0]);
        return new(
            leak with { PerStep = leak.PerStep + perStepE + perStepI + bias + (6 * ErrorBound.Float64Operation) },
            (Excitatory(design, range), excitatory),
            (Inhibitory(design, range), inhibitory));
    }

    static ErrorBound Current(ExponentialSynapseDesign design, SynapticCurrent? current, double? timeConstant, double largest) =>
        current is SynapticCurrent factors && timeConstant is double tau
            ? Decay(design, factors.Loss, tau, largest)
            : ErrorBound.Exact;

    static ErrorBound Decay(ExponentialSynapseDesign design, RoundedFactor factor, double timeConstant, double largest)
    {
        double exact = ExactPropagators.Loss(design.Physical.Timestep, timeConstant);
        return new(
            1 - exact,
            factor.ProductError + (Math.Abs(factor.Value - exact) * largest) + (3 * ErrorBound.Float64Operation));
    }

    static (double Exact, double PerStep) Coupling(
        ExponentialSynapseDesign design, SynapticCurrent? current, double? timeConstant, double largest)
    {
        if (current is not SynapticCurrent factors || timeConstant is not double tau)
        {
            return (0, 0);
        }

        double exact = ExactPropagators.Coupling(
                design.Physical.Timestep, design.Physical.MembraneTimeConstant, tau, design.Physical.Capacitance)
            * design.CurrentUnit / design.PotentialUnit;
        return (exact, factors.Coupling.ProductError + (Math.Abs(factors.Coupling.Value - exact) * largest));
    }

    static void RequireFit(ExponentialSynapseDesign design, ExponentialSynapseRange range)
    {
        ArgumentNullException.ThrowIfNull(design);
        if (!range.Fits)
        {
            throw new ArgumentException("registers may saturate for this input, and then there is no bound: give smaller input or larger spans", nameof(range));
        }
    }
}
