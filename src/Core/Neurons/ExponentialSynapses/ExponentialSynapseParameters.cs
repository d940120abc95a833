namespace Neuromorphic.Core.Neurons.ExponentialSynapses;

/// <summary>
/// The parameters of a population as integers and rounded factors. Potentials are in units above the resting potential;
/// <see cref="PhysicalNeuron"/> makes them from mV, ms, pA and pF.
/// </summary>
public sealed record ExponentialSynapseParameters
{
    /// <summary>The largest magnitude of a potential, a current or a bias: the registers saturate at it.</summary>
    public const int LargestState = RoundedFactor.LargestOperand - 1;

    /// <summary>The longest refractory period, in timesteps.</summary>
    public const int MostRefractorySteps = 1 << 20;

    /// <summary>1 − P22 = 1 − exp(−h/τm): the fraction of the potential that is lost per step, at most 1.</summary>
    public required RoundedFactor Leak { get; init; }

    /// <summary>The current that <see cref="ExponentialSynapseNeurons.ExcitatoryInput"/> feeds; null: none.</summary>
    public SynapticCurrent? Excitatory { get; init; }

    /// <summary>The current that <see cref="ExponentialSynapseNeurons.InhibitoryInput"/> feeds; null: none.</summary>
    public SynapticCurrent? Inhibitory { get; init; }

    /// <summary>Whether <see cref="ExponentialSynapseNeurons.PotentialInput"/> moves the potential at once (delta synapses).</summary>
    public bool HasPotentialInput { get; init; }

    /// <summary>A neuron fires where its potential is at least this.</summary>
    public required int Threshold { get; init; }

    /// <summary>The potential after a spike and while refractory; below the threshold.</summary>
    public int Reset { get; init; }

    /// <summary>Steps after a spike for which the potential is held at the reset; 0 to <see cref="MostRefractorySteps"/>.</summary>
    public int RefractorySteps { get; init; }

    /// <summary>Constant input, added to the potential in every step: one value, or one per neuron.</summary>
    public IReadOnlyList<int> Bias { get; init; } = [0];

    internal void Validate()
    {
        RequireFraction(Leak, "the leak");
        RequireFraction(Excitatory?.Loss ?? default, "the loss of the excitatory current");
        RequireFraction(Inhibitory?.Loss ?? default, "the loss of the inhibitory current");
        RequireState(Threshold, "the threshold");
        RequireState(Reset, "the reset");
        if (Reset >= Threshold)
        {
            throw new ArgumentException($"the reset {Reset} is not below the threshold {Threshold}: every step would be a spike");
        }

        if (RefractorySteps is < 0 or > MostRefractorySteps)
        {
            throw new ArgumentException($"the refractory period is {RefractorySteps} steps: 0 to {MostRefractorySteps}");
        }

        foreach (int bias in Bias)
        {
            RequireState(bias, "a bias");
        }
    }

    static void RequireFraction(RoundedFactor factor, string name)
    {
        if (factor.Value > 1)
        {
            throw new ArgumentException($"{name} is {factor.Value}: a fraction lost per step is at most 1");
        }
    }

    static void RequireState(int value, string name)
    {
        if (value is < -LargestState or > LargestState)
        {
            throw new ArgumentException($"{name} is {value}: -{LargestState} to {LargestState}");
        }
    }
}
