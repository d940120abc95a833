namespace Neuromorphic.Core.Neurons.TrueNorth;

/// <summary>
/// Where the published emulators of the TrueNorth neuron (Cassidy et al. 2013) differ, as data. One tick is always:
/// synapses, leak, thresholds, reset.
/// </summary>
/// <remarks>Sources and a table of the differences: docs/arithmetic.md.</remarks>
public sealed record TrueNorthRules
{
    const int PaiBoxBits = 29;

    /// <summary>Name as shown to users.</summary>
    public required string Name { get; init; }

    /// <summary>Register of the potential after the synapses.</summary>
    public RegisterRule Charged { get; init; }

    /// <summary>Register of the potential after the leak, before the thresholds.</summary>
    public RegisterRule Leaked { get; init; }

    /// <summary>A potential above <see cref="Leaked"/>'s upper bound fires, stays at the bound and is not reset.</summary>
    public bool FiresAtCeiling { get; init; }

    /// <summary>A leak with reversal that changes the potential's sign leaves it at 0 ("ringing").</summary>
    public bool LeakStopsAtZero { get; init; }

    /// <summary>The negative side is reset at or below −β instead of below it only.</summary>
    public bool NegativeAtThreshold { get; init; }

    /// <summary>Thresholds are compared before the leak; the reset still acts on the potential after it.</summary>
    public bool LeakAfterCompare { get; init; }

    /// <summary>The equations of Cassidy et al. 2013 without a bound on the potential, ringing suppressed.</summary>
    public static TrueNorthRules Cassidy { get; } = new() { Name = "cassidy2013", LeakStopsAtZero = true };

    /// <summary>RANC's simulator (it uses a part of the modes): 32-bit potential without a bound.</summary>
    public static TrueNorthRules Ranc { get; } = new() { Name = "ranc" };

    /// <summary>RANC's simulator with <c>neuron_reset_type</c> 1, the one of its shipped configuration.</summary>
    public static TrueNorthRules RancSymmetric { get; } = Ranc with { NegativeAtThreshold = true };

    /// <summary>RANC's hardware description: every potential wraps at a width of bits, 9 unless configured.</summary>
    /// <param name="bits">Bits with sign, 2 to 31.</param>
    public static TrueNorthRules RancHardware(int bits) =>
        Ranc with { Charged = RegisterRule.Wrap(bits - 1), Leaked = RegisterRule.Wrap(bits - 1) };

    /// <summary>NeMo: stops at zero, and keeps the potential within ±3 · 2¹⁷, at whose upper end it fires without a reset.</summary>
    public static TrueNorthRules NeMo { get; } = new()
    {
        Name = "nemo",
        LeakStopsAtZero = true,
        Leaked = RegisterRule.Clip(-(3 << 17), 3 << 17),
        FiresAtCeiling = true,
    };

    /// <summary>PAIBox (PAICORE 2.0): a 30-bit potential that wraps by 2³⁰ − 1 after the synapses; a leak may overshoot zero.</summary>
    public static TrueNorthRules PaiBox { get; } = new()
    {
        Name = "paibox",
        Charged = RegisterRule.CorrectOnce(-(1 << PaiBoxBits), (1 << PaiBoxBits) - 1, (1 << (PaiBoxBits + 1)) - 1),
    };
}
