namespace Neuromorphic.Import.Layers;

/// <summary>
/// y = Scale[c] × x + Shift[c] per channel: BatchNormalization in inference, or Mul, Div, Add, Sub with a constant.
/// </summary>
public sealed record ScaleLayer : Layer
{
    /// <summary>Factor per channel, finite.</summary>
    public required float[] Scale { get; init; }

    /// <summary>Summand per channel, finite.</summary>
    public required float[] Shift { get; init; }

    /// <inheritdoc/>
    public override long Parameters => StoredParameters ?? (Scale.Length + Shift.Length);

    // What BatchNormalization makes of its training data: mean β and standard deviation |γ| per channel.
    internal (float[] Mean, float[] Deviation)? OutputMoments { get; init; }

    // BatchNormalization stores four numbers per channel, a Mul perhaps one for all.
    internal int? StoredParameters { get; init; }
}
