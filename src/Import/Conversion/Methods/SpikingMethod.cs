using Neuromorphic.Core.Networks;
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

    /// <summary>All methods.</summary>
    public static IReadOnlyList<SpikingMethod> All { get; } = [IntegrateAndFire];

    /// <summary>The name by which users choose it.</summary>
    public abstract string Name { get; }

    /// <summary>Whether it has neurons for an activation function.</summary>
    internal abstract bool Carries(ActivationFunction function);

    /// <summary>The neurons of one population.</summary>
    internal abstract NeuronPopulation Build(NeuronPlan plan);
}
