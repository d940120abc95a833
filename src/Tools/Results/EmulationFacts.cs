namespace Neuromorphic.Tools.Results;

/// <summary>How fast this emulator ran.</summary>
/// <param name="WallSeconds">Time of the run on this machine. Differs from run to run.</param>
/// <param name="InferencesPerSecond">Samples over that time. Differs from run to run.</param>
/// <param name="SynapticEventsPerSecond">Synaptic events over that time. Differs from run to run.</param>
/// <param name="Threads">Threads that worked.</param>
/// <param name="InstructionSet">Vector instructions in use.</param>
public sealed record EmulationFacts(double WallSeconds, double InferencesPerSecond, double SynapticEventsPerSecond, int Threads, string InstructionSet)
{
    /// <summary>By phase; null where that was not measured.</summary>
    public PhaseFacts? Phases { get; init; }
}
