namespace Neuromorphic.Emulator.Sanafe.Timing;

/// <summary>When a packet was where, in s from the beginning of its timestep.</summary>
/// <param name="Sent">It enters the network; after waiting, if its route was full.</param>
/// <param name="Received">The target begins with it.</param>
/// <param name="Processed">The target is done with it.</param>
/// <param name="Blocked">How long it waited.</param>
readonly record struct PacketTimes(double Sent, double Received, double Processed, double Blocked);
