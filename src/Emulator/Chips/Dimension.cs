namespace Neuromorphic.Emulator.Chips;

/// <summary>What a quantity measures; each dimension has its units.</summary>
public enum Dimension
{
    /// <summary>A number of things: count, cores, tiles, neurons, axons.</summary>
    Count,

    /// <summary>Memory: bit, byte, KiB, MiB. In bits.</summary>
    Data,

    /// <summary>Energy: J to fJ. In joules.</summary>
    Energy,

    /// <summary>Time: s to ps. In seconds.</summary>
    Time,

    /// <summary>Power: W to nW. In watts.</summary>
    Power,

    /// <summary>Energy per bit moved: pJ/bit, fJ/bit. In joules per bit.</summary>
    EnergyPerBit,
}
