namespace Neuromorphic.Core.Neurons.Loihi;

/// <summary>
/// The noise of a core: every neuron adds ⌊|x + 64·offset| · 2^(exponent − 7)⌋ with the sign of x + 64·offset in every
/// step, x being a draw from −127 to 127 that the caller supplies (nengo-loihi, <c>CompartmentState</c>).
/// </summary>
/// <param name="Exponent">0 to 23; above 7 the draw is scaled up.</param>
/// <param name="Offset">−8 to 7, in units of 64.</param>
/// <param name="AtMembrane">Added to u + bias; else to the input.</param>
public readonly record struct LoihiNoise(int Exponent, int Offset, bool AtMembrane)
{
    /// <summary>The largest magnitude of a draw.</summary>
    public const int LargestDraw = 127;

    internal const int DrawBits = 7;

    internal const int OffsetUnit = 64;

    internal void ThrowIfOutOfRange()
    {
        if (Exponent is < 0 or > 23)
        {
            throw new ArgumentException($"noise exponent {Exponent}: 0 to 23", nameof(Exponent));
        }

        if (Offset is < -8 or > 7)
        {
            throw new ArgumentException($"noise offset {Offset}: -8 to 7", nameof(Offset));
        }
    }
}
