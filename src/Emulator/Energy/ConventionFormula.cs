namespace Neuromorphic.Emulator.Energy;

/// <summary>The formulas that a convention may use; see docs/energy.md for each.</summary>
public enum ConventionFormula
{
    /// <summary>Arithmetic only.</summary>
    Compute,

    /// <summary>Arithmetic and memory; the potential is read and written per synaptic event.</summary>
    MemoryPerEvent,

    /// <summary>Arithmetic and memory; the potential is read and written per update of a neuron.</summary>
    MemoryPerUpdate,

    /// <summary>A number of units per multiply-accumulate and per synaptic event.</summary>
    Units,

    /// <summary>Accesses, arithmetic and addressing per layer, after Lemaire et al. 2022.</summary>
    Lemaire,

    /// <summary>Whole prices of two devices: per product and output of a conventional one, per event and update of a spiking one.</summary>
    Events,

    /// <summary>A published range of break-even points, without energies.</summary>
    Published,
}
