namespace Neuromorphic.Core.Tests.Networks.Conversion;

/// <summary>A neuron of conversion, written down from its definition in unbounded numbers.</summary>
abstract record NeuronRule
{
    /// <summary>What the quantised network computes from all that was received, the start value included.</summary>
    public abstract long Level(long z);
}

sealed record PlainRule(long Theta, long Timesteps) : NeuronRule
{
    public override long Level(long z) => Math.Clamp(Floor(z, Theta), 0, Timesteps);

    public static long Floor(long a, long b) => (a / b) - (a % b < 0 ? 1 : 0);
}

/// <summary>Signed (most = 1) and multi-threshold neurons.</summary>
sealed record TakingBackRule(long Theta, long Limit, long Most) : NeuronRule
{
    public override long Level(long z) => Math.Clamp(PlainRule.Floor(z, Theta), 0, Limit);

    public long Sends(long v, long count) => v >= 0
        ? Math.Min(Math.Min(PlainRule.Floor(v, Theta), Most), Limit - count)
        : -Math.Min(Math.Min(-PlainRule.Floor(v, Theta), Most), count);
}

/// <summary>Neurons with levels: the number of steps at or below z says which.</summary>
sealed record LevelRule(int[] Steps, int[] Levels, LevelTiming Timing) : NeuronRule
{
    public override long Level(long z) => Levels[Steps.Count(step => step <= z)];
}

enum LevelTiming
{
    StepByStep,
    AtOnce,
    Last,
    Timed,
}
