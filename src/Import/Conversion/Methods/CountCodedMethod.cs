using Neuromorphic.Core.Networks;
using Neuromorphic.Core.Neurons.Conversion;
using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Conversion.Methods;

/// <summary>Neurons that receive everything first and then send the integer twin's activation as one graded spike.</summary>
sealed class CountCodedMethod : SpikingMethod
{
    public override string Name => "count";

    public override string Description => "neurons count first and send the integer twin's activation as one graded spike";

    public override int MostTimesteps => LevelTable.MostLevels / 2;

    public override bool IsExact => true;

    internal override bool CarriesSigns => true;

    internal override bool Carries(ActivationFunction function) => true;

    internal override NeuronPopulation Build(NeuronPlan plan)
    {
        var levels = LevelIntegers.Of(plan);
        return ConversionPopulation.CountCoded(
            plan.Name, plan.Shape, plan.Projections, levels.Bias, levels.Start, levels.Tables, levels.Amplitude);
    }
}
