using Neuromorphic.Core.Networks;
using Neuromorphic.Core.Neurons;
using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Conversion.Methods;

/// <summary>
/// Integrate-and-fire with soft reset. The threshold is the full scale; T spikes at most are the upper limit of the
/// function, where it has one.
/// </summary>
sealed class IntegrateAndFireMethod : SpikingMethod
{
    public override string Name => "if";

    public override string Description => "integrate-and-fire with soft reset, binary spikes";

    internal override StartValue UsualStart => StartValue.Spread;

    internal override bool HasLevelsOfItsOwn => false;

    internal override bool Carries(ActivationFunction function) => RectifierLike.Is(function);

    internal override NeuronPopulation Build(NeuronPlan plan)
    {
        var integers = ThresholdIntegers.Of(plan);
        return new NeuronPopulation<IntegrateAndFire>(
            plan.Name, plan.Shape, plan.Projections, default, integers.Parameters, integers.Amplitude);
    }
}
