namespace Neuromorphic.Emulator.Sanafe.Networks;

/// <summary>What happens to a membrane potential that passes a threshold.</summary>
enum ResetMode
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The threshold is subtracted.</summary>
    Soft,

    /// <summary>It takes the reset value.</summary>
    Hard,

    /// <summary>It takes the threshold.</summary>
    Saturate,
}

/// <summary>
/// The parameters of a neuron in any of SANA-FE's models, with their standard values. Neurons that are described together share one.
/// </summary>
sealed class NeuronSettings
{
    public double Threshold;
    public double Reset;
    public double ReverseThreshold;
    public double ReverseReset;
    public double Bias;
    public double Potential;
    public ResetMode ResetMode = ResetMode.Hard;
    public ResetMode ReverseResetMode = ResetMode.None;
    public bool ForceUpdate;

    /// <summary>Leaky integrate-and-fire: what is left of the potential per timestep.</summary>
    public double LeakDecay = 1;

    /// <summary>Leaky integrate-and-fire: what is left of the synaptic current per timestep.</summary>
    public double InputDecay;

    /// <summary>Leaky integrate-and-fire: timesteps from a spike to the first in which the neuron integrates again.</summary>
    public int RefractoryDelay;

    /// <summary>TrueNorth: subtracted per timestep.</summary>
    public double Leak;

    /// <summary>TrueNorth: whether the leak works towards zero.</summary>
    public bool LeakTowardsZero = true;

    /// <summary>TrueNorth: bits of the random number that is added to the potential before it is compared.</summary>
    public int RandomMask;

    /// <summary>Input: whether it fires, per timestep.</summary>
    public IReadOnlyList<bool>? Spikes;

    /// <summary>Input: probability of a spike per timestep.</summary>
    public double Poisson;

    /// <summary>Input: fires in every timestep that is a multiple of ⌊1/rate⌋; 0 for never.</summary>
    public double Rate;

    /// <summary>Names of the units; null for the first of the core.</summary>
    public string? SomaUnit;

    public string? SynapseUnit;

    public string? DendriteUnit;

    /// <summary>The attributes that were given, a bit for each; see <see cref="NeuronAttributes"/>.</summary>
    public ulong Given;

    /// <summary>The model that the file names, to be compared with the unit's; null where only the unit says.</summary>
    public Architectures.SomaModel? Model;

    /// <summary>Line where the neuron is described; 0 where none can be named.</summary>
    public int Line;

    /// <summary>A copy that may be changed.</summary>
    public NeuronSettings Copy() => (NeuronSettings)MemberwiseClone();
}
