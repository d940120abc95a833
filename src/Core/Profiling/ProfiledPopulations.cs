using Neuromorphic.Core.Neurons.AdaptiveThreshold;
using Neuromorphic.Core.Neurons.Loihi;
using Neuromorphic.Core.Neurons.SigmaDelta;
using Neuromorphic.Core.Neurons.TrueNorth;

namespace Neuromorphic.Core.Profiling;

/// <summary>Populations by the published rules of chips, with parameters that keep them firing now and then.</summary>
static class ProfiledPopulations
{
    /// <summary>Loihi's current-based neuron with registers that clip, a refractory time of three steps, and biases.</summary>
    public static KernelWork Loihi(long bytes) => new PopulationWork(
        count => new LoihiNeurons(LoihiRules.Lava, count, new LoihiParameters
        {
            CurrentDecay = 410,
            VoltageDecay = 128,
            Threshold = [64_000],
            Bias = [.. Spread(count, 1_000, 4_000)],
            RefractoryDelay = [3],
        }),
        touched: 7,
        read: 7,
        written: 4,
        bytes);

    /// <summary>TrueNorth's neuron with its deterministic leak.</summary>
    public static KernelWork TrueNorth(long bytes) => new PopulationWork(
        count => new TrueNorthNeurons(TrueNorthRules.Ranc, [.. Spread(count, 1, 100).Select(leak => new TrueNorthParameters
        {
            PositiveThreshold = 1_000,
            NegativeThreshold = 1_000,
            Leak = leak,
        })]),
        touched: 17,
        read: 17,
        written: 2,
        bytes);

    /// <summary>The neuron whose threshold rises with every spike.</summary>
    public static KernelWork AdaptiveThreshold(long bytes) => new PopulationWork(
        count => new AdaptiveThresholdNeurons(count, new AdaptiveThresholdParameters
        {
            CurrentDecay = 410,
            VoltageDecay = 128,
            ThresholdDecay = 100,
            RefractoryDecay = 200,
            RestingThreshold = 1_000,
            ThresholdStep = 100,
            Bias = [.. Spread(count, 1_000, 4_000)],
        }),
        touched: 6,
        read: 6,
        written: 5,
        bytes);

    /// <summary>The sigma-delta neuron with a rectifier.</summary>
    public static KernelWork SigmaDelta(long bytes) => new PopulationWork(
        count => new SigmaDeltaNeurons(count, new SigmaDeltaParameters
        {
            Threshold = [64],
            Bias = [.. Spread(count, -1_000, 1_000)],
            Rectifies = true,
            CumulativeError = true,
        }),
        touched: 8,
        read: 7,
        written: 6,
        bytes);

    static IEnumerable<int> Spread(int count, int least, int below)
    {
        var random = new Random(1);
        for (int i = 0; i < count; i++)
        {
            yield return random.Next(least, below);
        }
    }
}
