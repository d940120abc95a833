namespace Neuromorphic.Core.Neurons.ExponentialSynapses;

/// <summary>
/// What exact integration of a leaky membrane with exponential currents multiplies by in a timestep (Rotter &amp; Diesmann
/// 1999), written so that neither short timesteps nor equal time constants lose digits.
/// </summary>
public static class ExactPropagators
{
    /// <summary>1 − exp(−h/τ).</summary>
    /// <param name="timestep">h, positive.</param>
    /// <param name="timeConstant">τ, positive, in the same unit.</param>
    public static double Loss(double timestep, double timeConstant) => -ExponentialLessOne(-timestep / timeConstant);

    /// <summary>
    /// P21 = (exp(−h/τs) − exp(−h/τm)) / (C·(1/τm − 1/τs)): what a current of 1 at the start of a step adds to the potential
    /// at its end, in mV per pA.
    /// </summary>
    /// <param name="timestep">h in ms.</param>
    /// <param name="membrane">τm in ms.</param>
    /// <param name="synapse">τs in ms; may equal τm.</param>
    /// <param name="capacitance">C in pF.</param>
    public static double Coupling(double timestep, double membrane, double synapse, double capacitance)
    {
        double x = timestep * ((1 / membrane) - (1 / synapse));
        double mean = x == 0 ? 1 : ExponentialLessOne(x) / x;
        return timestep / capacitance * Math.Exp(-timestep / membrane) * mean;
    }

    /// <summary>eˣ − 1 = 2·sinh(x/2)·e^(x/2).</summary>
    static double ExponentialLessOne(double x) => 2 * Math.Sinh(x / 2) * Math.Exp(x / 2);
}
