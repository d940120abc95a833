namespace Neuromorphic.Core.Neurons.ExponentialSynapses;

/// <summary>A neuron in physical units as integers.</summary>
/// <param name="Parameters">The integers.</param>
/// <param name="Physical">What was asked for.</param>
/// <param name="PotentialUnit">mV per unit of the potential, a power of two.</param>
/// <param name="CurrentUnit">pA per unit of a current, a power of two.</param>
/// <param name="Roundings">Every quantity with the value that the integers stand for.</param>
public sealed record ExponentialSynapseDesign(
    ExponentialSynapseParameters Parameters,
    PhysicalNeuron Physical,
    double PotentialUnit,
    double CurrentUnit,
    IReadOnlyList<RoundedQuantity> Roundings)
{
    /// <summary>What the constant input current adds to the potential per step, in its units, before rounding.</summary>
    public double ExactBias => Physical.InputCurrent * Physical.DriftPerPicoampere / PotentialUnit;

    /// <summary>A weight in pA as units of current.</summary>
    /// <exception cref="ArgumentException">It is beyond the register.</exception>
    public int Weight(double picoamperes) => PhysicalNeuron.Integer(picoamperes / CurrentUnit, "the weight", "the span of the current");

    /// <summary>A jump of the potential in mV as its units.</summary>
    /// <exception cref="ArgumentException">It is beyond the register.</exception>
    public int Jump(double millivolts) => PhysicalNeuron.Integer(millivolts / PotentialUnit, "the jump", "the span of the potential");

    /// <summary>A potential in mV as units above rest.</summary>
    /// <exception cref="ArgumentException">It is beyond the register.</exception>
    public int Potential(double millivolts) =>
        PhysicalNeuron.Integer((millivolts - Physical.RestingPotential) / PotentialUnit, "the potential", "the span of the potential");

    /// <summary>Units above rest as mV.</summary>
    public double Millivolts(int potential) => Physical.RestingPotential + (potential * PotentialUnit);
}
