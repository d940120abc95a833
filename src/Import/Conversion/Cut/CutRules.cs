namespace Neuromorphic.Import.Conversion.Cut;

/// <summary>What the cut of a network depends on besides the network.</summary>
/// <param name="InputIsRectified">Whether the network's input is never negative.</param>
sealed record CutRules(bool InputIsRectified)
{
    /// <summary>Whether neurons can carry negative activations.</summary>
    public bool CarriesSigns { get; init; }

    /// <summary>The input's values, where they are known.</summary>
    public InputEncoding? Encoding { get; init; }

    /// <summary>The rules for an input and a method.</summary>
    public static CutRules Of(InputEncoding encoding, bool carriesSigns) =>
        new(encoding.Minimum >= 0) { CarriesSigns = carriesSigns, Encoding = encoding };
}
