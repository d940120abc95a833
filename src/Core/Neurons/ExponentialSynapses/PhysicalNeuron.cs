using System.Globalization;

namespace Neuromorphic.Core.Neurons.ExponentialSynapses;

/// <summary>
/// A leaky integrate-and-fire neuron with exponential synapses in physical units: potentials in mV, times in ms, currents
/// in pA, capacitance in pF. C·dV/dt = −(C/τm)·(V − E) + iₑ + iᵢ + I; di/dt = −i/τ, a spike adds its weight to i.
/// </summary>
/// <remarks>
/// Models that measure synapses in mV (Brette et al. 2007, CUBA) are the same with C = τm in numbers: 1 pA then is 1 mV.
/// </remarks>
public sealed record PhysicalNeuron
{
    /// <summary>Membrane time constant τm in ms.</summary>
    public required double MembraneTimeConstant { get; init; }

    /// <summary>Membrane capacitance C in pF.</summary>
    public required double Capacitance { get; init; }

    /// <summary>Time constant of the excitatory current in ms; null: no such current.</summary>
    public double? ExcitatoryTimeConstant { get; init; }

    /// <summary>Time constant of the inhibitory current in ms; null: no such current.</summary>
    public double? InhibitoryTimeConstant { get; init; }

    /// <summary>Whether spikes may move the potential at once, by jumps in mV.</summary>
    public bool HasDeltaSynapses { get; init; }

    /// <summary>Resting potential E in mV.</summary>
    public required double RestingPotential { get; init; }

    /// <summary>Threshold in mV.</summary>
    public required double Threshold { get; init; }

    /// <summary>Potential after a spike in mV.</summary>
    public required double Reset { get; init; }

    /// <summary>Refractory period in ms; rounded to whole timesteps.</summary>
    public double RefractoryPeriod { get; init; }

    /// <summary>Constant input current I in pA.</summary>
    public double InputCurrent { get; init; }

    /// <summary>Timestep h in ms.</summary>
    public required double Timestep { get; init; }

    /// <summary>Distance from rest in mV that the potential's register must hold; its unit is the finest power of two that does.</summary>
    public double PotentialSpan { get; init; } = 1000;

    /// <summary>Current in pA that a current's register must hold; its unit is the finest power of two that does.</summary>
    public double CurrentSpan { get; init; } = 60_000;

    /// <summary>P20 = (1 − P22)·τm/C: what a constant current of 1 pA adds to the potential per step, in mV.</summary>
    internal double DriftPerPicoampere => ExactPropagators.Loss(Timestep, MembraneTimeConstant) * MembraneTimeConstant / Capacitance;

