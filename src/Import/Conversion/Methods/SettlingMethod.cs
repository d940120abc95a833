using Neuromorphic.Core.Networks;
using Neuromorphic.Core.Neurons.Conversion;
using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Conversion.Methods;

/// <summary>
/// Neurons that go on with spikes of +1 and −1 until their net count is the integer twin's: signed integrate-and-fire for
/// rectifiers, neurons with a table of levels for all other functions.
/// </summary>
sealed class SettlingMethod : SpikingMethod
{
    public override string Name => "exact";

    public override string Description => "neurons settle on the integer twin's activation, spikes of +1 and −1";

    public override int MostTimesteps => LevelTable.MostLevels / 2;

    public override bool IsExact => true;

    internal override bool CarriesSigns => true;

    internal override bool Carries(ActivationFunction function) => true;

    internal override NeuronPopulation Build(NeuronPlan plan)
    {
        if (RectifierLike.Is(plan.Function))
        {
            var integers = ThresholdIntegers.Of(plan);
            return ConversionPopulation.SignedIntegrateAndFire(
                plan.Name, plan.Shape, plan.Projections, integers.Parameters, plan.Levels, integers.Amplitude, untilQuiet: true);
        }

        var levels = LevelIntegers.Of(plan);
        return ConversionPopulation.Settling(
            plan.Name, plan.Shape, plan.Projections, levels.Bias, levels.Start, levels.Tables, levels.Amplitude, graded: false);
    }
}
