namespace Neuromorphic.Emulator.Sanafe;

/// <summary>A packet that was sent.</summary>
/// <param name="Neuron">The neuron that fired.</param>
/// <param name="SourceCore">Core of the chip that it left.</param>
/// <param name="TargetCore">Core of the chip that it went to.</param>
/// <param name="Hops">Hops between tiles.</param>
/// <param name="Events">Synaptic events that it caused.</param>
/// <param name="ProcessingSeconds">Time that its target was busy with it, in s.</param>
/// <param name="SentSeconds">When it was sent, in s from the beginning of the timestep; NaN without the detailed time model.</param>
/// <param name="ReceivedSeconds">When its target began with it.</param>
/// <param name="ProcessedSeconds">When its target was done with it.</param>
/// <param name="BlockedSeconds">How long it waited for room on its route.</param>
public readonly record struct SanafePacket(
    int Neuron,
    int SourceCore,
    int TargetCore,
    int Hops,
    int Events,
    double ProcessingSeconds,
    double SentSeconds,
    double ReceivedSeconds,
    double ProcessedSeconds,
    double BlockedSeconds);
