namespace Neuromorphic.Core.Synapses;

/// <summary>
/// How a chip stores the weights of a group: a mantissa of some bits for each, an exponent and a sign mode for all. It
/// turns weights as written (−256 to 255) into the 16-bit integers that are summed, and says by how many bits the sum of
/// a timestep is shifted afterwards.
/// </summary>
/// <remarks>
/// A stored weight fits 16 bits under every rounding: lava's is a mantissa of −256 to 255; the others have their
/// exponent applied and are clipped to ±32 767 (brian2_loihi) or below 255 · 2⁷ = 32 640 (nengo-loihi).
/// </remarks>
public sealed record WeightFormat
{
    /// <summary>Bits by which a weight is aligned with the membrane potential.</summary>
    public const int Alignment = 6;

    const int MantissaBits = 8;
    const int Largest = 255;
    const int LargestAligned = short.MaxValue;

    /// <summary>A format.</summary>
    /// <param name="rounding">How bits are lost.</param>
    /// <param name="signs">Which signs occur.</param>
    /// <param name="bits">Bits of a mantissa, 0 to 8; a mixed group uses one of them for the sign.</param>
    /// <param name="exponent">Power of two that all weights share: −8 to 7; under <see cref="WeightRounding.Floor"/> −31 to 24.</param>
    /// <exception cref="ArgumentException">The bits or the exponent are out of range.</exception>
    public WeightFormat(WeightRounding rounding, SignMode signs, int bits, int exponent)
    {
        if (bits is < 0 or > MantissaBits)
        {
            throw new ArgumentException($"{bits} weight bits: 0 to {MantissaBits}", nameof(bits));
        }

        (int least, int most) = rounding == WeightRounding.Floor ? (-31, 24) : (-8, 7);
        if (exponent < least || exponent > most)
        {
            throw new ArgumentException($"weight exponent {exponent}: {least} to {most}", nameof(exponent));
        }

        Rounding = rounding;
        Signs = signs;
        Bits = bits;
        Exponent = exponent;
    }

    /// <summary>How bits are lost.</summary>
    public WeightRounding Rounding { get; }

    /// <summary>Which signs occur.</summary>
    public SignMode Signs { get; }

    /// <summary>Bits of a mantissa.</summary>
    public int Bits { get; }

    /// <summary>Power of two that all weights share.</summary>
    public int Exponent { get; }

    /// <summary>
    /// Power of two for the sum of a timestep: lava's exponent (its neuron aligns the input by itself), else the alignment.
    /// </summary>
    public int SumExponent => Rounding == WeightRounding.Floor ? Exponent : Alignment;

    /// <summary>Low bits of an 8-bit mantissa that the format does not have.</summary>
    public int DroppedBits => MantissaBits - Bits + (Signs == SignMode.Mixed ? 1 : 0);

    /// <summary>The sign mode of weights that came without one: the narrowest that holds them.</summary>
    public static SignMode SignsOf(ReadOnlySpan<int> weights)
    {
        bool negative = false;
        bool positive = false;
        foreach (int weight in weights)
        {
            negative |= weight < 0;
            positive |= weight > 0;
        }

        return negative && positive ? SignMode.Mixed : negative ? SignMode.Inhibitory : SignMode.Excitatory;
    }

    /// <summary>The integer that is summed for a weight.</summary>
    /// <param name="weight">The weight as written. Values outside the sign mode's range are clipped first.</param>
    public short Store(int weight) => Rounding switch
    {
        WeightRounding.Floor => Floor(weight),
        WeightRounding.TowardZero => TowardZero(weight),
        _ => Store((double)weight),
    };

    /// <summary>The integer that is summed for a weight that is not whole.</summary>
    /// <param name="weight">The weight as written; only <see cref="WeightRounding.NearestEven"/> knows such.</param>
    /// <exception cref="InvalidOperationException">The rounding takes integers only.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The weight is not finite.</exception>
    public short Store(double weight)
    {
        if (Rounding != WeightRounding.NearestEven)
        {
            throw new InvalidOperationException($"weights that are not whole have no meaning under {Rounding}");
        }

        if (!double.IsFinite(weight))
        {
            throw new ArgumentOutOfRangeException(nameof(weight), weight, "a weight is finite");
        }

        // Eight bits less the dropped ones; without any bit left every weight is 0.
        int largest = DroppedBits >= MantissaBits ? 0 : (1 << (MantissaBits - DroppedBits)) - 1;
        int mantissa = (int)Math.Clamp(Math.Round(weight / (1 << DroppedBits), MidpointRounding.ToEven), -largest, largest);
        int shift = DroppedBits + Exponent;
        if (shift >= 0)
        {
            return (short)(mantissa << shift);
        }

        int unit = 1 << -shift;
        int multiple = (int)Math.Round((double)mantissa / unit, MidpointRounding.ToEven) * unit;
        return (short)(Math.Clamp(multiple, -largest, largest) >> -shift);
    }

    short Floor(int weight)
    {
        int dropped = DroppedBits;
        return (short)(Signs switch
        {
            SignMode.Excitatory => (Math.Clamp(weight, 0, Largest) >> dropped) << dropped,
            SignMode.Inhibitory => -((Math.Clamp(-(long)weight, 0, Largest) >> dropped) << dropped),
            _ => (Math.Clamp(weight, -Largest - 1, Largest) >> dropped) << dropped,
        });
    }

    short TowardZero(int weight)
    {
        int clipped = Signs switch
        {
            SignMode.Excitatory => Math.Clamp(weight, 0, Largest),
            SignMode.Inhibitory => Math.Clamp(weight, -Largest - 1, 0),
            _ => Math.Clamp(weight, -Largest - 1, Largest),
        };
        int unit = 1 << DroppedBits;
        int mantissa = clipped / unit * unit;
        int scaled = Exponent >= 0 ? mantissa << Exponent : mantissa >> -Exponent;
        return (short)Math.Clamp(scaled, -LargestAligned, LargestAligned);
    }
}
