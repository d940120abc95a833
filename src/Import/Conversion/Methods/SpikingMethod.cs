using Neuromorphic.Core.Networks;
using Neuromorphic.Core.Neurons.Conversion;
using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Conversion.Methods;

/// <summary>
/// How activations become spikes: which neurons stand for an activation function, which levels they have, and how their
/// start values and biases are chosen. Everything else of a conversion is the same for all methods.
/// </summary>
public abstract class SpikingMethod
{
    private protected SpikingMethod()
    {
    }

    /// <summary>Integrate-and-fire with soft reset: a spike count of 0 to T stands for a rectified activation.</summary>
    public static SpikingMethod IntegrateAndFire { get; } = new IntegrateAndFireMethod();

    /// <summary>
    /// Neurons that settle on the integer twin's activation with spikes of +1 and −1, whatever the function and the order of
    /// arrival.
    /// </summary>
    public static SpikingMethod Exact { get; } = new SettlingMethod();

    /// <summary>Neurons that count first and send the integer twin's activation as one graded spike.</summary>
    public static SpikingMethod CountCoded { get; } = new CountCodedMethod();

    /// <summary>Neurons that send how many of a series of power-of-two thresholds they hold, with 4-bit payloads.</summary>
    public static SpikingMethod MultiThreshold { get; } = MultiThresholdOf(MultiThresholdMethod.UsualBits);

    /// <summary>Integrate-and-fire that may take spikes back, for T timesteps.</summary>
    public static SpikingMethod TakingBack { get; } = new SignedMethod();

    /// <summary>Neurons that fire once, the sooner the larger their activation.</summary>
    public static SpikingMethod TimeToFirstSpike { get; } = new TimedMethod();

    /// <summary>All methods, with the usual payload where there is a choice.</summary>
    public static IReadOnlyList<SpikingMethod> All { get; } = [IntegrateAndFire, Exact, CountCoded, MultiThreshold, TakingBack, TimeToFirstSpike];

    /// <summary>The name by which users choose it.</summary>
    public abstract string Name { get; }

    /// <summary>What it does, as half a sentence.</summary>
    public abstract string Description { get; }

    /// <summary>The most timesteps with which its levels still fit a spike's payload and a neuron's count.</summary>
    public virtual int MostTimesteps => ConversionOptions.MaxTimesteps;

    /// <summary>Whether every neuron ends up with exactly the integer twin's activation.</summary>
    public virtual bool IsExact => false;

    /// <summary>Whether its neurons can carry negative activations.</summary>
    internal virtual bool CarriesSigns => false;

    /// <summary>Whether a population may have fewer levels than the others.</summary>
    internal virtual bool HasLevelsOfItsOwn => true;

    /// <summary>Bits that a simulator keeps of a unit and timestep.</summary>
    internal virtual int BitsPerSpike => 1;

    /// <summary>Where potentials start unless the user says otherwise.</summary>
    internal virtual StartValue UsualStart => StartValue.Half;

    /// <summary>Neurons with a number of power-of-two thresholds.</summary>
    /// <param name="bits">Bits of a payload, 2 to 8.</param>
    /// <exception cref="ArgumentOutOfRangeException">The bits are out of range.</exception>
    public static SpikingMethod MultiThresholdOf(int bits) => new MultiThresholdMethod(new MultiThreshold(bits).Bits);

    /// <summary>The method of a name, such as "if", "multi" or "multi:8"; null where there is none.</summary>
    public static SpikingMethod? Named(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.Concat(MultiThresholdMethod.OtherBits.Select(MultiThresholdOf)).FirstOrDefault(method => method.Name == name);
    }

    /// <summary>Whether it has neurons for an activation function.</summary>
    internal abstract bool Carries(ActivationFunction function);

    /// <summary>The net count that stands for full scale, at least 1.</summary>
    internal virtual int Levels(int timesteps) => timesteps;

    /// <summary>The neurons of one population.</summary>
    internal abstract NeuronPopulation Build(NeuronPlan plan);
}
