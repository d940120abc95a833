namespace Neuromorphic.Core.Neurons.Loihi;

/// <summary>
/// Where the published emulators of Loihi's current-based neuron differ, as data. One timestep is always:
/// q ← accumulator(input · 2^<see cref="InputShift"/>); u ← current(decay(u) + q); d ← drive(u + bias);
/// v ← clip(decay(v) + d); v ← 0 while refractory; spike where v &gt; Θ; there v ← 0.
/// </summary>
/// <remarks>Sources and a table of the differences: docs/arithmetic.md.</remarks>
public sealed record LoihiRules
{
    const int RegisterBits = 23;

    /// <summary>Name as shown to users.</summary>
    public required string Name { get; init; }

    /// <summary>Bits by which the neuron shifts its input to the left before use; 0 where synapses deliver it aligned.</summary>
    public required int InputShift { get; init; }

    /// <summary>Added to the decay of the current: 1 makes 4095 forget everything and 0 lose 1/4096.</summary>
    public required int CurrentDecayOffset { get; init; }

    /// <summary>Added to the decay of the potential.</summary>
    public required int VoltageDecayOffset { get; init; }

    /// <summary>Register of the summed input.</summary>
    public required RegisterRule Accumulator { get; init; }

    /// <summary>Register of the current u.</summary>
    public required RegisterRule Current { get; init; }

    /// <summary>Register of u + bias, which is what is added to the potential.</summary>
    public required RegisterRule Drive { get; init; }

    /// <summary>
    /// Register of the potential v; <see cref="LoihiParameters.VoltageRange"/> takes its place where a population sets it.
    /// </summary>
    public required RegisterRule Voltage { get; init; }

    /// <summary>Intel's lava, <c>PyLifModelBitAcc</c>: one correction of u's overflow, v clips, nothing else has a width.</summary>
    public static LoihiRules Lava { get; } = new()
    {
        Name = "lava",
        InputShift = 6,
        CurrentDecayOffset = 1,
        VoltageDecayOffset = 0,
        Accumulator = RegisterRule.None,
        Current = RegisterRule.CorrectOnce(-(1 << RegisterBits) + 1, 1 << RegisterBits, 1 << (RegisterBits + 1)),
        Drive = RegisterRule.None,
        Voltage = RegisterRule.Clip(-(1 << RegisterBits) + 1, (1 << RegisterBits) - 1),
    };

    /// <summary>nengo-loihi's emulator: accumulator, u and u + bias wrap as on the chip, v clips to a range per core.</summary>
    public static LoihiRules NengoLoihi { get; } = new()
    {
        Name = "nengo_loihi",
        InputShift = 0,
        CurrentDecayOffset = 1,
        VoltageDecayOffset = 0,
        Accumulator = RegisterRule.Wrap(21),
        Current = RegisterRule.Wrap(RegisterBits),
        Drive = RegisterRule.Wrap(RegisterBits),
        Voltage = RegisterRule.Clip(-(1 << RegisterBits) + 1, (1 << RegisterBits) - 1),
    };

    /// <summary>brian2_loihi: decays 0 to 4096 without an offset, no overflow at all.</summary>
    public static LoihiRules Brian2Loihi { get; } = new()
    {
        Name = "brian2_loihi",
        InputShift = 0,
        CurrentDecayOffset = 0,
        VoltageDecayOffset = 0,
        Accumulator = RegisterRule.None,
        Current = RegisterRule.None,
        Drive = RegisterRule.None,
        Voltage = RegisterRule.None,
    };

    /// <summary>
    /// The first Loihi as far as it was compared with silicon: the overflow of nengo-loihi, to be used with the weights of
    /// brian2_loihi (<see cref="Synapses.WeightRounding.TowardZero"/>).
    /// </summary>
    public static LoihiRules Loihi1 { get; } = NengoLoihi with { Name = "loihi1" };
}
