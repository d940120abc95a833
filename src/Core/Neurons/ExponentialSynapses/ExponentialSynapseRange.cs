namespace Neuromorphic.Core.Neurons.ExponentialSynapses;

/// <summary>The proven range of currents and potentials for limited input, from rest or from any state inside it.</summary>
/// <param name="Excitatory">No excitatory current ever has a larger magnitude, in units of current.</param>
/// <param name="Inhibitory">The same of the inhibitory current.</param>
/// <param name="Potential">No potential ever has a larger magnitude, in units of the potential.</param>
public readonly record struct ExponentialSynapseRange(double Excitatory, double Inhibitory, double Potential)
{
    /// <summary>Whether no register ever saturates.</summary>
    public bool Fits => Excitatory <= ExponentialSynapseParameters.LargestState
        && Inhibitory <= ExponentialSynapseParameters.LargestState
        && Potential <= ExponentialSynapseParameters.LargestState;

    /// <summary>Proves the range for the largest input of a timestep.</summary>
    /// <remarks>
    /// A current that loses the fraction q keeps |i′| ≤ (1 − q)|i| + ½ + A, so B = (A + ½)/q is never left: (1 − q)B + ½ + A = B.
    /// The potential keeps |v′| ≤ (1 − q)|v| + ½ + Σ(P21·B + ½) + |bias| + jump in the same way; a reset leads to the
    /// reset's magnitude, and a potential is at most its threshold where it starts.
    /// </remarks>
    /// <param name="parameters">The parameters.</param>
    /// <param name="excitatoryInput">Largest |sum of excitatory input| in a step, not negative.</param>
    /// <param name="inhibitoryInput">Largest |sum of inhibitory input| in a step, not negative.</param>
    /// <param name="potentialInput">Largest |jump| of the potential in a step, not negative.</param>
    /// <exception cref="ArgumentException">An input is negative or a parameter out of range.</exception>
    public static ExponentialSynapseRange Prove(
        ExponentialSynapseParameters parameters, double excitatoryInput, double inhibitoryInput = 0, double potentialInput = 0)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        parameters.Validate();
        ArgumentOutOfRangeException.ThrowIfNegative(excitatoryInput);
        ArgumentOutOfRangeException.ThrowIfNegative(inhibitoryInput);
        ArgumentOutOfRangeException.ThrowIfNegative(potentialInput);
        double drive = parameters.Leak.ProductError + parameters.Bias.Max(bias => Math.Abs((double)bias))
            + (parameters.HasPotentialInput ? potentialInput : 0);
        double excitatory = Current(parameters.Excitatory, excitatoryInput, ref drive);
        double inhibitory = Current(parameters.Inhibitory, inhibitoryInput, ref drive);
        double potential = Math.Max(Math.Abs((double)parameters.Reset), Math.Abs((double)parameters.Threshold));
        return new(excitatory, inhibitory, Math.Max(potential, Settled(drive, parameters.Leak)));
    }

    static double Current(SynapticCurrent? current, double input, ref double drive)
    {
        if (current is not SynapticCurrent factors)
        {
            return 0;
        }

        double largest = Settled(input + factors.Loss.ProductError, factors.Loss);
        drive += (factors.Coupling.Value * largest) + factors.Coupling.ProductError;
        return largest;
    }

    static double Settled(double perStep, RoundedFactor loss) => perStep == 0 ? 0 : perStep / loss.Value;
}
