namespace Neuromorphic.Core.Plasticity;

/// <summary>One recorded stream whose numbers are consumed in the order in which they are asked for (nengo-loihi).</summary>
/// <param name="stream">Numbers of 0 to below 1.</param>
/// <exception cref="ArgumentException">A number is out of its range.</exception>
public sealed class RecordedSequence(ReadOnlySpan<double> stream) : IRoundingSource
{
    readonly double[] _stream = RecordedRounding.Fractions(stream, nameof(stream));

    /// <summary>Numbers consumed.</summary>
    public int Consumed { get; private set; }

    /// <inheritdoc/>
    /// <exception cref="EndOfStreamException">The recording is shorter than the run.</exception>
    public uint Draw(in RoundingDraw draw) => Consumed < _stream.Length
        ? RecordedRounding.Fraction(_stream[Consumed++])
        : throw new EndOfStreamException($"the recording ends after {Consumed} numbers");
}
