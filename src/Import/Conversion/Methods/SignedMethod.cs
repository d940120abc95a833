using Neuromorphic.Core.Networks;
using Neuromorphic.Core.Neurons.Conversion;
using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Conversion.Methods;

/// <summary>Integrate-and-fire neurons that take spikes back and end with their input.</summary>
sealed class SignedMethod : SpikingMethod
{
    public override string Name => "signed";

    public override string Description => "integrate-and-fire that may take spikes back, spikes of +1 and −1";

    public override int MostTimesteps => LevelTable.MostLevels;

    internal override StartValue UsualStart => StartValue.Spread;

    internal override int BitsPerSpike => 1 + (8 * sizeof(short));

    internal override bool Carries(ActivationFunction function) => RectifierLike.Is(function);

    internal override NeuronPopulation Build(NeuronPlan plan)
    {
        var integers = ThresholdIntegers.Of(plan);
        return ConversionPopulation.SignedIntegrateAndFire(
            plan.Name, plan.Shape, plan.Projections, integers.Parameters, plan.Levels, integers.Amplitude, untilQuiet: false);
    }
}
