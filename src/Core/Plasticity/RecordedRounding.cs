namespace Neuromorphic.Core.Plasticity;

/// <summary>
/// Recorded streams in the form in which lava consumes them: one number per stream and update for all neurons alike.
/// </summary>
public sealed class RecordedRounding : IRoundingSource
{
    const int ImpulseBits = 7;

    readonly double[] _preDecay;
    readonly int[] _preImpulse;
    readonly double[] _postDecay;
    readonly int[] _postImpulse;
    readonly double[] _synapses;

    /// <summary>Streams of numbers; entry k belongs to update k (<see cref="RoundingDraw.Update"/>), entry 0 to none.</summary>
    /// <param name="preDecay">For presynaptic decays, 0 to below 1.</param>
    /// <param name="preImpulse">For presynaptic impulses, 0 to 127.</param>
    /// <param name="postDecay">For postsynaptic decays, 0 to below 1.</param>
    /// <param name="postImpulse">For postsynaptic impulses, 0 to 127.</param>
    /// <param name="synapses">For weights, delays and tags, 0 to below 1; one entry per epoch.</param>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public RecordedRounding(
        ReadOnlySpan<double> preDecay,
        ReadOnlySpan<int> preImpulse,
        ReadOnlySpan<double> postDecay,
        ReadOnlySpan<int> postImpulse,
        ReadOnlySpan<double> synapses)
    {
        _preDecay = Fractions(preDecay, nameof(preDecay));
        _preImpulse = Impulses(preImpulse, nameof(preImpulse));
        _postDecay = Fractions(postDecay, nameof(postDecay));
        _postImpulse = Impulses(postImpulse, nameof(postImpulse));
        _synapses = Fractions(synapses, nameof(synapses));
    }

    /// <inheritdoc/>
    /// <exception cref="EndOfStreamException">The recording is shorter than the run.</exception>
    public uint Draw(in RoundingDraw draw) => draw.Purpose switch
    {
        RoundingPurpose.PreDecay => Fraction(Entry(_preDecay, draw)),
        RoundingPurpose.PreImpulse => (uint)Entry(_preImpulse, draw) << (32 - ImpulseBits),
        RoundingPurpose.PostDecay => Fraction(Entry(_postDecay, draw)),
        RoundingPurpose.PostImpulse => (uint)Entry(_postImpulse, draw) << (32 - ImpulseBits),
        RoundingPurpose.SynapseRow => Fraction(Entry(_synapses, draw)),
        _ => 0,
    };

    /// <summary>A recorded fraction in 1/2³²; rounding down keeps every comparison with a fraction of fewer bits.</summary>
    internal static uint Fraction(double fraction) => (uint)(fraction * 4294967296.0);

    internal static double[] Fractions(ReadOnlySpan<double> stream, string name)
    {
        foreach (double number in stream)
        {
            if (number is not (>= 0 and < 1))
            {
                throw new ArgumentException($"{number} is not a fraction of 0 to below 1", name);
            }
        }

        return stream.ToArray();
    }

    static int[] Impulses(ReadOnlySpan<int> stream, string name)
    {
        foreach (int number in stream)
        {
            if (number is < 0 or >= 1 << ImpulseBits)
            {
                throw new ArgumentException($"{number} is not a number of {ImpulseBits} bits", name);
            }
        }

        return stream.ToArray();
    }

    static T Entry<T>(T[] stream, in RoundingDraw draw) => draw.Update < stream.Length
        ? stream[draw.Update]
        : throw new EndOfStreamException($"the recording has no entry {draw.Update} for {draw.Purpose}");
}
