namespace Neuromorphic.Emulator.Faults;

/// <summary>What was broken in a run.</summary>
/// <param name="DeadCores">Cores of the chips in use on which nothing was placed.</param>
/// <param name="DeadLinks">Links of the chips in use that routes went around.</param>
/// <param name="DroppedPackets">Packets that got lost, over all samples.</param>
/// <param name="DuplicatedPackets">Packets that arrived twice, over all samples.</param>
/// <param name="StuckNeurons">Neurons stuck silent or firing.</param>
/// <param name="FlippedBits">Bits of stored weights that were inverted.</param>
public sealed record FaultCounts(long DeadCores, long DeadLinks, long DroppedPackets, long DuplicatedPackets, long StuckNeurons, long FlippedBits);
