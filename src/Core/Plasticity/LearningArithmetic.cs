namespace Neuromorphic.Core.Plasticity;

/// <summary>The number formats of a learning engine, and where published emulations depart from what the formats suggest.</summary>
public sealed record LearningArithmetic
{
    /// <summary>Bits of the accumulator behind the integer part of a weight.</summary>
    internal const int AccumulatorFraction = 7;

    internal const int AccumulatorMaximum = 32767;

    /// <summary>Bits behind the sign of the accumulator; a product is shifted down to them before its exponent applies.</summary>
    internal const int AccumulatorBits = 15;

    internal const int LeastTagOfAccumulator = -256;

    /// <summary>What the formats of Loihi say: 16-bit accumulator, 7-bit impulse fractions, every impulse rounded alike.</summary>
    public static LearningArithmetic Plain { get; } = new();

    /// <summary>
    /// lava's bit-approximate engine, departures included: the accumulator saturates one below its lowest value, a tag too,
    /// impulse fractions have 8 bits against a 7-bit random number, and a repeated presynaptic spike rounds its impulse up.
    /// </summary>
    public static LearningArithmetic Lava { get; } = new()
    {
        AccumulatorMinimum = -32769,
        TagMinimum = -257,
        ImpulseFractionBits = 8,
        RepeatedPreImpulseRoundsUp = true,
    };

    /// <summary>Bits of a trace, 1 to 15. Loihi has 7.</summary>
    public int TraceBits { get; init; } = 7;

    /// <summary>Where products and their sum saturate below: −32768 (or −32769, as in lava).</summary>
    public int AccumulatorMinimum { get; init; } = -32768;

    /// <summary>Smallest tag: −256 (or −257, as in lava).</summary>
    public int TagMinimum { get; init; } = -256;

    /// <summary>Bits of an impulse's fraction, 7 or 8; they are compared with a random number of 7 bits.</summary>
    public int ImpulseFractionBits { get; init; } = 7;

    /// <summary>Whether a second presynaptic spike in an epoch rounds its impulse's fraction up instead of by a draw.</summary>
    public bool RepeatedPreImpulseRoundsUp { get; init; }

    /// <summary>How decayed traces and impulses are rounded.</summary>
    public LearningRounding TraceRounding { get; init; }

    /// <summary>How weights, delays and tags are rounded.</summary>
    public LearningRounding SynapseRounding { get; init; }

    internal int TraceMaximum => (1 << TraceBits) - 1;

    /// <summary>Refuses what the engine does not have.</summary>
    /// <exception cref="ArgumentException">Says what.</exception>
    internal void Check(LearningRule rule)
    {
        if (TraceBits is < 1 or > 15)
        {
            throw new ArgumentException($"traces of {TraceBits} bits: 1 to 15", nameof(rule));
        }

        if (TraceBits != 7 && rule.GradedSpikes != GradedSpikes.RegularImpulse)
        {
            throw new ArgumentException("payloads go into traces of 7 bits only", nameof(rule));
        }

        if (this is not { AccumulatorMinimum: -32768 or -32769, TagMinimum: >= -257 and <= 0, ImpulseFractionBits: 7 or 8 })
        {
            throw new ArgumentException(
                "the accumulator's minimum is −32768 or −32769, a tag's −257 to 0, an impulse's fraction has 7 or 8 bits", nameof(rule));
        }
    }
}
