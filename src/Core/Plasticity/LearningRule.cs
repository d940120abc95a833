namespace Neuromorphic.Core.Plasticity;

/// <summary>A learning rule: what is added to weights, delays and tags at the end of an epoch, and the traces it reads.</summary>
public sealed record LearningRule
{
    /// <summary>Largest number of timesteps in an epoch (6 bits).</summary>
    public const int LongestEpoch = 63;

    /// <summary>Added to the weight w; null leaves it alone.</summary>
    public SumOfProducts? Weight { get; init; }

    /// <summary>Added to the delay d; null leaves it alone. Delays are learned, but not yet applied to spikes.</summary>
    public SumOfProducts? Delay { get; init; }

    /// <summary>Added to the tag t; null leaves it alone.</summary>
    public SumOfProducts? Tag { get; init; }

    /// <summary>Timesteps of an epoch, 1 to 63: learning happens in timesteps that are multiples of it.</summary>
    public int Epoch { get; init; } = 1;

    /// <summary>First presynaptic trace.</summary>
    public TraceDynamics X1 { get; init; }

    /// <summary>Second presynaptic trace.</summary>
    public TraceDynamics X2 { get; init; }

    /// <summary>First postsynaptic trace.</summary>
    public TraceDynamics Y1 { get; init; }

    /// <summary>Second postsynaptic trace.</summary>
    public TraceDynamics Y2 { get; init; }

    /// <summary>Third postsynaptic trace.</summary>
    public TraceDynamics Y3 { get; init; }

    /// <summary>
    /// Whether y1, y2 and y3 are inputs that the postsynaptic neuron sends in every timestep (three-factor learning)
    /// instead of traces that the engine keeps.
    /// </summary>
    public bool ThreeFactor { get; init; }

    /// <summary>What the payload of a presynaptic spike does to x1.</summary>
    public GradedSpikes GradedSpikes { get; init; }

    /// <summary>
    /// Pair-based spike-timing dependent plasticity: at a presynaptic spike w changes by <paramref name="depression"/> · y1,
    /// at a postsynaptic one by <paramref name="potentiation"/> · x1.
    /// </summary>
    /// <param name="depression">A coefficient as in a rule, for example -2^-2.</param>
    /// <param name="potentiation">A coefficient as in a rule, for example 2^-2.</param>
    /// <param name="trace">x1 and y1.</param>
    /// <param name="epoch">Timesteps of an epoch, 1 to 63.</param>
    /// <exception cref="RuleFormatException">A coefficient is not understood.</exception>
    public static LearningRule PairStdp(string depression, string potentiation, TraceDynamics trace, int epoch = 1) => new()
    {
        Weight = SumOfProducts.Parse($"{depression}*x0*y1 + {potentiation}*y0*x1"),
        X1 = trace,
        Y1 = trace,
        Epoch = epoch,
    };

    /// <summary>The sums there are, with their products' decimation agreeing.</summary>
    internal IEnumerable<SumOfProducts> Sums => new[] { Weight, Delay, Tag }.OfType<SumOfProducts>();

    /// <summary>Refuses what the engine does not have.</summary>
    /// <exception cref="ArgumentException">Says what, and what to do.</exception>
    internal void Check()
    {
        if (Epoch is < 1 or > LongestEpoch)
        {
            throw new ArgumentException($"an epoch of {Epoch} timesteps: 1 to {LongestEpoch}");
        }

        int[] decimations = [.. Sums.SelectMany(sum => sum.Products)
            .Where(product => product.Trigger == RuleTrigger.Epoch)
            .Select(product => product.Decimation).Distinct()];
        if (decimations.Length > 1)
        {
            throw new ArgumentException(
                $"a rule has one decimation of epochs, not {string.Join(" and ", decimations.Select(k => $"u{k}"))}: use one of them in all products");
        }
    }
}
