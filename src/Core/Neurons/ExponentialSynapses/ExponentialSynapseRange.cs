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
        ArgumentOutOfRangeException.ThrowIfNegative(excitatoryInput);
        ArgumentOutOfRangeException.ThrowIfNegative(inhibitoryInput);
        ArgumentOutOfRangeException.ThrowIfNegative(potentialInput);
        return Prove(parameters, new InputLimit(excitatoryInput, 0), new InputLimit(inhibitoryInput, 0), new InputLimit(potentialInput, 0));
    }

    /// <summary>
    /// Proves the range for input of which a part comes seldom: its limit adds to what comes in every step, since a state is
    /// a sum over its inputs. Input that is never negative does not count for the potential: upwards, that ends at the threshold.
    /// </summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="excitatoryInput">Excitatory input.</param>
    /// <param name="inhibitoryInput">Inhibitory input.</param>
    /// <param name="potentialInput">Jumps of the potential.</param>
    /// <exception cref="ArgumentException">A parameter is out of range.</exception>
    public static ExponentialSynapseRange Prove(
        ExponentialSynapseParameters parameters, InputLimit excitatoryInput, InputLimit inhibitoryInput, InputLimit potentialInput)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        parameters.Validate();
        double drive = parameters.Leak.ProductError + parameters.Bias.Max(bias => Math.Abs((double)bias))
            + (parameters.HasPotentialInput && !potentialInput.NeverNegative ? potentialInput.PerStep : 0);
        double excitatory = Current(parameters.Excitatory, excitatoryInput, ref drive);
        double inhibitory = Current(parameters.Inhibitory, inhibitoryInput, ref drive);
        double potential = Math.Max(Math.Abs((double)parameters.Reset), Math.Abs((double)parameters.Threshold));
        double jumps = parameters.HasPotentialInput && !potentialInput.NeverNegative ? potentialInput.Settled : 0;
        double settled = Settled(drive, parameters.Leak);
        return new(excitatory, inhibitory, jumps > 0 ? potential + settled + jumps : Math.Max(potential, settled));
    }

    static double Current(SynapticCurrent? current, InputLimit input, ref double drive)
    {
        if (current is not SynapticCurrent factors)
        {
            return 0;
        }

        double rounding = Settled(factors.Loss.ProductError, factors.Loss);
        double largest = Settled(input.PerStep + factors.Loss.ProductError, factors.Loss) + input.Settled;
        drive += (factors.Coupling.Value * (input.NeverNegative ? rounding : largest)) + factors.Coupling.ProductError;
        return largest;
    }

    static double Settled(double perStep, RoundedFactor loss) => perStep == 0 ? 0 : perStep / loss.Value;
}
