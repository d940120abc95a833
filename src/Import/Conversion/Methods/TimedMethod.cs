using Neuromorphic.Core.Networks;
using Neuromorphic.Core.Neurons.Conversion;
using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Conversion.Methods;

/// <summary>
/// Neurons that receive everything first and then fire once in a window of T timesteps: n timesteps before its end for the
/// integer twin's activation n.
/// </summary>
sealed class TimedMethod : SpikingMethod
{
    public override string Name => "ttfs";

    public override string Description => "time to first spike: neurons fire once, the sooner the larger their activation";

    public override int MostTimesteps => LevelTable.MostLevels;

    public override bool IsExact => true;

    internal override bool Carries(ActivationFunction function) => function.Range.Lowest >= 0;

    internal override NeuronPopulation Build(NeuronPlan plan)
    {
        var levels = LevelIntegers.Of(plan);
        return ConversionPopulation.TimeToFirstSpike(
            plan.Name, plan.Shape, plan.Projections, levels.Bias, levels.Start, levels.Tables, levels.Amplitude);
    }
}
