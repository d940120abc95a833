using Neuromorphic.Core.Networks;
using Neuromorphic.Core.Neurons.Conversion;
using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Conversion.Methods;

/// <summary>
/// Neurons with thresholds λ, 2λ, 4λ, … that send how many λ they hold. A spike of full scale in every timestep is a net
/// count of T · (2ⁿ − 1).
/// </summary>
/// <param name="bits">n, the bits of a payload besides its sign.</param>
sealed class MultiThresholdMethod(int bits) : SpikingMethod
{
    /// <summary>The bits that are meant where none are said.</summary>
    public const int UsualBits = 4;

    const int FewestBits = 2;

    /// <summary>All other choices of bits.</summary>
    public static IEnumerable<int> OtherBits =>
        Enumerable.Range(FewestBits, Core.Neurons.Conversion.MultiThreshold.MostBits - FewestBits + 1).Where(choice => choice != UsualBits);

    public override string Name => bits == UsualBits ? "multi" : $"multi:{bits}";

    public override string Description => $"power-of-two thresholds, spikes with payloads of {bits} bits and a sign";

    public override int MostTimesteps => LevelTable.MostLevels / LargestPayload;

    int LargestPayload => (1 << bits) - 1;

    internal override int Levels(int timesteps) => timesteps * LargestPayload;

    internal override int BitsPerSpike => 1 + (8 * sizeof(short));

    internal override bool Carries(ActivationFunction function) => RectifierLike.Is(function);

    internal override NeuronPopulation Build(NeuronPlan plan)
    {
        var integers = ThresholdIntegers.Of(plan, int.MaxValue >> (bits - 1));
        return ConversionPopulation.MultiThreshold(
            plan.Name, plan.Shape, plan.Projections, integers.Parameters, bits, plan.Levels, integers.Amplitude, untilQuiet: false);
    }
}
