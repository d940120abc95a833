namespace Neuromorphic.Emulator.Decisions;

/// <summary>What tells how sure a read-out may be.</summary>
public enum ConfidenceRule
{
    /// <summary>By how much the leading class leads; the same table for all timesteps.</summary>
    Margin,

    /// <summary>By how much it leads, with a table of its own for each timestep.</summary>
    Table,

    /// <summary>For how long it has led without a break.</summary>
    Settling,
}