    /// <summary>The parameters as integers.</summary>
    /// <returns>Parameters, units, and what was rounded.</returns>
    /// <exception cref="ArgumentException">A quantity is out of range or does not fit the units; the message names it.</exception>
    public ExponentialSynapseDesign Design()
    {
        RequirePositive(Timestep, "the timestep", "ms");
        RequireTimeConstant(MembraneTimeConstant, "the membrane time constant");
        RequirePositive(Capacitance, "the capacitance", "pF");
        RequirePositive(PotentialSpan, "the span of the potential", "mV");
        RequirePositive(CurrentSpan, "the span of the current", "pA");
        double potentialUnit = UnitFor(PotentialSpan);
        double currentUnit = UnitFor(CurrentSpan);
        var roundings = new List<RoundedQuantity>();
        var leak = RoundedFactor.Nearest(ExactPropagators.Loss(Timestep, MembraneTimeConstant));
        roundings.Add(TimeConstant("membrane time constant", MembraneTimeConstant, leak));
        int refractory = RefractorySteps();
        roundings.Add(new("refractory period", "ms", RefractoryPeriod, refractory * Timestep));
        double perPicoampere = DriftPerPicoampere / potentialUnit;
        int bias = Integer(InputCurrent * perPicoampere, "the input current", "the span of the potential");
        roundings.Add(new("input current", "pA", InputCurrent, bias / perPicoampere));
        int threshold = Potential(Threshold, "threshold");
        int reset = Potential(Reset, "reset");
        if (reset >= threshold)
        {
            throw new ArgumentException(Text($"the reset {Reset} mV is not below the threshold {Threshold} mV, or closer than a unit of {potentialUnit:g3} mV"));
        }

        var parameters = new ExponentialSynapseParameters
        {
            Leak = leak,
            Excitatory = Current(ExcitatoryTimeConstant, "excitatory"),
            Inhibitory = Current(InhibitoryTimeConstant, "inhibitory"),
            HasPotentialInput = HasDeltaSynapses,
            Threshold = threshold,
            Reset = reset,
            RefractorySteps = refractory,
            Bias = [bias],
        };
        return new ExponentialSynapseDesign(parameters, this, potentialUnit, currentUnit, roundings);

        int Potential(double millivolts, string name)
        {
            int units = Integer((millivolts - RestingPotential) / potentialUnit, $"the {name}", "the span of the potential");
            roundings.Add(new(name, "mV", millivolts, RestingPotential + (units * potentialUnit)));
            return units;
        }

        SynapticCurrent? Current(double? timeConstant, string name)
        {
            if (timeConstant is not double tau)
            {
                return null;
            }

            RequireTimeConstant(tau, $"the {name} time constant");
            double exact = ExactPropagators.Coupling(Timestep, MembraneTimeConstant, tau, Capacitance) * currentUnit / potentialUnit;
            if (exact >= RoundedFactor.Limit)
            {
                throw new ArgumentException(Text(
                    $"a unit of current ({currentUnit:g3} pA) moves the potential by {exact:g3} of its units ({potentialUnit:g3} mV) per step: below {RoundedFactor.Limit}. Give a larger span of the potential or a smaller span of the current"));
            }

            var factors = new SynapticCurrent(
                RoundedFactor.Nearest(ExactPropagators.Loss(Timestep, tau)), RoundedFactor.Nearest(exact));
            if (factors.Coupling.Mantissa < 1 << 8)
            {
                throw new ArgumentException(Text(
                    $"a unit of current ({currentUnit:g3} pA) moves the potential by only {exact:g3} of its units ({potentialUnit:g3} mV) per step, which 31 fraction bits do not resolve. Give a smaller span of the potential or a larger span of the current"));
            }

            roundings.Add(TimeConstant($"{name} time constant", tau, factors.Loss));
            roundings.Add(new($"{name} coupling", "mV/pA", exact * potentialUnit / currentUnit, factors.Coupling.Value * potentialUnit / currentUnit));
            return factors;
        }
    }

    RoundedQuantity TimeConstant(string name, double tau, RoundedFactor loss) =>
        new(name, "ms", tau, -Timestep / Math.Log(1 - loss.Value));

    int RefractorySteps()
    {
        double steps = Math.Round(RefractoryPeriod / Timestep, MidpointRounding.AwayFromZero);
        return steps is >= 0 and <= ExponentialSynapseParameters.MostRefractorySteps
            ? (int)steps
            : throw new ArgumentException(Text(
                $"the refractory period is {RefractoryPeriod} ms, {steps} steps of {Timestep} ms: 0 to {ExponentialSynapseParameters.MostRefractorySteps} steps"));
    }

    /// <summary>The finest power of two whose largest state reaches the span.</summary>
    static double UnitFor(double span) =>
        Math.Pow(2, Math.Ceiling(Math.Log2(span / ExponentialSynapseParameters.LargestState)));

    internal static int Integer(double units, string name, string span)
    {
        double rounded = Math.Round(units, MidpointRounding.ToEven);
        return Math.Abs(rounded) <= ExponentialSynapseParameters.LargestState
            ? (int)rounded
            : throw new ArgumentException(Text(
                $"{name} is {units:g4} units, beyond ±{ExponentialSynapseParameters.LargestState}: give a larger span ({span})"));
    }

    void RequireTimeConstant(double tau, string name)
    {
        RequirePositive(tau, name, "ms");
        if (Timestep > tau)
        {
            throw new ArgumentException(Text($"the timestep of {Timestep} ms is longer than {name} of {tau} ms: give a shorter timestep"));
        }
    }

    static void RequirePositive(double value, string name, string unit)
    {
        if (!(value > 0) || !double.IsFinite(value))
        {
            throw new ArgumentException(Text($"{name} is {value} {unit}: it must be a number above 0"));
        }
    }

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
