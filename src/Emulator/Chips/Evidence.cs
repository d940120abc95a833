namespace Neuromorphic.Emulator.Chips;

/// <summary>How a number came to be: what a reader may rely on.</summary>
public enum Evidence
{
    /// <summary>Measured on silicon.</summary>
    Measured,

    /// <summary>From circuit or gate-level simulation, before silicon.</summary>
    Simulated,

    /// <summary>Stated by the maker about the design, such as a memory's size.</summary>
    Vendor,

    /// <summary>Printed in the literature without a word on how it was obtained.</summary>
    Published,

    /// <summary>Computed from other numbers; the source says how.</summary>
    Derived,

    /// <summary>A choice of ours, because nothing is published.</summary>
    Assumed,
}
