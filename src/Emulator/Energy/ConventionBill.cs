namespace Neuromorphic.Emulator.Energy;

/// <summary>What one inference costs under a convention, for four networks that do the same.</summary>
/// <param name="Spiking">The spiking network; its first layer is charged as products, at the conventional price.</param>
public sealed record ConventionBill(EnergyLedger Spiking)
{
    /// <summary>The network in 32-bit floating point; null where the convention has no prices for it.</summary>
    public EnergyLedger? FloatingPoint { get; init; }

    /// <summary>The network in 8-bit integers with 32-bit sums; null where the convention has no prices for it.</summary>
    public EnergyLedger? EightBit { get; init; }

    /// <summary>
    /// The capacity-matched twin: 8-bit weights, activations of ⌈log₂(T + 1)⌉ bits, the capacity of T timesteps. Assumed:
    /// multiply and access energies go with the bits of the activation. Null where the convention has no widths.
    /// </summary>
    public EnergyLedger? Twin { get; init; }

    /// <summary>The conventional network at a width that the convention does not name; else null.</summary>
    public EnergyLedger? Other { get; init; }

    /// <summary>The conventional network that the convention is about: integers if it has them, else floats.</summary>
    public EnergyLedger? Conventional => Other ?? EightBit ?? FloatingPoint;
}
