namespace Neuromorphic.Core.Neurons.TrueNorth;

/// <summary>The parameters of one neuron, in the symbols of Cassidy et al. 2013.</summary>
public readonly record struct TrueNorthParameters
{
    /// <summary>α: the neuron fires where V ≥ α + η. 18 bits on the chip.</summary>
    public required int PositiveThreshold { get; init; }

    /// <summary>β: the negative side is reset where V &lt; −(β + η), or −β with saturation. 18 bits on the chip.</summary>
    public required int NegativeThreshold { get; init; }

    /// <summary>R.</summary>
    public int Reset { get; init; }

    /// <summary>γ.</summary>
    public TrueNorthReset ResetMode { get; init; }

    /// <summary>κ: at the negative threshold V becomes −β, whatever γ is.</summary>
    public bool NegativeSaturation { get; init; }

    /// <summary>λ: added in every tick. 9 bits with sign on the chip.</summary>
    public int Leak { get; init; }

    /// <summary>ε: the leak is multiplied by the sign of V, so that a negative λ decays to 0 and a positive one diverges.</summary>
    public bool LeakReversal { get; init; }

    /// <summary>c: the leak is sgn(λ) where |λ| ≥ ρ, else 0; ρ is a draw of 8 bits.</summary>
    public bool StochasticLeak { get; init; }

    /// <summary>M: η is a draw masked by it.</summary>
    public int ThresholdMask { get; init; }

    /// <summary>V before the first tick.</summary>
    public int InitialPotential { get; init; }
}
